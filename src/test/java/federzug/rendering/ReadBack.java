package federzug.rendering;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.fail;

import federzug.rendering.Manuscript.Block;
import federzug.rendering.Manuscript.Grid;
import federzug.rendering.Manuscript.Paragraph;
import federzug.testkit.RenderingTagTree;
import federzug.testkit.RenderingWords;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The text of the PDF's structure tree is the text of the Word file, paragraph by paragraph, no more and no less. */
final class ReadBack {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));

    private ReadBack() {}

    static void assertNothingLost(byte[] docx, byte[] pdf) {
        // Where a line ends with a divided word, its hyphen is on the page and not in the file.
        boolean hyphenated = DocxReader.read("a", docx, "a", List.of(), CLOCK).hyphenate();
        String read = bare(RenderingTagTree.textOf(pdf));
        String expected = wordsOf(docx);
        read = hyphenated ? read.replace("-", "") : read;
        expected = hyphenated ? expected.replace("-", "") : expected;
        if (!Pattern.matches(pattern(expected), read)) {
            int at = 0;
            while (at < expected.length()
                    && Pattern.compile(pattern(expected.substring(0, at + 1)))
                            .matcher(read)
                            .lookingAt()) {
                at++;
            }
            int from = Math.max(0, at - 40);
            fail("In the file: …%s…, on the pages: …%s…", part(expected, from), part(read, from));
        }
    }

    private static String part(String of, int from) {
        return of.substring(Math.min(from, of.length()), Math.min(of.length(), from + 90));
    }

    /** A regular expression: labels as we count them, words as they stand in the XML, fields as they come. */
    static String expected(byte[] docx) {
        return pattern(wordsOf(docx));
    }

    private static String wordsOf(byte[] docx) {
        List<String> words = RenderingWords.of(docx);
        Map<Integer, String> labels = new HashMap<>();
        for (Paragraph p : paragraphs(docx)) {
            if (p.label() != null) {
                labels.put(p.number(), p.label().text());
            }
        }
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            expected.append(labels.getOrDefault(i + 1, "")).append(words.get(i));
        }
        return bare(expected.toString());
    }

    private static String pattern(String expected) {
        return expected.chars()
                .mapToObj(c -> c == RenderingWords.ANEW ? ".+?" : Pattern.quote(Character.toString(c)))
                .collect(joining());
    }

    /** Capitals are a look, leaders and soft hyphens are no text, and blanks at the ends of lines go. */
    static String bare(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("\\.{5,}", "").replaceAll("[\\s\u00a0\u00ad\u200b]", "");
    }

    static List<Paragraph> paragraphs(byte[] docx) {
        List<Paragraph> all = new ArrayList<>();
        DocxReader.read("a", docx, "a", List.of(), CLOCK).sections().forEach(s -> collect(s.body(), all));
        return all;
    }

    private static void collect(List<Block> blocks, List<Paragraph> into) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                into.add(p);
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(r -> r.cells().forEach(c -> collect(c.blocks(), into)));
            }
        }
    }
}
