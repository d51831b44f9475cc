package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.word.DocxReader;
import federzug.testkit.RenderingPages;
import federzug.testkit.RenderingTagTree;
import federzug.testkit.RenderingWords;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The text of the PDF's structure tree is the text of the Word file, paragraph by paragraph, no more and no less; so are
 * headers and footers on each page, and everything is painted within its page.
 */
final class ReadBack {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));

    private ReadBack() {}

    static void assertNothingLost(byte[] docx, byte[] pdf) {
        // Where a line ends with a divided word, its hyphen is on the page and not in the file.
        boolean hyphenated = DocxReader.read("a", docx, "a", List.of(), CLOCK).hyphenate();
        List<RenderingPages.Page> pages = RenderingPages.of(pdf);
        assertThat(pages)
                .as("painted where nobody sees it")
                .extracting(RenderingPages.Page::outside)
                .containsOnly("");
        assertSame(wordsOf(docx), bare(RenderingTagTree.textOf(pdf)), hyphenated);
        assertEdges(RenderingWords.edges(docx), pages, hyphenated);
    }

    private static void assertSame(String file, String pages, boolean hyphenated) {
        String read = whole(pages, hyphenated);
        String expected = whole(file, hyphenated);
        if (!Pattern.matches(pattern(expected), read)) {
            int at = 0;
            for (int beyond = expected.length() + 1; beyond - at > 1; ) {
                int middle = (at + beyond) / 2;
                boolean same = Pattern.compile(pattern(expected.substring(0, middle)))
                        .matcher(read)
                        .lookingAt();
                at = same ? middle : at;
                beyond = same ? beyond : middle;
            }
            int from = Math.max(0, at - 40);
            fail("In the file: …%s…, on the pages: …%s…", part(expected, from), part(read, from));
        }
    }

    private static String whole(String words, boolean hyphenated) {
        return hyphenated ? words.replace("-", "") : words;
    }

    /** How many pages a section has is not known, so after each page several sections may be the one at hand. */
    private static void assertEdges(
            List<RenderingWords.Edges> sections, List<RenderingPages.Page> pages, boolean hyphenated) {
        Set<Integer> begun = Set.of(-1);
        for (int i = 0; i < pages.size(); i++) {
            Set<Integer> possible = new TreeSet<>();
            for (int section : begun) {
                if (section >= 0 && shows(pages.get(i), sections.get(section), false, hyphenated)) {
                    possible.add(section);
                }
                if (section + 1 < sections.size() && shows(pages.get(i), sections.get(section + 1), true, hyphenated)) {
                    possible.add(section + 1);
                }
            }
            assertThat(possible)
                    .as("header and footer of page %s: %s, in the file: %s", i + 1, pages.get(i), sections)
                    .isNotEmpty();
            begun = possible;
        }
        assertThat(begun).as("sections that have pages").contains(sections.size() - 1);
    }

    private static boolean shows(
            RenderingPages.Page page, RenderingWords.Edges section, boolean first, boolean hyphenated) {
        List<String> kinds = first && section.first()
                ? List.of("first")
                : section.even() ? List.of("default", "even") : List.of("default");
        return kinds.stream()
                .anyMatch(kind -> shows(page.header(), section.headers().getOrDefault(kind, ""), kind, hyphenated)
                        && shows(page.footer(), section.footers().getOrDefault(kind, ""), kind, hyphenated));
    }

    /** What stands on a first page only belongs to the text and is found there. */
    private static boolean shows(String page, String file, String kind, boolean hyphenated) {
        return kind.equals("first") && bare(file).contains(bare(page))
                || Pattern.matches(pattern(whole(bare(file), hyphenated)), whole(bare(page), hyphenated));
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
            String label = labels.getOrDefault(i + 1, "");
            int own = words.get(i).indexOf(RenderingWords.OWN) + 1;
            expected.append(words.get(i), 0, Math.max(0, own - 1))
                    .append(label)
                    .append(words.get(i).substring(own));
        }
        return bare(expected.toString());
    }

    private static String pattern(String expected) {
        StringBuilder pattern = new StringBuilder();
        expected.chars()
                .forEach(c -> pattern.append(
                        switch (c) {
                            case RenderingWords.ANEW -> ".{1,200}?";
                            case RenderingWords.PAGE -> "[0-9A-Z]{1,8}?";
                            case RenderingWords.SIGN -> ".{1,4}?";
                            case RenderingWords.NUMBER -> ".{0,12}?";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return pattern.toString();
    }

    /**
     * Capitals are a look, leaders and soft hyphens are no text, blanks at the ends of lines go, and a letter with its
     * accent is the same letter however it is written (Unicode, NFC).
     */
    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\.{5,}", "")
                .replaceAll("[\\s\u00a0\u00ad\u200b]", "");
    }

    /** Those that count: what is written in text boxes is not among them. */
    private static List<Paragraph> paragraphs(byte[] docx) {
        List<Paragraph> all = new ArrayList<>();
        sections(docx).forEach(s -> collect(s.body(), all, false));
        return all;
    }

    /** All of the body, those in text boxes included. */
    static List<Paragraph> everyParagraph(byte[] docx) {
        List<Paragraph> all = new ArrayList<>();
        sections(docx).forEach(s -> collect(s.body(), all, true));
        return all;
    }

    private static List<Manuscript.Section> sections(byte[] docx) {
        return DocxReader.read("a", docx, "a", List.of(), CLOCK).sections();
    }

    private static void collect(List<Block> blocks, List<Paragraph> into, boolean boxes) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                if (boxes) {
                    Floating.among(p.inlines()).forEach(f -> collect(f.blocks(), into, true));
                }
                into.add(p);
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(r -> r.cells().forEach(c -> collect(c.blocks(), into, boxes)));
            }
        }
    }
}
