package federzug.rendering.page;

import federzug.document.SignatureField;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.FopMarks;
import federzug.rendering.fop.Images;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Reserve;
import federzug.rendering.manuscript.Manuscript.RunningText;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import federzug.rendering.manuscript.ParagraphFormat.TabStop;
import federzug.rendering.manuscript.RunFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets what stands inside a paragraph. */
final class InlineSetter {
    private final FoWriter fo;
    private final Manuscript manuscript;
    private final Images images;
    private final String ids;
    private final String lastSection;
    private final BlockSetter blocks;
    private final RunSetter runs;
    private final Set<String> wanted = new HashSet<>();

    InlineSetter(
            FoWriter fo, Manuscript manuscript, Images images, String ids, String lastSection, BlockSetter blocks) {
        this.fo = fo;
        this.manuscript = manuscript;
        this.images = images;
        this.ids = ids;
        this.lastSection = lastSection;
        this.blocks = blocks;
        this.runs = new RunSetter(fo, manuscript);
        manuscript.sections().forEach(s -> LinkTargets.of(s.body(), wanted));
    }

    RunFormat base(Paragraph p) {
        return runs.base(p);
    }

    void words(String text, RunFormat look, Paragraph p) {
        runs.words(text, look, p);
    }

    static boolean numbersPages(Inline inline) {
        return inline instanceof PageNumber || inline instanceof PageCount || inline instanceof PageOf;
    }

    /** @param start where the first line begins, from the left of the text */
    void all(Paragraph p, List<Inline> inlines, double start, BlockPlace place) {
        lay(p, inlines, start, place, stretches(p, inlines, place) ? lastTab(flat(inlines)) : null);
    }

    /**
     * @param stretch the tab that fills the line, or null
     * @return where the line has come to
     */
    private double lay(Paragraph p, List<Inline> inlines, double start, BlockPlace place, @Nullable Inline stretch) {
        double x = start;
        for (int i = 0; i < inlines.size(); i++) {
            Inline inline = inlines.get(i);
            if (inline == stretch) {
                leader(-1, leaderAt(p, inline, x), lookOf(inline), p);
                x = place.width();
            } else if (inline instanceof Tab tab) {
                TabStop stop = TabStops.next(p.look(), x, manuscript.defaultTab());
                x = tab(stop, inlines, i, x, tab.look(), p);
            } else if (inline instanceof MarginTab tab) {
                double position = switch (tab.kind()) {
                    case CENTER -> place.width() / 2;
                    case RIGHT -> place.width();
                    default -> 0;
                };
                x = tab(new TabStop(position, tab.kind(), tab.leader()), inlines, i, x, tab.look(), p);
            } else if (inline instanceof LineBreak) {
                fo.text("\n");
                x = p.look().left;
            } else if (inline instanceof Link link && link.inlines().stream().anyMatch(TabStops::stops)) {
                openLink(link, place);
                x = lay(p, link.inlines(), x, place, stretch);
                fo.close();
            } else {
                one(p, inline, place);
                x += TabStops.width(inline);
                double end = place.width() - p.look().right;
                if (x > end && end > p.look().left) {
                    x = p.look().left + (x - p.look().left) % (end - p.look().left);
                }
            }
        }
        return x;
    }

    private static List<Inline> flat(List<Inline> inlines) {
        return inlines.stream()
                .flatMap(i -> i instanceof Link link ? flat(link.inlines()).stream() : Stream.of(i))
                .toList();
    }

    /**
     * Whether the last tab leads to the right end of the only line. Then the line is stretched to both ends, which is
     * exact even for page numbers, whose width is not known yet.
     */
    boolean stretches(Paragraph p, List<Inline> nested, BlockPlace place) {
        List<Inline> inlines = flat(nested);
        Inline last = lastTab(inlines);
        double end = place.width() - p.look().right;
        if (last == null
                || inlines.stream().anyMatch(i -> i instanceof LineBreak)
                || TabStops.width(inlines) > end - p.look().left - 12) {
            return false;
        }
        if (last instanceof MarginTab tab) {
            return tab.kind() == TabKind.RIGHT && p.look().right == 0;
        }
        return p.look().tabs.stream()
                .reduce((a, b) -> b)
                .filter(t -> t.kind() == TabKind.RIGHT && t.position() > end - 4)
                .filter(t -> inlines.stream().filter(Tab.class::isInstance).count()
                        == p.look().tabs.stream().filter(s -> s.position() > 0).count())
                .isPresent();
    }

