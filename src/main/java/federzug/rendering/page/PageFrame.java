package federzug.rendering.page;

import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.font.Typeface;
import federzug.rendering.fop.FoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.helpers.AttributesImpl;

/** Writes what every document has around its text: root, title, outline and the marks that each page must carry. */
final class PageFrame {
    /** Where the band of marks ends; headers begin below it. */
    static final double BAND_END = 32;

    private static final double BAND_TOP = 9;
    private static final double BAND_HEIGHT = 17;
    private static final double BAND_SIDE = 24;

    /** @param level 1..6 */
    record Entry(int level, String id, String text) {}

    private final FoWriter fo;
    private final String mark;

    PageFrame(FoWriter fo, Marks marks, Texts texts) {
        this.fo = fo;
        this.mark = mark(marks, texts);
    }

    /** The marks as one line, empty if there are none. */
    static String mark(Marks marks, Texts texts) {
        List<String> parts = new ArrayList<>();
        if (marks.rehearsal()) {
            parts.add(texts.text("rendering.mark.rehearsal"));
        }
        if (marks.embargo() != null) {
            parts.add(marks.embargo());
        }
        return String.join("  ·  ", parts);
    }

    boolean marked() {
        return !mark.isEmpty();
    }

    void openRoot(String language, Typeface face) {
        fo.open(
                "root",
                "font-family",
                face.family,
                "xml:lang",
                language,
                "white-space-collapse",
                "false",
                "font-selection-strategy",
                "auto");
    }

    /**
     * The title must reach the XMP as a language alternative (ISO 19005-2, 6.6.2.3; ISO 14289-1, 7.1). The marks are
     * part of it: on the page they are artifacts, which a screen reader passes over.
     */
    void title(String title) {
        String dc = "http://purl.org/dc/elements/1.1/";
        String rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        AttributesImpl none = new AttributesImpl();
        AttributesImpl about = new AttributesImpl();
        about.addAttribute(rdf, "about", "rdf:about", "CDATA", "");
        AttributesImpl language = new AttributesImpl();
        language.addAttribute("http://www.w3.org/XML/1998/namespace", "lang", "xml:lang", "CDATA", "x-default");
        fo.open("declarations");
        fo.openIn("adobe:ns:meta/", "x:xmpmeta", "xmpmeta", none);
        fo.openIn(rdf, "rdf:RDF", "RDF", none);
        fo.openIn(rdf, "rdf:Description", "Description", about);
        fo.openIn(dc, "dc:title", "title", none);
        fo.openIn(rdf, "rdf:Alt", "Alt", none);
        fo.openIn(rdf, "rdf:li", "li", language);
        fo.text(marked() ? title + " (" + mark + ")" : title);
        for (int i = 0; i < 7; i++) {
            fo.close();
        }
    }

    void outline(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        fo.open("bookmark-tree");
        List<Integer> open = new ArrayList<>();
        for (Entry entry : entries) {
            while (!open.isEmpty() && open.get(open.size() - 1) >= entry.level()) {
                open.remove(open.size() - 1);
                fo.close();
            }
            fo.open("bookmark", "internal-destination", entry.id());
            fo.open("bookmark-title").text(entry.text()).close();
            open.add(entry.level());
        }
        open.forEach(level -> fo.close());
        fo.close();
    }

    /** A band in the top margin, clear of header and text. */
    void band(double pageWidth) {
        if (!marked()) {
            return;
        }
        double width = pageWidth - 2 * BAND_SIDE;
        double size = Math.min(
                10, 10 * (width - 12) / Typeface.ARIMO.metrics(true, false).width(mark, 10));
        fo.open(
                "block-container",
                new FoWriter.Traits()
                        .set("absolute-position", "fixed", "background-color", "#FDECEA")
                        .set("border", "0.75pt solid #A3001B", "display-align", "center", "overflow", "visible")
                        .pt("top", BAND_TOP)
                        .pt("left", BAND_SIDE)
                        .pt("width", width)
                        .pt("height", BAND_HEIGHT));
        fo.open(
                "block",
                new FoWriter.Traits()
                        .set("text-align", "center", "font-weight", "bold", "color", "#8A0017")
                        .set("font-family", Typeface.ARIMO.family, "text-indent", "0pt")
                        .set("start-indent", "0pt", "end-indent", "0pt")
                        .pt("font-size", size)
                        .pt("line-height", BAND_HEIGHT - 2));
        fo.text(mark).close().close();
    }

    /** FOP wants language and country apart. */
    static FoWriter.Traits language(FoWriter.Traits traits, @Nullable String language) {
        if (language != null) {
            String[] parts = language.split("[-_]");
            traits.put("language", parts[0]);
            traits.put("country", parts.length > 1 ? parts[parts.length - 1] : null);
        }
        return traits;
    }
}
