package federzug.rendering.word;

import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings the entries of a table of contents (ISO/IEC 29500-1, 17.16.5.68) up to date: Word wrote them before conditions
 * and loops were filled. Entries of headings that are gone are left out, numbers and words are those of the headings now,
 * and headings that came with a loop get entries that look like their neighbours.
 */
final class ContentsEntries {
    private static final Pattern LEVELS = Pattern.compile("([1-9])\\s*-\\s*([1-9])");

    private final StyleBook styles;
    private final RenderingProblems problems;
    private final Map<String, Paragraph> targets = new HashMap<>();
    private final List<Paragraph> headings = new ArrayList<>();
    private final Map<Paragraph, String> added = new HashMap<>();
    private int from = 1;
    private int to;

    private ContentsEntries(StyleBook styles, RenderingProblems problems) {
        this.styles = styles;
        this.problems = problems;
    }

    /** @param instruction of the field that made the table, empty if there is none */
    static List<Section> renewed(
            List<Section> sections, List<String> instruction, StyleBook styles, RenderingProblems problems) {
        ContentsEntries entries = new ContentsEntries(styles, problems);
        Matcher levels = LEVELS.matcher(FieldFormats.after(instruction, "\\o"));
        boolean others = instruction.stream().anyMatch(word -> word.equalsIgnoreCase("\\t"));
        if (levels.matches() && !others) {
            entries.from = Integer.parseInt(levels.group(1));
            entries.to = Integer.parseInt(levels.group(2));
        }
        sections.forEach(section -> EveryParagraph.inside(section.body(), entries::remember));
        if (sections.stream().flatMap(section -> section.body().stream()).noneMatch(ContentsEntries::isEntry)) {
            return sections;
        }
        List<Section> renewed = sections.stream()
                .map(section -> section.with(entries.renewed(section.body())))
                .toList();
        return renewed.stream()
                .map(section -> section.with(EveryParagraph.inside(section.body(), entries::anchored)))
                .toList();
    }

    private Paragraph remember(Paragraph p) {
        anchors(p.inlines()).forEach(name -> targets.putIfAbsent(name, p));
        int level = p.contents() || p.isEmpty() ? 0 : styles.headingOf(p.look());
        if (level >= from && level <= to) {
            headings.add(p);
        }
        return p;
    }

    private static Set<String> anchors(List<Inline> inlines) {
        Set<String> names = new HashSet<>();
        for (Inline inline : inlines) {
            if (inline instanceof Anchor anchor) {
                names.add(anchor.name());
            } else if (inline instanceof Link link) {
                names.addAll(anchors(link.inlines()));
            }
        }
        return names;
    }

    private static boolean isEntry(Block block) {
        return block instanceof Paragraph p && p.contents();
    }

    /** A heading that has got an entry needs a place it leads to. */
    private Paragraph anchored(Paragraph p) {
        String name = added.get(p);
        if (name == null) {
            return p;
        }
        List<Inline> inlines = new ArrayList<>(p.inlines());
        inlines.add(0, new Anchor(name));
        return p.with(inlines);
    }

    private List<Block> renewed(List<Block> body) {
        List<Block> renewed = new ArrayList<>();
        List<Paragraph> models = body.stream()
                .filter(ContentsEntries::isEntry)
                .map(Paragraph.class::cast)
                .toList();
        Set<Paragraph> listed = new HashSet<>();
        models.forEach(entry -> {
            Paragraph heading = targets.get(target(entry.inlines()));
            if (heading != null) {
                listed.add(heading);
            }
        });
        int next = 0;
        boolean inside = false;
        for (Block block : body) {
            if (!isEntry(block)) {
                if (inside) {
                    next = missing(next, headings.size(), listed, models, renewed);
                    inside = false;
                }
                renewed.add(block);
                continue;
            }
            Paragraph entry = (Paragraph) block;
            String target = target(entry.inlines());
            Paragraph heading = targets.get(target);
            inside = true;
            if (target.isEmpty()) {
                renewed.add(entry);
            } else if (heading != null) {
                int at = headings.indexOf(heading);
                if (at >= next) {
                    missing(next, at, listed, models, renewed);
                    next = at + 1;
                }
                renewed.add(entry.with(written(entry.inlines(), heading, target)));
            }
        }
        if (inside) {
            missing(next, headings.size(), listed, models, renewed);
        }
        return renewed;
    }

