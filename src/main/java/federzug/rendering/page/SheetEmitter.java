package federzug.rendering.page;

import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.PageBreak;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Picture;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.SignatureBox;
import federzug.document.Sheet.Table;
import federzug.notice.Texts;
import federzug.rendering.font.Typeface;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.FopMarks;
import federzug.rendering.fop.Images;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link Sheet} as XSL-FO in the plain look of an authority's report: one face, one accent colour, A4. */
public final class SheetEmitter {
    private static final Typeface FACE = Typeface.CARLITO;
    private static final double SIZE = 10.5;
    private static final double SMALL = 8.5;
    private static final double WIDTH = 595.28;
    private static final double HEIGHT = 841.89;
    private static final double SIDE = 65;
    private static final double TOP = 58;
    private static final double BOTTOM = 40;
    private static final double FOOT = 30;
    private static final double TEXT_WIDTH = WIDTH - 2 * SIDE;
    private static final double BOX_WIDTH = 212;
    private static final double BOX_HEIGHT = 62;
    private static final String ACCENT = "#1F3A5F";
    private static final String RULE = "#8A94A3";
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double[] HEADING_SIZES = {19, 14, 12, 11, 10.5, 10.5};

    private final FoWriter fo;
    private final Sheet sheet;
    private final Texts texts;
    private final Images images;
    private final PageFrame frame;
    private boolean breakPending;
    private int headings;

    public SheetEmitter(FoWriter fo, Sheet sheet, Marks marks, Texts texts, Images images) {
        this.fo = fo;
        this.sheet = sheet;
        this.texts = texts;
        this.images = images;
        this.frame = new PageFrame(fo, marks, texts);
    }

    /** @param path the sign as an SVG path in a square of 15 */
    private record Tone(String ground, String colour, String path, String code) {}

    public void emit() {
        frame.openRoot(sheet.language(), FACE);
        master();
        frame.title(sheet.title());
        List<PageFrame.Entry> entries = new ArrayList<>();
        for (Block block : sheet.blocks()) {
            if (block instanceof Heading heading) {
                entries.add(new PageFrame.Entry(heading.level(), "heading" + entries.size(), heading.text()));
            }
        }
        frame.outline(entries);
        fo.open(
                "page-sequence",
                PageFrame.language(
                        new FoWriter.Traits()
                                .set("master-reference", "page", "id", "pages", "initial-page-number", "1"),
                        sheet.language()));
        header();
        footer();
        fo.open(
                "flow",
                new FoWriter.Traits()
                        .put("flow-name", "xsl-region-body")
                        .pt("font-size", SIZE)
                        .pt("line-height", SIZE * 1.32));
        sheet.blocks().forEach(this::block);
        if (sheet.blocks().stream().allMatch(PageBreak.class::isInstance)) {
            fo.empty("block");
        }
        fo.close().close().close();
    }

    private void master() {
        fo.open("layout-master-set");
        fo.open(
                "simple-page-master",
                new FoWriter.Traits()
                        .put("master-name", "page")
                        .pt("page-width", WIDTH)
                        .pt("page-height", HEIGHT)
                        .pt("margin-top", PageFrame.BAND_END)
                        .pt("margin-bottom", BOTTOM)
                        .pt("margin-left", SIDE)
                        .pt("margin-right", SIDE));
        fo.empty(
                "region-body",
                new FoWriter.Traits().pt("margin-top", TOP - PageFrame.BAND_END).pt("margin-bottom", FOOT));
        fo.empty("region-before", new FoWriter.Traits().pt("extent", TOP - PageFrame.BAND_END));
        fo.empty(
                "region-after",
                new FoWriter.Traits().put("display-align", "after").pt("extent", FOOT));
        fo.close().close();
    }

    private void header() {
        if (frame.marked()) {
            fo.open("static-content", "flow-name", "xsl-region-before", "role", "artifact");
            frame.band(WIDTH);
            fo.close();
        }
    }

    private void footer() {
        fo.open("static-content", "flow-name", "xsl-region-after", "role", "artifact");
        fo.open(
                "block",
                new FoWriter.Traits()
                        .set("border-top", "0.5pt solid " + RULE, "padding-top", "4pt", "color", "#444444")
                        .set("text-align", "justify", "text-align-last", "justify", "white-space-treatment", "preserve")
                        .pt("font-size", SMALL)
                        .pt("line-height", SMALL * 1.25));
        fo.text(sheet.footer());
        fo.empty("leader", "leader-pattern", "space", "leader-length.minimum", "6pt", "leader-length.maximum", "100%");
        fo.text(texts.text("rendering.page.number") + " ").empty("page-number");
        fo.text(" " + texts.text("rendering.page.of") + " ");
        fo.empty("page-number-citation-last", "ref-id", "pages");
        fo.close().close();
    }

