package federzug.rendering;

import federzug.rendering.BlockSetter.Place;
import federzug.rendering.Manuscript.Anchor;
import federzug.rendering.Manuscript.Image;
import federzug.rendering.Manuscript.Inline;
import federzug.rendering.Manuscript.LineBreak;
import federzug.rendering.Manuscript.Link;
import federzug.rendering.Manuscript.MarginTab;
import federzug.rendering.Manuscript.PageBreak;
import federzug.rendering.Manuscript.PageCount;
import federzug.rendering.Manuscript.PageNumber;
import federzug.rendering.Manuscript.PageOf;
import federzug.rendering.Manuscript.Paragraph;
import federzug.rendering.Manuscript.Tab;
import federzug.rendering.Manuscript.Words;
import federzug.rendering.ParaLook.LineRule;
import federzug.rendering.ParaLook.TabKind;
import federzug.rendering.ParaLook.TabStop;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Sets what stands inside a paragraph. */
final class InlineSetter {
    private final Fo fo;
    private final Manuscript manuscript;
    private final Images images;
    private final String lastSection;
    private final Set<String> wanted = new HashSet<>();

    InlineSetter(Fo fo, Manuscript manuscript, Images images, String lastSection) {
        this.fo = fo;
        this.manuscript = manuscript;
        this.images = images;
        this.lastSection = lastSection;
        manuscript.sections().forEach(s -> Targets.of(s.body(), wanted));
    }

    /** The look with the lowest lines sets the block; everything taller asks for its own height. */
    RunLook base(Paragraph p) {
        RunLook base = null;
        for (Inline inline : p.inlines()) {
            for (RunLook look : looks(inline).toList()) {
                if (look.script == 0 && (base == null || look.natural() < base.natural())) {
                    base = look;
                }
            }
        }
        return base == null ? p.mark() : base;
    }

    static boolean numbersPages(Inline inline) {
        return inline instanceof PageNumber || inline instanceof PageCount || inline instanceof PageOf;
    }

    private static Stream<RunLook> looks(Inline inline) {
        if (inline instanceof Words words) {
            return Stream.of(words.look());
        } else if (inline instanceof Link link) {
            return link.inlines().stream().flatMap(InlineSetter::looks);
        } else if (inline instanceof PageNumber number) {
            return Stream.of(number.look());
        }
        return Stream.empty();
    }

    /** @param start where the first line begins, from the left of the text */
    void all(Paragraph p, List<Inline> inlines, double start, Place place) {
        double x = start;
        int stretch = stretches(p, inlines, place) ? lastTab(inlines) : -1;
        for (int i = 0; i < inlines.size(); i++) {
            Inline inline = inlines.get(i);
            if (i == stretch) {
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
            } else {
                one(p, inline, place);
                x += TabStops.width(inline);
                double end = place.width() - p.look().right;
                if (x > end && end > p.look().left) {
                    x = p.look().left + (x - p.look().left) % (end - p.look().left);
                }
            }
        }
    }

    /**
     * Whether the last tab leads to the right end of the only line. Then the line is stretched to both ends, which is
     * exact even for page numbers, whose width nobody knows yet.
     */
    boolean stretches(Paragraph p, List<Inline> inlines, Place place) {
        int last = lastTab(inlines);
        double end = place.width() - p.look().right;
        if (last < 0
                || inlines.stream().anyMatch(i -> i instanceof LineBreak)
                || TabStops.width(inlines) > end - p.look().left - 12) {
            return false;
        }
        if (inlines.get(last) instanceof MarginTab tab) {
            return tab.kind() == TabKind.RIGHT && p.look().right == 0;
        }
        return p.look().tabs.stream()
                .reduce((a, b) -> b)
                .filter(t -> t.kind() == TabKind.RIGHT && t.position() > end - 4)
                .filter(t -> inlines.stream().filter(Tab.class::isInstance).count()
                        == p.look().tabs.stream().filter(s -> s.position() > 0).count())
                .isPresent();
    }

    private static int lastTab(List<Inline> inlines) {
        for (int i = inlines.size() - 1; i >= 0; i--) {
            if (inlines.get(i) instanceof Tab || inlines.get(i) instanceof MarginTab) {
                return i;
            }
        }
        return -1;
    }

    private static char leaderAt(Paragraph p, Inline tab, double x) {
        return tab instanceof MarginTab margin
                ? margin.leader()
                : TabStops.next(p.look(), x, 1000).leader();
    }

    private static RunLook lookOf(Inline tab) {
        return tab instanceof Tab t ? t.look() : ((MarginTab) tab).look();
    }

