package federzug.rendering.docx;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the characters of a Word file in two ways: as they stand in its XML and as they were read. The parser passes
 * over what it does not know, so only a comparison shows that nothing was lost.
 */
public final class CharacterCount {
    private static final String TEXT = "<w:t";
    private static final String END_OF_TEXT = "</w:t>";
    private static final Pattern NOTE =
            Pattern.compile("<w:footnote (?:[^<>]* )?w:id=[\"'](-?\\d+)[\"'][^<>]*>(.*?)</w:footnote>", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("&(#x?)?([0-9A-Za-z]+);");

    private CharacterCount() {}

    /** @param part XML in UTF-8, each byte as one character */
    public static int written(String part) {
        int count = 0;
        for (int tag = part.indexOf(TEXT); tag >= 0; tag = part.indexOf(TEXT, tag + 1)) {
            int end = part.indexOf('>', tag);
            int next = part.indexOf('<', tag + 1);
            boolean text = end == tag + TEXT.length() || part.startsWith(" ", tag + TEXT.length());
            if (text && end < next && part.startsWith(END_OF_TEXT, next) && !isWithinFieldCharacter(part, tag)) {
                String raw = part.substring(end + 1, next);
                count += of(raw.indexOf('&') < 0 ? raw : resolved(raw));
            }
        }
        return count;
    }

    /** A field character holds no text (ISO/IEC 29500-1, 17.16.18): programs show none that was written there. */
    private static boolean isWithinFieldCharacter(String part, int tag) {
        int before = part.lastIndexOf('<', tag - 1);
        return before >= 0
                && part.startsWith("<w:fldChar", before)
                && part.charAt(tag - 1) == '>'
                && part.charAt(tag - 2) != '/';
    }

    /**
     * @param part the footnotes, like {@link #written}
     * @return the letters of one of them
     */
    public static int writtenInNote(String part, int id) {
        Matcher note = NOTE.matcher(part);
        int count = 0;
        while (note.find()) {
            if (note.group(1).equals(Integer.toString(id))) {
                count += written(note.group(2));
            }
        }
        return count;
    }

    /** @return how many bytes its letters take in UTF-8 */
    public static int read(String text) {
        return of(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static int of(String bytes) {
        int count = 0;
        for (int i = 0; i < bytes.length(); i++) {
            count += bytes.charAt(i) > ' ' ? 1 : 0;
        }
        return count;
    }

    private static String resolved(String raw) {
        return REFERENCE.matcher(raw).replaceAll(m -> {
            if (m.group(1) == null) {
                return "x";
            }
            int c = Integer.parseInt(m.group(2), m.group(1).endsWith("x") ? 16 : 10);
            return Matcher.quoteReplacement(
                    new String(Character.toString(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        });
    }
}
