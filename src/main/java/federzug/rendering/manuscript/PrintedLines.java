package federzug.rendering.manuscript;

import federzug.document.Digest;
import federzug.notice.Texts;
import federzug.rendering.PrintedChange.Part;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.PageBreak;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.RunningText;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.PrintedLine.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Writes down, paragraph by paragraph, what a manuscript prints and how. Paragraphs that show nothing are left out. */
public final class PrintedLines {
    private static final Texts TEXTS = Texts.german();
    private static final String PAPER = "#FFFFFF";
    private static final int LONGEST_MARK = 3;

    private final List<PrintedLine> lines = new ArrayList<>();
    private final List<PrintedObject> objects = new ArrayList<>();
    private final List<Footnote> notes = new ArrayList<>();
    private Part part = Part.BODY;
    private boolean newPage;
    private Page page;

    private PrintedLines(Page page) {
        this.page = page;
    }

    /** The text first, then its notes, headers and footers. */
    public static List<PrintedLine> of(Manuscript manuscript) {
        return read(manuscript).lines();
    }

    List<PrintedLine> lines() {
        return lines;
    }

    List<PrintedObject> objects(Part of) {
        return objects.stream().filter(object -> object.part() == of).toList();
    }

    static PrintedLines read(Manuscript manuscript) {
        PrintedLines printed = new PrintedLines(manuscript.sections().get(0).page());
        for (Section section : manuscript.sections()) {
            printed.page = section.page();
            printed.blocks(section.body(), PAPER, "");
        }
        printed.part = Part.NOTE;
        for (Footnote note : List.copyOf(printed.notes)) {
            printed.blocks(note.blocks(), PAPER, "");
        }
        Set<List<Block>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Section section : manuscript.sections()) {
            printed.page = section.page();
            printed.part = Part.HEADER;
            section.headers().values().stream().filter(seen::add).forEach(story -> printed.blocks(story, PAPER, ""));
            printed.part = Part.FOOTER;
            section.footers().values().stream().filter(seen::add).forEach(story -> printed.blocks(story, PAPER, ""));
        }
        return printed;
    }

    /** @param cell in which they stand, in words; empty outside tables */
    private void blocks(List<Block> blocks, String ground, String cell) {
        double above = 0;
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                boolean shown = paragraph(p, p.look().background == null ? ground : p.look().background, cell, above);
                above = shown ? 0 : above + p.look().before + p.look().lineHeight(p.mark()) + p.look().after;
            } else if (block instanceof Grid grid) {
                grid(grid, ground);
                above = 0;
            }
        }
    }

    private void grid(Grid grid, String ground) {
        for (int row = 0; row < grid.rows().size(); row++) {
            for (Cell cell : grid.rows().get(row).cells()) {
                blocks(
                        cell.blocks(),
                        cell.background() == null ? ground : cell.background(),
                        TEXTS.text("rendering.change.cell", row + 1, cell.column() + 1));
            }
        }
    }

    /**
     * @param above points that are left empty by paragraphs without text
     * @return whether it shows anything
     */
    private boolean paragraph(Paragraph p, String ground, String cell, double above) {
        newPage |= p.look().pageBreakBefore;
        Line line = new Line(ground, p.number());
        line.all(p.inlines(), "");
        if (p.box() != null) {
            line.write(TEXTS.text("rendering.change.box", p.box().label()), new RunFormat(), "");
        }
        String label = p.label() == null ? "" : p.label().text().strip();
        if (line.text.toString().isBlank() && label.isEmpty()) {
            newPage |= line.breaks;
            return false;
        }
        lines.add(new PrintedLine(
                part,
                p.number(),
                label,
                cell.isEmpty() ? kind(p) : cell + ", " + kind(p),
                line.text.toString().strip(),
                newPage || line.breaksFirst,
                PrintedSetting.of(p.look(), p.mark(), above, line.broken),
                line.spans));
        newPage = line.breaks && !line.breaksFirst;
        return true;
    }

    private static String kind(Paragraph p) {
        if (p.heading() > 0) {
            return TEXTS.text("rendering.change.heading", p.heading());
        } else if (p.contents()) {
            return TEXTS.text("rendering.change.contents");
        } else if (p.label() != null) {
            return TEXTS.text(
                    p.label().bullet() ? "rendering.change.bullet" : "rendering.change.item",
                    p.label().level() + 1);
        }
        return TEXTS.text("rendering.change.text");
    }

    /** The characters of a paragraph. */
    private final class Line {
        final StringBuilder text = new StringBuilder();
        final List<Span> spans = new ArrayList<>();
        final String ground;
        final int paragraph;
        int broken;
        boolean breaks;
        boolean breaksFirst;

        Line(String ground, int paragraph) {
            this.ground = ground;
            this.paragraph = paragraph;
        }

        void all(List<Inline> inlines, String link) {
            inlines.forEach(inline -> one(inline, link));
        }

        private void one(Inline inline, String link) {
            if (inline instanceof Words words) {
                write(words.text(), words.look(), link);
            } else if (inline instanceof Tab || inline instanceof MarginTab || inline instanceof LineBreak) {
                broken += inline instanceof LineBreak ? 1 : 0;
                blank();
            } else if (inline instanceof Link inner) {
                all(inner.inlines(), inner.external() ? inner.target() : "");
            } else if (inline instanceof Image image) {
                objects.add(PrintedObject.of(part, paragraph, image));
                picture(image, link);
            } else if (inline instanceof Footnote note) {
                notes.add(note);
                write(TEXTS.text("rendering.change.note", note.mark()), new RunFormat(), link);
            } else if (inline instanceof PageNumber number) {
                write(TEXTS.text("rendering.change.page-number"), number.look(), link);
            } else if (inline instanceof PageCount count) {
                write(TEXTS.text("rendering.change.page-count"), count.look(), link);
            } else if (inline instanceof PageOf page) {
                write(TEXTS.text("rendering.change.page-number"), page.look(), link);
            } else if (inline instanceof Floating floating) {
                floating(floating, link);
            } else if (inline instanceof RunningText running) {
                write(TEXTS.text("rendering.change.running"), running.look(), link);
            } else if (inline instanceof PageBreak) {
                breaks = true;
                breaksFirst |= text.toString().isBlank();
            }
        }

        private void picture(Image image, String link) {
            // What it shows may change while its description stays.
            String content = Digest.of(image.bytes()).hex().substring(0, 8);
            write(
                    image.alternateText().isEmpty()
                            ? TEXTS.text("rendering.change.ornament", content)
                            : TEXTS.text("rendering.change.picture", image.alternateText(), content),
                    new RunFormat(),
                    link);
        }

        /** What is written in a text box are paragraphs of their own. */
        private void floating(Floating floating, String link) {
            if (!(floating.content() instanceof Floating.Room)) {
                objects.add(PrintedObject.of(part, paragraph, floating, page));
            }
            if (floating.content() instanceof Floating.Picture picture) {
                picture(picture.image(), link);
            } else if (floating.content() instanceof Floating.Drawn drawn) {
                write(TEXTS.text("rendering.change.shape", drawn.alternateText()), new RunFormat(), link);
            } else if (floating.content() instanceof Floating.Lettering lettering) {
                write(lettering.text(), lettering.look(), link);
            } else if (floating.content() instanceof Floating.Box box) {
                String fill = box.outline().fill();
                blocks(box.blocks(), fill == null ? ground : fill, "");
            }
        }

        private void blank() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }

        void write(String words, RunFormat look, String link) {
            int from = text.length();
            for (char c : words.toCharArray()) {
                if (c == '\u00a0' || c == '\u202f' || Character.isWhitespace(c)) {
                    blank();
                } else if (c != '\u00ad' && c != '\u200b' && c != '\u2060' && c != '\ufeff') {
                    text.append(c);
                }
            }
            if (text.length() > from) {
                spans.add(new Span(from, text.length(), PrintedLook.of(shown(words, look, from), ground, link)));
            }
        }

        /** Whether the mark of a note is raised before the note itself is the program's own way. */
        private RunFormat shown(String words, RunFormat look, int from) {
            if (part != Part.NOTE
                    || from > 0
                    || look.script == 0
                    || words.strip().length() > LONGEST_MARK) {
                return look;
            }
            RunFormat plain = look.copy();
            plain.script = 0;
            return plain;
        }
    }
}
