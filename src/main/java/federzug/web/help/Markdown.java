package federzug.web.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of Markdown that the manual uses; anything else is refused, so that nothing is shown as its source. */
public final class Markdown {
    /** A block of a chapter. */
    public sealed interface Block permits Heading, Paragraph, Items, Code, Table, Picture {}

    public record Heading(int level, String text) implements Block {
        /** The anchor that GitHub and GitLab give it. */
        public String anchor() {
            return plain(text)
                    .toLowerCase(Locale.GERMAN)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
        }
    }

    public record Paragraph(String text) implements Block {}

    public record Items(boolean ordered, List<String> items) implements Block {}

    public record Code(String language, String text) implements Block {}

    public record Table(List<String> header, List<List<String>> rows) implements Block {}

    /**
     * A picture that stands alone.
     *
     * @param words for those who do not see it
     * @param file below the folder of the chapters
     */
    public record Picture(String words, String file) implements Block {}

    /** A piece of a line. */
    public record Span(Kind kind, String text, String target) {}

    public enum Kind {
        PLAIN,
        STRONG,
        CODE,
        LINK
    }

    private static final Pattern HEADING = Pattern.compile("(#{1,4}) (.+)");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]+)\\]\\((bilder/[a-z0-9-]+\\.png)\\)");
    private static final Pattern ITEM = Pattern.compile("(-|\\d+\\.) (.+)");
    private static final Pattern SPAN =
            Pattern.compile("``(.+?)``|`([^`]+)`|\\*\\*(.+?)\\*\\*|!?\\[([^\\]]+)\\]\\(([^)]+)\\)");

    private Markdown() {}

    public static List<Block> blocks(String source) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = source.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher heading = HEADING.matcher(line);
            Matcher picture = PICTURE.matcher(line);
            if (line.isBlank() || line.startsWith("<!--")) {
                at++;
            } else if (heading.matches()) {
                blocks.add(new Heading(heading.group(1).length(), heading.group(2)));
                at++;
            } else if (picture.matches()) {
                blocks.add(new Picture(picture.group(1), picture.group(2)));
                at++;
            } else if (line.startsWith("```")) {
                int end = at + 1;
                while (!lines.get(end).startsWith("```")) {
                    end++;
                }
                blocks.add(new Code(line.substring(3).strip(), String.join("\n", lines.subList(at + 1, end))));
                at = end + 1;
            } else if (line.startsWith("|")) {
                int end = at;
                List<List<String>> rows = new ArrayList<>();
                while (end < lines.size() && lines.get(end).startsWith("|")) {
                    rows.add(cells(lines.get(end++)));
                }
                check(rows.size() > 2 && rows.get(1).stream().allMatch(cell -> cell.matches(":?-+:?")), line);
                int width = rows.get(0).size();
                rows.forEach(row -> check(row.size() == width, String.join(" | ", row)));
                blocks.add(new Table(rows.get(0), rows.subList(2, rows.size())));
                at = end;
            } else if (ITEM.matcher(line).matches()) {
                at = items(lines, at, blocks);
            } else {
                check(
                        !line.startsWith("![")
                                && !line.startsWith(">")
                                && !line.startsWith("    ")
                                && !line.startsWith("<"),
                        line);
                int end = at;
                StringBuilder text = new StringBuilder();
                while (end < lines.size() && continues(lines.get(end), end > at)) {
                    text.append(end > at ? " " : "").append(lines.get(end++).strip());
                }
                blocks.add(new Paragraph(text.toString()));
                at = end;
            }
        }
        return blocks;
    }

    private static int items(List<String> lines, int from, List<Block> blocks) {
        boolean ordered = !lines.get(from).startsWith("-");
        List<String> items = new ArrayList<>();
        int at = from;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher item = ITEM.matcher(line);
            if (item.matches() && ordered != line.startsWith("-")) {
                items.add(item.group(2));
            } else if (line.startsWith("  ") && !line.isBlank()) {
                String more = line.strip();
                check(!ITEM.matcher(more).matches() && !more.startsWith("```") && !more.startsWith("|"), line);
                items.set(items.size() - 1, items.get(items.size() - 1) + " " + more);
            } else if (!(line.isBlank() && at + 1 < lines.size() && goesOn(lines.get(at + 1), ordered))) {
                break;
            }
            at++;
        }
        blocks.add(new Items(ordered, items));
        return at;
    }

    private static boolean goesOn(String line, boolean ordered) {
        return ITEM.matcher(line).matches() && ordered != line.startsWith("-");
    }

    private static boolean continues(String line, boolean later) {
        return !line.isBlank()
                && !(later
                        && (HEADING.matcher(line).matches()
                                || line.startsWith("```")
                                || line.startsWith("|")
                                || ITEM.matcher(line).matches()));
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean code = false;
        for (int i = 1; i < row.length(); i++) {
            char sign = row.charAt(i);
            if (sign == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (sign == '|' && !code) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                code ^= sign == '`';
                cell.append(sign);
            }
        }
        check(cell.toString().isBlank(), row);
        return cells;
    }

    public static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher found = SPAN.matcher(text);
        int from = 0;
        while (found.find()) {
            if (found.start() > from) {
                spans.add(new Span(Kind.PLAIN, text.substring(from, found.start()), ""));
            }
            if (found.group(1) != null || found.group(2) != null) {
                spans.add(new Span(
                        Kind.CODE, found.group(1) != null ? found.group(1).strip() : found.group(2), ""));
            } else if (found.group(3) != null) {
                spans.add(new Span(Kind.STRONG, plain(found.group(3)), ""));
            } else {
                spans.add(new Span(Kind.LINK, plain(found.group(4)), found.group(5)));
            }
            from = found.end();
        }
        if (from < text.length()) {
            spans.add(new Span(Kind.PLAIN, text.substring(from), ""));
        }
        return spans;
    }

    /** The words alone. */
    public static String plain(String text) {
        StringBuilder words = new StringBuilder();
        spans(text).forEach(span -> words.append(span.text()));
        return words.toString();
    }

    private static void check(boolean condition, String line) {
        if (!condition) {
            throw new IllegalArgumentException("The manual uses what its pages cannot show: " + line);
        }
    }
}