    private void block(Block block) {
        if (block instanceof Heading heading) {
            heading(heading);
        } else if (block instanceof Paragraph paragraph) {
            paragraph(paragraph, traits(0, 6));
        } else if (block instanceof Items items) {
            items(items);
        } else if (block instanceof Table table) {
            new SheetTable(fo, this, TEXT_WIDTH, SIZE, ACCENT, RULE).table(table, traits(4, 10));
        } else if (block instanceof Picture picture) {
            picture(picture);
        } else if (block instanceof Banner banner) {
            banner(banner);
        } else if (block instanceof SignatureBox box) {
            signatureBox(box);
        } else {
            breakPending = true;
        }
    }

    /** Spaces around a block, and the page break asked for before it. */
    private FoWriter.Traits traits(double before, double after) {
        FoWriter.Traits traits =
                new FoWriter.Traits().pt("space-before", before).pt("space-after", after);
        if (breakPending) {
            traits.put("break-before", "page");
            breakPending = false;
        }
        return traits.set("widows", "2", "orphans", "2");
    }

    private void heading(Heading heading) {
        double size = HEADING_SIZES[heading.level() - 1];
        FoWriter.Traits traits = traits(heading.level() == 1 ? 0 : size * 1.1, heading.level() == 1 ? 8 : 4)
                .set("role", "H" + heading.level(), "id", "heading" + headings++)
                .set("font-weight", "bold", "color", ACCENT, "keep-with-next.within-page", "always")
                .set("keep-together.within-page", "always", "text-align", "start")
                .pt("font-size", size)
                .pt("line-height", size * 1.2);
        fo.open("block", traits).text(heading.text()).close();
    }

    void paragraph(Paragraph paragraph, FoWriter.Traits traits) {
        if (paragraph.runs().stream().allMatch(r -> r.emphasis() == Emphasis.SMALL)
                && !paragraph.runs().isEmpty()) {
            traits.pt("font-size", SMALL).pt("line-height", SMALL * 1.3);
        }
        fo.open("block", traits.put("text-align", "start"));
        paragraph.runs().forEach(this::run);
        fo.close();
    }

    private void run(Run run) {
        switch (run.emphasis()) {
            case NONE -> text(run.text(), FACE, false);
            case STRONG -> {
                fo.open("inline", "font-weight", "bold");
                text(run.text(), FACE, true);
                fo.close();
            }
            case SMALL -> {
                fo.open("inline", new FoWriter.Traits().pt("font-size", SMALL));
                text(run.text(), FACE, false);
                fo.close();
            }
            case CODE -> {
                Typeface code = Typeface.COUSINE;
                fo.open(
                        "inline",
                        new FoWriter.Traits().put("font-family", code.family).pt("font-size", SMALL));
                text(breakable(run.text()), code, false);
                fo.close();
            }
        }
    }

    /** Characters the face lacks come from another; what none has is shown by its number, never as a box. */
    void text(String text, Typeface face, boolean bold) {
        RunFormat look = new RunFormat();
        look.face = face;
        look.font = face.family;
        look.bold = bold;
        for (Manuscript.Words part :
                GlyphFallback.covered(GlyphFallback.spelled(text, look), look, new RenderingProblems(""))) {
            boolean other = part.look().face != face;
            if (other) {
                fo.open("inline", "font-family", part.look().face.family);
            }
            fo.text(part.text());
            if (other) {
                fo.close();
            }
        }
    }

    /** Long digests may break anywhere after eight characters; zero width spaces leave no mark in the text. */
    private static String breakable(String code) {
        StringBuilder text = new StringBuilder();
        int run = 0;
        for (char c : code.toCharArray()) {
            text.append(c);
            run = Character.isLetterOrDigit(c) ? run + 1 : 0;
            if (run == 8 || "/.,:;@_-".indexOf(c) >= 0) {
                text.append('\u200B');
                run = 0;
            }
        }
        return text.toString();
    }

    private void items(Items items) {
        if (items.items().isEmpty()) {
            return;
        }
        double indent = items.ordered() ? 20 : 14;
        fo.open(
                "list-block",
                traits(0, 6).pt("provisional-distance-between-starts", indent).pt("provisional-label-separation", 4));
        int number = 0;
        for (Paragraph item : items.items()) {
            number++;
            fo.open("list-item", "space-after", "2pt");
            fo.open("list-item-label", "end-indent", "label-end()").open("block");
            fo.text(items.ordered() ? number + "." : "•").close().close();
            fo.open("list-item-body", "start-indent", "body-start()");
            paragraph(item, new FoWriter.Traits());
            fo.close().close();
        }
        fo.close();
    }