    /** Entries for headings that have none. */
    private int missing(int first, int end, Set<Paragraph> listed, List<Paragraph> models, List<Block> renewed) {
        for (int i = first; i < end; i++) {
            Paragraph heading = headings.get(i);
            if (listed.contains(heading) || added.containsKey(heading)) {
                continue;
            }
            String style = "toc " + styles.headingOf(heading.look());
            Paragraph model = models.stream()
                    .filter(entry -> styles.named(entry.look().style).equals(style))
                    .filter(entry -> !target(entry.inlines()).isEmpty())
                    .findFirst()
                    .orElse(null);
            if (model == null) {
                problems.remark("rendering.draft.contents-incomplete", ParagraphText.of(heading));
            } else {
                String name = "_TocEntry" + (added.size() + 1);
                added.put(heading, name);
                renewed.add(model.with(written(model.inlines(), heading, name)));
            }
        }
        return end;
    }

    private static String target(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Link link && !link.external()) {
                return link.target();
            } else if (inline instanceof PageOf page) {
                return page.anchor();
            }
        }
        return "";
    }

    private List<Inline> written(List<Inline> inlines, Paragraph heading, String target) {
        for (int i = 0; i < inlines.size(); i++) {
            if (inlines.get(i) instanceof Link link && !link.external()) {
                List<Inline> inner = plain(link.inlines(), heading, target);
                List<Inline> written = new ArrayList<>(inlines);
                written.set(i, new Link(target, false, ParagraphText.of(inner).strip(), inner));
                return written;
            }
        }
        return plain(inlines, heading, target);
    }

    /** The entry's words and, behind its last tab, the page. */
    private List<Inline> plain(List<Inline> inlines, Paragraph heading, String target) {
        int end = inlines.size();
        for (int i = inlines.size() - 1; i >= 0; i--) {
            if (inlines.get(i) instanceof PageOf) {
                end = i > 0 && inlines.get(i - 1) instanceof Tab ? i - 1 : i;
                break;
            }
        }
        List<Inline> head = inlines.subList(0, end);
        List<Inline> written = new ArrayList<>(isSame(head, heading) ? head : words(head, heading));
        inlines.subList(end, inlines.size())
                .forEach(inline -> written.add(
                        inline instanceof PageOf page ? new PageOf(target, page.shown(), page.look()) : inline));
        return written;
    }

    private static String label(Paragraph heading) {
        return heading.label() == null || heading.label().bullet()
                ? ""
                : heading.label().text().strip();
    }

    private static boolean isSame(List<Inline> head, Paragraph heading) {
        String whole = label(heading) + ParagraphText.of(heading);
        return squeezed(ParagraphText.of(head)).equals(squeezed(whole));
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u00a0\u00ad]+", "");
    }

    private List<Inline> words(List<Inline> head, Paragraph heading) {
        RunFormat look = head.stream()
                .filter(Words.class::isInstance)
                .map(inline -> ((Words) inline).look())
                .findFirst()
                .orElse(heading.mark());
        @Nullable
        Inline tab = head.stream().filter(Tab.class::isInstance).findFirst().orElse(null);
        List<Inline> words = new ArrayList<>();
        String label = label(heading);
        if (!label.isEmpty()) {
            words.addAll(GlyphFallback.covered(tab == null ? label + " " : label, look, problems));
            if (tab != null) {
                words.add(tab);
            }
        }
        words.addAll(GlyphFallback.covered(ParagraphText.of(heading).strip().replaceAll("\\s+", " "), look, problems));
        return words;
    }
}
