package federzug.drafting;

import java.util.Optional;

/** What a value may hold, and the no-break spaces German asks for ("§ 1", "Dr. X", "1,3 Millionen"). */
final class Typography {
    /** About what a line of an A4 page holds; the longest words of German law have sixty letters. */
    private static final int LONGEST_WORD = 80;

    private Typography() {}

    static String protect(String text) {
        String result = text;
        for (var space : Grammar.german().protectedSpaces()) {
            result = space.matcher(result).replaceAll("\u00a0");
        }
        return result;
    }

    /** As {@link DraftText#plain}, but character by character, so that places stay the same. */
    static String plainSpaces(String text) {
        return text.replace('\u00a0', ' ');
    }

    /** Line breaks as one character, whatever system wrote them. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /**
     * The first character that must not get into a document: control characters, direction marks, invisible ones, half
     * surrogates, characters that XML 1.0 section 2.2 forbids.
     */
    static Optional<String> forbidden(String text) {
        return text.codePoints()
                .filter(Typography::isForbidden)
                .mapToObj(point -> {
                    String name = Character.getName(point);
                    return "U+%04X (%s)".formatted(point, name == null ? "?" : name);
                })
                .findFirst();
    }

    /** A word that fits on no line, shortened. A line may break at spaces, hyphens and where the author allows it. */
    static Optional<String> longWord(String text) {
        for (String word : text.split("[\\s\\u00ad\\u2010\\u2013\\u2014-]+")) {
            if (word.length() > LONGEST_WORD) {
                return Optional.of(word.substring(0, LONGEST_WORD / 2) + "…");
            }
        }
        return Optional.empty();
    }

    private static boolean isForbidden(int point) {
        if (point == '\n' || point == 0x00AD) {
            return false;
        }
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || point == Token.OTHER
                || (point & 0xFFFE) == 0xFFFE;
    }
}