    private static @Nullable Inline lastTab(List<Inline> inlines) {
        return inlines.stream()
                .filter(i -> i instanceof Tab || i instanceof MarginTab)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    private static char leaderAt(Paragraph p, Inline tab, double x) {
        return tab instanceof MarginTab margin
                ? margin.leader()
                : TabStops.next(p.look(), x, 1000).leader();
    }

    private static RunFormat lookOf(Inline tab) {
        return tab instanceof Tab t ? t.look() : ((MarginTab) tab).look();
    }

    private double tab(TabStop stop, List<Inline> inlines, int at, double x, RunFormat look, Paragraph p) {
        double following = TabStops.following(inlines, at + 1);
        double end = switch (stop.kind()) {
            case LEFT -> stop.position();
            case CENTER -> stop.position() - following / 2;
            case RIGHT -> stop.position() - following;
            case DECIMAL -> stop.position() - whole(inlines, at + 1);
        };
        double length = Math.max(0, end - x);
        leader(length, stop.leader(), look, p);
        return x + length;
    }

    /** Width of a number up to its decimal comma. */
    private static double whole(List<Inline> inlines, int from) {
        double width = 0;
        for (int i = from; i < inlines.size() && !TabStops.stops(inlines.get(i)); i++) {
            if (inlines.get(i) instanceof Words words && words.text().indexOf(',') >= 0) {
                return width
                        + words.look()
                                .width(words.text().substring(0, words.text().indexOf(',')));
            }
            width += TabStops.width(inlines.get(i));
        }
        return width;
    }

    /** @param length in points, negative to fill the line */
    private void leader(double length, char leader, RunFormat look, Paragraph p) {
        FoWriter.Traits traits = new FoWriter.Traits();
        if (length < 0) {
            traits.set("leader-length.minimum", "0pt", "leader-length.optimum", "12pt")
                    .put("leader-length.maximum", "100%");
        } else {
            traits.pt("leader-length", length);
        }
        switch (leader) {
            // FOP paints no dotted rule.
            case '.' -> traits.set("leader-pattern", "dots");
            case '-' -> traits.set("leader-pattern", "rule", "rule-style", "dashed", "rule-thickness", "0.5pt");
            case '_' -> traits.set("leader-pattern", "rule", "rule-thickness", "0.5pt");
            default -> traits.set("leader-pattern", "space");
        }
        fo.open("inline", runs.run(look, p));
        fo.empty("leader", traits);
        fo.close();
    }

    void gap(double length) {
        fo.empty(
                "leader",
                new FoWriter.Traits().put("leader-pattern", "space").pt("leader-length", Math.max(0, length)));
    }

    private void one(Paragraph p, Inline inline, BlockPlace place) {
        if (inline instanceof Words words) {
            double available = place.width() - p.look().left - p.look().right;
            words(LongWords.parted(words.text(), words.look(), available), words.look(), p);
        } else if (inline instanceof PageNumber number) {
            fo.open("inline", runs.run(number.look(), p));
            fo.empty("page-number", "role", place.artifact() ? null : "Span").close();
        } else if (inline instanceof PageCount count) {
            fo.open("inline", runs.run(count.look(), p));
            fo.empty("page-number-citation-last", "role", place.artifact() ? null : "Span", "ref-id", lastSection)
                    .close();
        } else if (inline instanceof PageOf page) {
            fo.open("inline", runs.run(page.look(), p));
            fo.empty("page-number-citation", "role", "Span", "ref-id", id(page.anchor()))
                    .close();
        } else if (inline instanceof Link link) {
            link(p, link, place);
        } else if (inline instanceof RunningText text) {
            fo.open("inline", runs.run(text.look(), p));
            fo.empty(
                    "retrieve-marker",
                    "retrieve-class-name",
                    ids + text.name(),
                    "retrieve-position",
                    text.last() ? "last-starting-within-page" : "first-including-carryover",
                    "retrieve-boundary",
                    "document");
            fo.close();
        } else if (inline instanceof Image image) {
            picture(image, place);
        } else if (inline instanceof Reserve reserve) {
            reserve(reserve);
        } else if (inline instanceof Footnote note) {
            footnote(note, p);
        } else if (inline instanceof Anchor anchor && wanted.remove(anchor.name())) {
            fo.empty("inline", "id", id(anchor.name()));
        }
    }

    private String id(String anchor) {
        return ids + "anchor-" + anchor;
    }

    private void link(Paragraph p, Link link, BlockPlace place) {
        openLink(link, place);
        link.inlines().forEach(inner -> one(p, inner, place));
        fo.close();
    }

    /** What is repeated on each page is no content, and may hold no annotation (ISO 14289-1, 7.18.1). */
    private void openLink(Link link, BlockPlace place) {
        if (place.artifact()) {
            fo.open("inline");
            return;
        }
        String text = link.text().isEmpty() ? link.target() : link.text();
        if (link.external()) {
            fo.open(
                    "basic-link",
                    "external-destination",
                    "url('" + link.target() + "')",
                    "fox:alt-text",
                    text.equals(link.target()) ? text : text + " (" + link.target() + ")");
        } else {
            fo.open("basic-link", "internal-destination", id(link.target()), "fox:alt-text", text);
        }
    }

    /** An empty float; what stands there is set elsewhere. */
    private void reserve(Reserve reserve) {
        fo.open("wrapper", "role", "artifact");
        fo.open("float", "float", reserve.right() ? "end" : "start");
        fo.open(
                "block-container",
                new FoWriter.Traits()
                        .set("start-indent", "0pt", "end-indent", "0pt", "text-indent", "0pt")
                        .pt("width", reserve.width())
                        .pt("height", reserve.height()));
        fo.empty("block").close().close().close();
    }

    /** What surrounds the mark must not reach the note. */
    private void footnote(Footnote note, Paragraph p) {
        fo.open("footnote");
        fo.open("inline", runs.run(note.look(), p)).text(note.mark()).close();
        fo.open(
                "footnote-body",
                "font-weight",
                "normal",
                "font-style",
                "normal",
                "color",
                "black",
                "text-align-last",
                "relative",
                "keep-together.within-page",
                "auto",
                "wrap-option",
                "wrap");
        blocks.note(note.blocks());
        if (note.blocks().isEmpty()) {
            fo.empty("block");
        }
        fo.close().close();
    }

    /** What headers and footers may repeat of a paragraph stands first in its block. */
    void markers(ParagraphFormat look) {
        look.running.forEach((name, text) ->
                fo.open("marker", "marker-class-name", ids + name).text(text).close());
    }

    /** Sets the link that the finishing pass turns into a signature field; sizes are in points. */
    void signature(SignatureField field, double width, double height) {
        fo.open(
                "basic-link",
                "role",
                "Form",
                "external-destination",
                FopMarks.SIGNATURE_ADDRESS + field.name(),
                "fox:alt-text",
                field.label());
        fo.empty(
                "leader",
                new FoWriter.Traits()
                        .set("leader-pattern", "rule", "rule-style", "none")
                        .pt("leader-length", width - 2)
                        .pt("rule-thickness", height));
        fo.close();
    }

    void picture(Image image, BlockPlace place) {
        FoWriter.Traits traits = new FoWriter.Traits()
                .set("src", "url('" + images.address(image.bytes()) + "')", "scaling", "non-uniform")
                .pt("content-width", image.width())
                .pt("content-height", image.height());
        if (place.artifact()) {
            fo.empty("external-graphic", traits);
        } else if (image.alternateText().isEmpty()) {
            fo.open("wrapper", "role", "artifact")
                    .empty("external-graphic", traits)
                    .close();
        } else {
            fo.empty("external-graphic", traits.put("fox:alt-text", image.alternateText()));
        }
    }
}
