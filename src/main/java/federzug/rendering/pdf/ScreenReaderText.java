package federzug.rendering.pdf;

import federzug.notice.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tagged PDF as a screen reader reads it, in plain text: its structure tree (ISO 32000-1, 14.7) in order,
 * with the kinds of its parts.
 */
public final class ScreenReaderText {
    private final Map<PDPage, Map<Integer, String>> words = new HashMap<>();
    private final Texts texts;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int lists;

    private ScreenReaderText(Texts texts) {
        this.texts = texts;
    }

    public static String of(PDDocument document, Texts texts) throws IOException {
        ScreenReaderText spoken = new ScreenReaderText(texts);
        for (PDPage page : document.getPages()) {
            spoken.words.put(page, words(page));
        }
        if (document.getDocumentInformation().getTitle() != null) {
            spoken.say(
                    "rendering.spoken.title", document.getDocumentInformation().getTitle());
        }
        spoken.say("rendering.spoken.pages", document.getNumberOfPages());
        spoken.lines.add("");
        PDStructureNode tree = document.getDocumentCatalog().getStructureTreeRoot();
        if (tree != null) {
            spoken.kids(tree.getKids(), null);
        }
        spoken.endLine();
        return String.join("\n", spoken.lines).replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    /** The text of a page by the numbers of its marked content. */
    static Map<Integer, String> words(PDPage page) {
        try {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            // Lines set one upon the other are still words.
            extractor.setSuppressDuplicateOverlappingText(false);
            extractor.processPage(page);
            Map<Integer, String> found = new HashMap<>();
            extractor.getMarkedContents().forEach(content -> collect(content, found));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(PDMarkedContent content, Map<Integer, String> into) {
        StringBuilder text = new StringBuilder();
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition position) {
                text.append(position.getUnicode());
            } else if (part instanceof PDMarkedContent inner) {
                collect(inner, into);
            }
        }
        if (content.getMCID() >= 0) {
            into.merge(content.getMCID(), text.toString(), String::concat);
        }
    }

    private void kids(List<Object> kids, @Nullable PDPage page) {
        for (Object kid : kids) {
            if (kid instanceof Integer number) {
                line.append(word(page, number));
            } else if (kid instanceof PDMarkedContentReference reference) {
                line.append(word(reference.getPage() == null ? page : reference.getPage(), reference.getMCID()));
            } else if (kid instanceof PDStructureElement element) {
                element(element, element.getPage() == null ? page : element.getPage());
            }
        }
    }

    private String word(@Nullable PDPage page, int number) {
        return page == null
                ? ""
                : words.getOrDefault(page, Map.of()).getOrDefault(number, "").replace("\u00ad", "");
    }

    private void element(PDStructureElement element, @Nullable PDPage page) {
        String kind = String.valueOf(element.getStructureType());
        switch (kind) {
            case "H1", "H2", "H3", "H4", "H5", "H6" -> {
                endLine();
                lines.add("");
                line.append(texts.text("rendering.spoken.heading", kind.substring(1)))
                        .append(' ');
                kids(element.getKids(), page);
                endLine();
                lines.add("");
            }
            case "L" -> list(element, page);
            case "LI", "Lbl", "LBody" -> part(element, page, kind);
            case "Table" -> table(element, page);
            case "TR" -> {
                endLine();
                kids(element.getKids(), page);
                endLine();
            }
            case "TH", "TD" -> cell(element, page, kind);
            case "Figure" -> {
                line.append(texts.text("rendering.spoken.picture", String.valueOf(element.getAlternateDescription())));
            }
            case "Form" -> {
                endLine();
                say("rendering.spoken.box", String.valueOf(element.getAlternateDescription()));
                lines.add("");
            }
            case "Link" -> {
                line.append(texts.text("rendering.spoken.link")).append(' ');
                inline(element, page);
            }
            case "Note" -> {
                line.append(' ').append(texts.text("rendering.spoken.note")).append(' ');
                kids(element.getKids(), page);
                line.append(' ').append(texts.text("rendering.spoken.note-end")).append(' ');
            }
            case "P", "TOCI" -> {
                kids(element.getKids(), page);
                if (lists == 0) {
                    endLine();
                } else {
                    line.append(' ');
                }
            }
            default -> inline(element, page);
        }
    }

    private void inline(PDStructureElement element, @Nullable PDPage page) {
        if (element.getActualText() == null) {
            kids(element.getKids(), page);
        } else {
            line.append(element.getActualText());
        }
    }

    private void list(PDStructureElement element, @Nullable PDPage page) {
        endLine();
        long items = element.getKids().stream()
                .filter(k -> k instanceof PDStructureElement e && "LI".equals(e.getStructureType()))
                .count();
        lists++;
        say("rendering.spoken.list", items);
        kids(element.getKids(), page);
        endLine();
        say("rendering.spoken.list-end");
        lists--;
        if (lists == 0) {
            lines.add("");
        }
    }

    private void part(PDStructureElement element, @Nullable PDPage page, String kind) {
        if (kind.equals("LI")) {
            endLine();
        }
        kids(element.getKids(), page);
        if (kind.equals("LI")) {
            endLine();
        }
    }

    private void table(PDStructureElement element, @Nullable PDPage page) {
        endLine();
        List<PDStructureElement> rows = new ArrayList<>();
        rows(element, rows);
        int columns = rows.stream().mapToInt(r -> r.getKids().size()).max().orElse(0);
        say("rendering.spoken.table", columns, rows.size());
        lists++;
        kids(element.getKids(), page);
        endLine();
        lists--;
        say("rendering.spoken.table-end");
        lines.add("");
    }

    private static void rows(PDStructureElement element, List<PDStructureElement> rows) {
        for (Object kid : element.getKids()) {
            if (kid instanceof PDStructureElement inner) {
                if ("TR".equals(inner.getStructureType())) {
                    rows.add(inner);
                } else if (!"TD".equals(inner.getStructureType())) {
                    rows(inner, rows);
                }
            }
        }
    }

    private void cell(PDStructureElement element, @Nullable PDPage page, String kind) {
        if (!line.isEmpty()) {
            line.append(" | ");
        }
        if (kind.equals("TH")) {
            line.append(texts.text("rendering.spoken.head")).append(' ');
        }
        kids(element.getKids(), page);
    }

    private void endLine() {
        String text = line.toString().replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            lines.add("  ".repeat(lists) + text);
        }
        line.setLength(0);
    }

    private void say(String key, Object... arguments) {
        lines.add("  ".repeat(Math.max(0, lists - 1)) + texts.text(key, arguments));
    }
}