    private double tab(TabStop stop, List<Inline> inlines, int at, double x, RunLook look, Paragraph p) {
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
    private void leader(double length, char leader, RunLook look, Paragraph p) {
        Fo.Traits traits = new Fo.Traits();
        if (length < 0) {
            traits.set("leader-length.minimum", "0pt", "leader-length.optimum", "12pt")
                    .put("leader-length.maximum", "100%");
        } else {
            traits.pt("leader-length", length);
        }
        switch (leader) {
            case '.', '-' -> traits.set("leader-pattern", "dots");
            case '_' -> traits.set("leader-pattern", "rule", "rule-thickness", "0.5pt");
            default -> traits.set("leader-pattern", "space");
        }
        fo.open("inline", run(look, p));
        fo.empty("leader", traits);
        fo.close();
    }

    void gap(double length) {
        fo.empty("leader", new Fo.Traits().put("leader-pattern", "space").pt("leader-length", Math.max(0, length)));
    }

    private void one(Paragraph p, Inline inline, Place place) {
        if (inline instanceof Words words) {
            words(words.text(), words.look(), p);
        } else if (inline instanceof PageNumber number) {
            fo.open("inline", run(number.look(), p)).empty("page-number").close();
        } else if (inline instanceof PageCount count) {
            fo.open("inline", run(count.look(), p));
            fo.empty("page-number-citation-last", "ref-id", lastSection).close();
        } else if (inline instanceof PageOf page) {
            fo.open("inline", run(page.look(), p));
            fo.empty("page-number-citation", "ref-id", id(page.anchor())).close();
        } else if (inline instanceof Link link) {
            link(p, link, place);
        } else if (inline instanceof Image image) {
            picture(image, place);
        } else if (inline instanceof Anchor anchor && wanted.remove(anchor.name())) {
            fo.empty("inline", "id", id(anchor.name()));
        } else if (inline instanceof PageBreak) {
            throw new IllegalStateException("a page break splits its paragraph");
        }
    }

    private static String id(String anchor) {
        return "anchor-" + anchor;
    }

    private void link(Paragraph p, Link link, Place place) {
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
        for (Inline inner : link.inlines()) {
            if (TabStops.stops(inner)) {
                fo.text(" ");
            } else {
                one(p, inner, place);
            }
        }
        fo.close();
    }

    private void picture(Image image, Place place) {
        Fo.Traits traits = new Fo.Traits()
                .set("src", "url('" + images.address(image.bytes()) + "')", "scaling", "non-uniform")
                .pt("content-width", image.width())
                .pt("content-height", image.height());
        if (!place.artifact()) {
            traits.put("fox:alt-text", image.alternateText());
        }
        fo.empty("external-graphic", traits);
    }

    void words(String text, RunLook look, Paragraph p) {
        String clean = text.replace('\n', ' ').replace('\t', ' ').replace('\r', ' ');
        if (!look.smallCaps || look.caps) {
            Fo.Traits traits = run(look, p);
            if (traits.isEmpty()) {
                fo.text(clean);
            } else {
                fo.open("inline", traits).text(clean).close();
            }
            return;
        }
        RunLook small = look.copy();
        small.size = look.size * 0.8;
        int from = 0;
        for (int i = 1; i <= clean.length(); i++) {
            boolean lower = Character.isLowerCase(clean.charAt(from));
            if (i == clean.length() || Character.isLowerCase(clean.charAt(i)) != lower) {
                String part = clean.substring(from, i);
                fo.open("inline", run(lower ? small : look, p));
                fo.text(lower ? part.toUpperCase(Locale.GERMAN) : part).close();
                from = i;
            }
        }
    }

    /** Only what differs from the block's own look. */
    private Fo.Traits run(RunLook look, Paragraph p) {
        RunLook base = base(p);
        Fo.Traits traits = new Fo.Traits();
        if (look.face != base.face) {
            traits.put("font-family", look.face.family);
        }
        if (look.shownSize() != base.size) {
            traits.pt("font-size", look.shownSize());
        }
        if (look.script != 0) {
            traits.set("baseline-shift", look.script > 0 ? "super" : "sub", "line-height", "1pt");
        } else if (look.raise != 0) {
            traits.pt("baseline-shift", look.raise);
        } else if (look.natural() > base.natural() && p.look().lineRule != LineRule.EXACT) {
            traits.pt("line-height", p.look().lineHeight(look));
        }
        traits.put("font-weight", look.bold ? "bold" : null);
        traits.put("font-style", look.italic ? "italic" : null);
        traits.put("color", look.color);
        traits.put("background-color", look.background);
        if (look.underline || look.strike) {
            String lines = (look.underline ? "underline " : "") + (look.strike ? "line-through" : "");
            traits.put("text-decoration", lines.strip());
        }
        if (look.tracking != 0) {
            traits.pt("letter-spacing", look.tracking);
        }
        if (look.language != null && !look.language.equals(manuscript.language())) {
            // FOP reads it for hyphenation only; the finishing pass takes it to the structure tree.
            traits.put("xml:lang", look.language).put("fox:abbreviation", Finish.LANGUAGE + look.language);
        }
        return traits;
    }

    /** Anchors that something refers to; the others (Word writes many) would only clutter the page. */
    static final class Targets {
        private Targets() {}

        static void of(List<Manuscript.Block> blocks, Set<String> names) {
            for (Manuscript.Block block : blocks) {
                if (block instanceof Paragraph p) {
                    inlines(p.inlines(), names);
                } else if (block instanceof Manuscript.Grid grid) {
                    grid.rows().forEach(r -> r.cells().forEach(c -> of(c.blocks(), names)));
                }
            }
        }

        private static void inlines(List<Inline> inlines, Set<String> names) {
            for (Inline inline : inlines) {
                if (inline instanceof Link link) {
                    if (!link.external()) {
                        names.add(link.target());
                    }
                    inlines(link.inlines(), names);
                } else if (inline instanceof PageOf page) {
                    names.add(page.anchor());
                }
            }
        }
    }
}
