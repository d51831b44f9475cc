package federzug.rendering.docx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes one of the alternatives that a program writes for newer and older readers (Markup Compatibility, ISO/IEC 29500-3,
 * 10.2), before anything is parsed: the first choice that is understood here, else the fallback.
 */
final class Alternatives {
    private static final String MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private static final Pattern BINDING = Pattern.compile("\\sxmlns:([\\w.-]+)\\s*=\\s*[\"']([^\"'<>]*)[\"']");
    private static final Pattern REQUIRES = Pattern.compile("\\sRequires\\s*=\\s*[\"']([^\"']*)[\"']");

    /**
     * Charts and ink are read as what they are, so that they are refused by name: the fallback of charts is a sentence of
     * Word's about Word, that of ink a picture that nobody has described.
     */
    private static final Set<String> UNDERSTOOD = Set.of(
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
            "http://schemas.microsoft.com/office/drawing/2016/ink",
            "http://schemas.microsoft.com/office/drawing/2014/chartex",
            "http://schemas.microsoft.com/office/drawing/2015/9/8/chartex",
            "http://schemas.microsoft.com/office/drawing/2015/10/21/chartex",
            "http://schemas.microsoft.com/office/drawing/2016/5/9/chartex",
            "http://schemas.microsoft.com/office/drawing/2016/5/10/chartex");

    /** What Word understands besides: where it stands round words, people read these. */
    private static final Pattern WORDS_OWN = Pattern.compile("http://schemas\\.microsoft\\.com/office/"
            + "(?:word/20\\d\\d/(?:wordml(?:/\\w+)*|wordprocessing\\w+)|drawing/20\\d\\d/\\d*/?\\w+)"
            + "|urn:schemas-microsoft-com:(?:vml|office:(?:office|word))");

    private static final Pattern TEXT = Pattern.compile("<w:t[ >]");

    /** Drawings, their places and signs of newer kinds: what is written for older readers is read in their place. */
    private static final Pattern NEWER = Pattern.compile("<(?!/?w:)");

    /** What a part that declares nothing must mean. */
    private static final Map<String, String> USUAL = Map.of(
            "wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            "wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
            "wpi", "http://schemas.microsoft.com/office/word/2010/wordprocessingInk");

    /** One set of alternatives while it is being read. */
    private static final class Level {
        final int begin;
        final int kept;
        boolean taken;
        boolean copying;

        Level(int begin, int kept) {
            this.begin = begin;
            this.kept = kept;
        }
    }

    private final String part;
    private final String prefix;
    private final Map<String, String> bindings;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Level> levels = new ArrayDeque<>();

    private Alternatives(String part, String prefix, Map<String, String> bindings) {
        this.part = part;
        this.prefix = prefix;
        this.bindings = bindings;
    }

    /**
     * @param part XML, each byte as one character
     * @return with one alternative of each; as it was if its elements do not match, which the parser will report
     */
    static String chosen(String part) {
        if (!part.contains(":AlternateContent")) {
            return part;
        }
        Map<String, String> bindings = new HashMap<>();
        Matcher binding = BINDING.matcher(part);
        String prefix = "mc";
        while (binding.find()) {
            // Two meanings of a prefix in one part: neither is relied on.
            bindings.merge(binding.group(1), binding.group(2), (a, b) -> a.equals(b) ? a : "");
            prefix = binding.group(2).equals(MARKUP) ? binding.group(1) : prefix;
        }
        String read = new Alternatives(part, prefix, bindings).read();
        return read == null ? part : read;
    }

    private @Nullable String read() {
        int at = 0;
        for (int tag = part.indexOf('<'); tag >= 0; tag = part.indexOf('<', at)) {
            copy(at, tag);
            int end = end(tag);
            if (end < 0) {
                return null;
            }
            if (!element(tag, end)) {
                return null;
            }
            at = end;
        }
        copy(at, part.length());
        return levels.isEmpty() ? out.toString() : null;
    }

    /** Where a tag, a comment, a section of characters or an instruction ends. */
    private int end(int tag) {
        String close = part.startsWith("<!--", tag)
                ? "-->"
                : part.startsWith("<![CDATA[", tag) ? "]]>" : part.startsWith("<?", tag) ? "?>" : ">";
        int end = part.indexOf(close, tag);
        return end < 0 ? -1 : end + close.length();
    }

    private void copy(int from, int to) {
        if (levels.isEmpty() || levels.element().copying) {
            out.append(part, from, to);
        }
    }

    /** @return whether the elements match so far */
    private boolean element(int tag, int end) {
        boolean single = part.startsWith("/>", end - 2);
        if (names(tag, "AlternateContent")) {
            Level level = new Level(tag, out.length());
            if (!single) {
                // Inside of what is left out nothing is taken.
                level.taken = !levels.isEmpty() && !levels.element().copying;
                levels.push(level);
            }
        } else if (names(tag, "/AlternateContent")) {
            return !levels.isEmpty() && close(levels.pop(), end);
        } else if (names(tag, "Choice") || names(tag, "Fallback")) {
            if (levels.isEmpty()) {
                return false;
            }
            Level level = levels.element();
            boolean fits = !level.taken && (names(tag, "Fallback") || understood(tag, end));
            level.taken |= fits;
            level.copying = fits && !single;
        } else if (names(tag, "/Choice") || names(tag, "/Fallback")) {
            if (levels.isEmpty()) {
                return false;
            }
            levels.element().copying = false;
        } else {
            copy(tag, end);
        }
        return true;
    }

    /** If no alternative can be read, all stay, and the reader refuses them. */
    private boolean close(Level level, int end) {
        if (!level.taken) {
            out.setLength(level.kept);
            out.append(part, level.begin, end);
        }
        return true;
    }

    private boolean names(int tag, String name) {
        boolean closing = name.startsWith("/");
        String start = (closing ? "</" : "<") + prefix + ":" + (closing ? name.substring(1) : name);
        return part.startsWith(start, tag) && " />\t\r\n".indexOf(part.charAt(tag + start.length())) >= 0;
    }

    private boolean understood(int tag, int end) {
        Matcher requires = REQUIRES.matcher(part.substring(tag, end));
        if (!requires.find() || requires.group(1).isBlank()) {
            return false;
        }
        boolean words = holds(TEXT, end) || !holds(NEWER, end);
        for (String needed : requires.group(1).strip().split("\\s+")) {
            String namespace = bindings.getOrDefault(needed, USUAL.getOrDefault(needed, ""));
            if (!UNDERSTOOD.contains(namespace)
                    && !(words && WORDS_OWN.matcher(namespace).matches())) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is such a thing up to the end of the choice that begins here. */
    private boolean holds(Pattern thing, int from) {
        int end = part.indexOf("</" + prefix + ":Choice", from);
        return thing.matcher(part).region(from, end < 0 ? part.length() : end).find();
    }
}