    /** Becomes a form field in the last pass; the frame is page content, so that signing changes nothing of it. */
    private void signatureBox(SignatureBox box) {
        fo.open(
                "block",
                traits(2, 8)
                        .set("border", "0.5pt solid " + RULE, "font-size", "1pt", "line-height", "0")
                        .set("keep-with-previous.within-page", "always", "text-align", "start")
                        .pt("end-indent", TEXT_WIDTH - BOX_WIDTH));
        fo.open(
                "basic-link",
                "role",
                "Form",
                "external-destination",
                FopMarks.SIGNATURE_ADDRESS + box.field().name(),
                "fox:alt-text",
                box.field().label());
        fo.empty(
                "leader",
                new FoWriter.Traits()
                        .set("leader-pattern", "rule", "rule-style", "none")
                        .pt("leader-length", BOX_WIDTH - 2)
                        .pt("rule-thickness", BOX_HEIGHT));
        fo.close().close();
    }

    private void picture(Picture picture) {
        double width = Math.min(TEXT_WIDTH, picture.widthMillimetres() * 72 / 25.4);
        fo.open("block", traits(4, 8).put("text-align", "start"));
        fo.empty(
                "external-graphic",
                new FoWriter.Traits()
                        .set("src", "url('" + images.address(picture.png()) + "')", "scaling", "uniform")
                        .set("content-height", "scale-to-fit", "fox:alt-text", picture.alternateText())
                        .pt("content-width", width));
        fo.close();
    }

    /** The mark is drawn beside the words, so the result never depends on colour or on the mark alone. */
    private void banner(Banner banner) {
        Tone tone = switch (banner.tone()) {
            case GOOD -> new Tone("#E7F3EA", "#1B6B34", "M4,7.8 L6.6,10.4 L11,5", "rendering.banner.good");
            case OPEN ->
                new Tone(
                        "#FFF5DC",
                        "#7A5200",
                        "M5.2,5.8 C5.2,2.9 9.8,2.9 9.8,5.8 C9.8,7.4 7.5,7.4 7.5,9.2 M7.5,11.4 L7.5,11.5",
                        "rendering.banner.open");
            case BAD ->
                new Tone("#FBE9E9", "#A3001B", "M4.8,4.8 L10.2,10.2 M10.2,4.8 L4.8,10.2", "rendering.banner.bad");
            case NEUTRAL -> new Tone("#EEF1F5", ACCENT, "M7.5,6.6 L7.5,11 M7.5,4 L7.5,4.1", "rendering.banner.neutral");
        };
        fo.open(
                "block",
                traits(6, 12)
                        .set("background-color", tone.ground(), "border-left", "4pt solid " + tone.colour())
                        .set("padding", "9pt 12pt 9pt 12pt", "start-indent", "16pt", "end-indent", "12pt")
                        .set("keep-together.within-page", "always", "role", "Div"));
        fo.open(
                "block",
                new FoWriter.Traits()
                        .set("font-weight", "bold", "color", tone.colour(), "text-align", "start")
                        .set("font-size", "16pt", "line-height", "20pt", "keep-with-next.within-page", "always"));
        mark(tone.path(), tone.colour(), texts.text(tone.code()));
        text(banner.headline(), FACE, true);
        fo.close();
        if (!banner.text().isBlank()) {
            fo.open("block", "space-before", "3pt", "text-align", "start");
            text(banner.text(), FACE, false);
            fo.close();
        }
        fo.close();
    }

    /** Drawn, because no text face has these signs. */
    private void mark(String path, String colour, String meaning) {
        fo.open("instream-foreign-object", "fox:alt-text", meaning, "alignment-adjust", "-2pt");
        FoWriter.Traits svg = new FoWriter.Traits().set("width", "15pt", "height", "15pt", "viewBox", "0 0 15 15");
        fo.openIn(SVG, "svg:svg", "svg", svg.attributes());
        FoWriter.Traits circle = new FoWriter.Traits().set("cx", "7.5", "cy", "7.5", "r", "7.2", "fill", colour);
        fo.openIn(SVG, "svg:circle", "circle", circle.attributes()).close();
        FoWriter.Traits line = new FoWriter.Traits()
                .set("d", path, "fill", "none", "stroke", "#FFFFFF", "stroke-width", "1.8")
                .set("stroke-linecap", "round", "stroke-linejoin", "round");
        fo.openIn(SVG, "svg:path", "path", line.attributes()).close();
        fo.close().close();
        fo.text("\u00A0\u00A0");
    }
}
