package federzug.testkit;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** What a screen reader meets: the structure tree of a PDF with its words, then the outline, as text. */
public final class RenderingTagTree {
    private final Map<PDPage, Map<Integer, String>> texts = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private RenderingTagTree() {}

    public static String of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            RenderingTagTree tree = new RenderingTagTree();
            for (PDPage page : document.getPages()) {
                tree.read(page);
            }
            tree.kids(document.getDocumentCatalog().getStructureTreeRoot().getKids(), "", null);
            if (document.getDocumentCatalog().getDocumentOutline() != null) {
                tree.out.append("Outline\n");
                tree.outline(document.getDocumentCatalog().getDocumentOutline(), "  ");
            }
            return tree.out.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All the words in the order they are read, with what is meant where capitals are shown. */
    public static String textOf(byte[] pdf) {
        StringBuilder text = new StringBuilder();
        int hidden = Integer.MAX_VALUE;
        for (String line : of(pdf).split("\nOutline\n")[0].lines().toList()) {
            int indent = line.length() - line.stripLeading().length();
            if (indent > hidden) {
                continue;
            }
            hidden = Integer.MAX_VALUE;
            java.util.regex.Matcher actual =
                    java.util.regex.Pattern.compile(" actual=\"(.*)\"").matcher(line);
            if (line.stripLeading().startsWith("\"")) {
                text.append(line, indent + 1, line.length() - 1);
            } else if (actual.find()) {
                text.append(actual.group(1));
                hidden = indent;
            }
        }
        return text.toString();
    }

    private void read(PDPage page) throws IOException {
        PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
        // Lines set one upon the other are still words.
        extractor.setSuppressDuplicateOverlappingText(false);
        extractor.processPage(page);
        Map<Integer, String> words = new HashMap<>();
        extractor.getMarkedContents().forEach(content -> collect(content, words));
        texts.put(page, words);
    }

    private static void collect(PDMarkedContent content, Map<Integer, String> words) {
        StringBuilder text = new StringBuilder();
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition position) {
                text.append(position.getUnicode());
            } else if (part instanceof PDMarkedContent inner) {
                collect(inner, words);
            }
        }
        if (content.getMCID() >= 0) {
            words.merge(content.getMCID(), text.toString(), String::concat);
        }
    }

    private void kids(List<Object> kids, String indent, PDPage page) {
        StringBuilder line = new StringBuilder();
        for (Object kid : kids) {
            if (kid instanceof Integer mcid) {
                line.append(word(page, mcid));
            } else if (kid instanceof PDMarkedContentReference reference) {
                line.append(word(reference.getPage() == null ? page : reference.getPage(), reference.getMCID()));
            } else {
                flush(line, indent);
                if (kid instanceof PDStructureElement element) {
                    element(element, indent, page);
                } else if (kid instanceof PDObjectReference) {
                    out.append(indent).append("<object>\n");
                }
            }
        }
        flush(line, indent);
    }

    private String word(PDPage page, int mcid) {
        return texts.getOrDefault(page, Map.of()).getOrDefault(mcid, "");
    }

    private void flush(StringBuilder line, String indent) {
        if (!line.toString().isBlank()) {
            out.append(indent).append('"').append(line).append("\"\n");
        }
        line.setLength(0);
    }

    private void element(PDStructureElement element, String indent, PDPage inherited) {
        out.append(indent).append(element.getStructureType());
        if (element.getLanguage() != null) {
            out.append(" lang=").append(element.getLanguage());
        }
        if (element.getAlternateDescription() != null) {
            out.append(" alt=\"").append(element.getAlternateDescription()).append('"');
        }
        if (element.getActualText() != null) {
            out.append(" actual=\"").append(element.getActualText()).append('"');
        }
        String attributes = String.valueOf(element.getAttributes());
        for (String name : List.of("Scope", "ColSpan", "RowSpan")) {
            java.util.regex.Matcher m =
                    java.util.regex.Pattern.compile(name + "=(\\w+)").matcher(attributes);
            if (m.find()) {
                out.append(' ').append(name).append('=').append(m.group(1));
            }
        }
        out.append('\n');
        PDPage page = element.getPage() == null ? inherited : element.getPage();
        kids(element.getKids(), indent + "  ", page);
    }

    private void outline(PDOutlineNode node, String indent) {
        for (PDOutlineItem item : node.children()) {
            out.append(indent).append(item.getTitle()).append('\n');
            outline(item, indent + "  ");
        }
    }
}
