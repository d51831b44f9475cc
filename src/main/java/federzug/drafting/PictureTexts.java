package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Gives pictures of a template the alternative texts of {@code felder.yaml}: who cannot or must not change the Word file
 * describes them there. Placeholders in such a text are filled as in Word's own.
 */
final class PictureTexts {
    private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static final String DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative";
    private static final String DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
    private static final String OFFICE = "urn:schemas-microsoft-com:office:office";

    private final Map<String, String> texts;
    private final Set<String> met = new LinkedHashSet<>();

    PictureTexts(Map<String, String> texts) {
        this.texts = texts;
    }

    void describe(Document document) {
        if (!texts.isEmpty()) {
            walk(document.getDocumentElement());
        }
    }

    /** Names of pictures that the template does not have. */
    List<Notice> unknown(String file) {
        List<Notice> notices = new ArrayList<>();
        texts.keySet().stream()
                .filter(name -> !met.contains(name))
                .sorted()
                .forEach(name -> notices.add(Notice.error(
                        "drafting.fields.picture-unknown",
                        Place.in(file, "bilder"),
                        name,
                        met.isEmpty() ? 0 : 1,
                        String.join(", ", met))));
        return notices;
    }

    private void walk(Node parent) {
        for (Node node : Xml.children(parent)) {
            if (node instanceof Element element) {
                switch (String.valueOf(element.getLocalName())) {
                    case "docPr" -> drawing(element);
                    case "imagedata" -> vector(element);
                    default -> {}
                }
                walk(element);
            }
        }
    }

    private void drawing(Element properties) {
        String name = properties.getAttribute("name");
        met.add(name);
        String text = texts.get(name);
        if (text == null) {
            return;
        }
        properties.setAttribute("descr", text);
        if (text.isEmpty()) {
            decorate(properties);
        }
    }

    /** VML (ISO/IEC 29500-4, 19.1.2.11): the picture's title and its shape's alternative text. */
    private void vector(Element image) {
        String name = image.getAttributeNS(OFFICE, "title");
        met.add(name);
        String text = texts.get(name);
        if (text != null && image.getParentNode() instanceof Element shape) {
            shape.setAttribute("alt", text);
        }
    }

    /** Word's check box "mark as decorative" ([MS-ODRAWXML], 2.28.1). */
    private static void decorate(Element properties) {
        Document document = properties.getOwnerDocument();
        Element list = (Element) Xml.children(properties).stream()
                .filter(node -> "extLst".equals(node.getLocalName()))
                .findFirst()
                .orElseGet(() -> properties.appendChild(document.createElementNS(DRAWING, "a:extLst")));
        Element extension = document.createElementNS(DRAWING, "a:ext");
        extension.setAttribute("uri", DECORATIVE_EXTENSION);
        Element mark = document.createElementNS(DECORATIVE, "adec:decorative");
        mark.setAttribute("val", "1");
        extension.appendChild(mark);
        list.appendChild(extension);
    }
}
