package federzug.drafting;

import java.io.IOException;
import java.time.LocalDate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Title, dates and the like of a Word file (ISO/IEC 29500-2, 11). */
final class CoreProperties {
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    private static final String TERMS = "http://purl.org/dc/terms/";

    private CoreProperties() {}

    /**
     * Fills them, sets their dates to the matter's, and gives the title; empty if there is none.
     *
     * @param identifier what else the document consists of; empty if nothing
     */
    static String fill(Template template, Filler filler, Scope scope, LocalDate date, String identifier) {
        template.others()
                .forEach(other -> other.texts()
                        .forEach((element, segments) -> element.setTextContent(filler.plain(segments, scope))));
        Template.Properties properties = template.properties();
        if (properties == null) {
            return "";
        }
        properties.texts().forEach((element, segments) -> element.setTextContent(filler.plain(segments, scope)));
        identify(properties.document(), identifier);
        return date(properties.document(), date);
    }

    /** The same properties with the dates of the matter, and what else the document consists of. */
    static byte[] dated(byte[] part, LocalDate date, String identifier) throws SAXException, IOException {
        Document document = Xml.parse(part);
        date(document, date);
        identify(document, identifier);
        return Xml.write(document);
    }

    static String title(byte[] part) throws SAXException, IOException {
        return date(Xml.parse(part), LocalDate.EPOCH);
    }

    private static void identify(Document document, String identifier) {
        for (Node node : Xml.children(document.getDocumentElement())) {
            if (node instanceof Element element
                    && DUBLIN_CORE.equals(element.getNamespaceURI())
                    && element.getTextContent().startsWith(Annexes.IDENTITY)) {
                document.getDocumentElement().removeChild(element);
            }
        }
        if (!identifier.isEmpty()) {
            Element element = document.createElementNS(DUBLIN_CORE, "dc:identifier");
            element.setTextContent(identifier);
            document.getDocumentElement().appendChild(element);
        }
    }

    /** Sets the dates and gives the title. */
    private static String date(Document document, LocalDate date) {
        String title = "";
        for (Node node : Xml.children(document.getDocumentElement())) {
            if (!(node instanceof Element element)) {
                continue;
            }
            if (TERMS.equals(element.getNamespaceURI())
                    && ("created".equals(element.getLocalName()) || "modified".equals(element.getLocalName()))) {
                element.setTextContent(date + "T00:00:00Z");
            } else if (DUBLIN_CORE.equals(element.getNamespaceURI()) && "title".equals(element.getLocalName())) {
                title = element.getTextContent().strip();
            }
        }
        return title;
    }
}
