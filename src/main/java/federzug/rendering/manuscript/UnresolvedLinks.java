package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns links within the document whose bookmark is not there, for example because a condition has removed it, into plain
 * text, with a remark: a link that leads nowhere must not be in a PDF/UA document (ISO 14289-1, 7.18.5).
 */
public final class UnresolvedLinks {
    private final Set<String> anchors = new HashSet<>();
    private final RenderingProblems problems;

    private UnresolvedLinks(RenderingProblems problems) {
        this.problems = problems;
    }

    public static List<Section> toText(List<Section> sections, RenderingProblems problems) {
        UnresolvedLinks links = new UnresolvedLinks(problems);
        sections.forEach(section -> links.collect(section.body()));
        List<Section> resolved = new ArrayList<>();
        for (Section section : sections) {
            resolved.add(section.with(EveryParagraph.inside(section.body(), links::resolved)));
        }
        return resolved;
    }

    private void collect(List<Block> blocks) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                collectIn(p.inlines());
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(row -> row.cells().forEach(cell -> collect(cell.blocks())));
            }
        }
    }

    private void collectIn(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Anchor anchor) {
                anchors.add(anchor.name());
            } else if (inline instanceof Link link) {
                collectIn(link.inlines());
            } else if (inline instanceof Footnote note) {
                collect(note.blocks());
            }
        }
    }

    private Paragraph resolved(Paragraph p) {
        boolean linked = p.inlines().stream().anyMatch(i -> i instanceof Link || i instanceof Footnote);
        return linked
                ? new Paragraph(
                        p.number(), p.look(), p.mark(), p.label(), p.heading(), resolved(p, p.inlines()), p.box())
                : p;
    }

    private List<Inline> resolved(Paragraph p, List<Inline> inlines) {
        List<Inline> resolved = new ArrayList<>();
        for (Inline inline : inlines) {
            if (inline instanceof Link link && !link.external() && !anchors.contains(link.target())) {
                problems.enterParagraph(p.number(), ParagraphText.of(p));
                problems.remark("rendering.draft.link-target-missing", link.text());
                resolved.addAll(link.inlines());
            } else if (inline instanceof Footnote note) {
                resolved.add(
                        new Footnote(note.mark(), note.look(), EveryParagraph.inside(note.blocks(), this::resolved)));
            } else {
                resolved.add(inline);
            }
        }
        return resolved;
    }
}
