package federzug.rendering.docx;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags bold lines above running text as headings where a document has no headings at all: otherwise a reader who does
 * not see the page could not find anything in it. A remark names the first one.
 */
public final class TypedHeadings {
    private static final int LONGEST = 100;
    private static final int SHORTEST_TEXT = 80;
    private static final int DEEPEST = 3;

    /** So much text without any heading is hard to find one's way in: about three pages. */
    private static final int LONG = 6000;

    private TypedHeadings() {}

    /** The sections with typed headings tagged, as they are if there are real ones. */
    public static List<Section> tagged(List<Section> sections, RenderingProblems problems) {
        List<Paragraph> typed = new ArrayList<>();
        int letters = 0;
        for (Section section : sections) {
            List<Block> body = section.body();
            for (int i = 0; i < body.size(); i++) {
                if (!(body.get(i) instanceof Paragraph p)) {
                    continue;
                }
                if (p.heading() > 0) {
                    return sections;
                }
                letters += ParagraphText.of(p).length();
                if (typed(p) && above(body, i + 1)) {
                    typed.add(p);
                }
            }
        }
        // A single line in bold, such as the subject of a letter, is no structure that somebody would miss.
        if (typed.size() < 2) {
            if (letters > LONG) {
                problems.enterStory("");
                problems.remark("rendering.draft.headings-missing");
            }
            return sections;
        }
        Paragraph first = typed.get(0);
        problems.enterParagraph(first.number(), ParagraphText.of(first));
        problems.remark("rendering.draft.heading-typed", typed.size());
        Map<Paragraph, Integer> levels = levels(typed);
        return sections.stream().map(section -> tagged(section, levels)).toList();
    }

    private static Section tagged(Section section, Map<Paragraph, Integer> levels) {
        return section.with(section.body().stream()
                .map(block -> block instanceof Paragraph p && levels.containsKey(p)
                        ? new Paragraph(p.number(), p.look(), p.mark(), p.label(), levels.get(p), p.inlines(), p.box())
                        : block)
                .toList());
    }

    /** Larger letters stand above smaller ones; no level is skipped (ISO 14289-1, 7.4.2). */
    private static Map<Paragraph, Integer> levels(List<Paragraph> typed) {
        List<Double> sizes = typed.stream()
                .map(TypedHeadings::size)
                .distinct()
                .sorted(Collections.reverseOrder())
                .toList();
        Map<Paragraph, Integer> levels = new IdentityHashMap<>();
        int before = 0;
        for (Paragraph p : typed) {
            int level = Math.min(Math.min(DEEPEST, sizes.indexOf(size(p)) + 1), before + 1);
            levels.put(p, level);
            before = level;
        }
        return levels;
    }

    private static double size(Paragraph p) {
        return words(p).stream().mapToDouble(words -> words.look().size).max().orElse(0);
    }

    /** A short line in bold. */
    private static boolean typed(Paragraph p) {
        String text = ParagraphText.of(p).strip();
        return p.label() == null
                && p.box() == null
                && !text.isEmpty()
                && text.length() <= LONGEST
                && ".,;:".indexOf(text.charAt(text.length() - 1)) < 0
                && p.look().align != ParagraphFormat.Align.RIGHT
                && bold(p);
    }

    /** Whether running text follows, after empty lines or not. */
    private static boolean above(List<Block> body, int from) {
        for (Block block : body.subList(from, body.size())) {
            if (!(block instanceof Paragraph next)) {
                return false;
            }
            String text = ParagraphText.of(next).strip();
            if (!text.isEmpty()) {
                return !bold(next) && text.length() >= SHORTEST_TEXT;
            }
        }
        return false;
    }

    private static boolean bold(Paragraph p) {
        List<Words> words = words(p);
        return !words.isEmpty() && words.stream().allMatch(w -> w.look().bold);
    }

    private static List<Words> words(Paragraph p) {
        return p.inlines().stream()
                .filter(inline -> inline instanceof Words w && !w.text().isBlank())
                .map(Words.class::cast)
                .toList();
    }
}
