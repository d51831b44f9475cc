package federzug.drafting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Which parts of a Word file hold text or properties, by their content types (ISO/IEC 29500-2, 10). */
final class WordParts {
    static final String BODY = "drafting.part.body";

    static final String FOOTNOTES = "drafting.part.footnotes";
    static final String ENDNOTES = "drafting.part.endnotes";

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final String PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml";
    private static final Set<String> OTHER_PROPERTIES = Set.of(
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    private static final Map<String, String> KINDS = Map.of(
            WORD_TYPE + "document.main+xml", BODY,
            WORD_TYPE + "header+xml", "drafting.part.header",
            WORD_TYPE + "footer+xml", "drafting.part.footer",
            WORD_TYPE + "footnotes+xml", FOOTNOTES,
            WORD_TYPE + "endnotes+xml", ENDNOTES);

    private WordParts() {}

    /**
     * @param kind code of the part's German name, for example {@code drafting.part.header}
     */
    record Part(String name, String kind, Document document) {}

    /** The parts with text, in the order of the content types. */
    static List<Part> of(Archive archive) throws SAXException, IOException {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, String> typed : contentTypes(archive).entrySet()) {
            byte[] bytes = archive.parts().get(typed.getKey());
            String kind = kind(typed.getValue());
            if (bytes != null && !kind.isEmpty()) {
                parts.add(new Part(typed.getKey(), kind, Xml.parse(bytes)));
            }
        }
        return parts;
    }

    /** Whether a part of this kind holds what stands in the text at other places. */
    static boolean isNotes(String kind) {
        return kind.equals(FOOTNOTES) || kind.equals(ENDNOTES);
    }

    /** Empty if the part holds no text. */
    static String kind(String contentType) {
        return KINDS.getOrDefault(contentType, "");
    }

    /** The author's own properties and those of the program; fields in the text may show them. */
    static boolean isOtherProperties(String contentType) {
        return OTHER_PROPERTIES.contains(contentType);
    }

    static boolean isProperties(String contentType) {
        return contentType.equals(PROPERTIES_TYPE);
    }

    /** By part: as the part says of itself, else as its extension says (ISO/IEC 29500-2, 10.1.2.4). */
    static Map<String, String> contentTypes(Archive archive) throws SAXException, IOException {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> extensions = new HashMap<>();
        byte[] bytes = archive.parts().get(CONTENT_TYPES);
        if (bytes != null) {
            for (Node node : Xml.children(Xml.parse(bytes).getDocumentElement())) {
                if (node instanceof Element element && "Override".equals(element.getLocalName())) {
                    types.put(
                            element.getAttribute("PartName").replaceFirst("^/", ""),
                            element.getAttribute("ContentType"));
                } else if (node instanceof Element element && "Default".equals(element.getLocalName())) {
                    extensions.put(
                            element.getAttribute("Extension").toLowerCase(Locale.ROOT),
                            element.getAttribute("ContentType"));
                }
            }
        }
        // Programs built on .NET give the body the type of all files that end like it.
        for (String part : archive.parts().keySet()) {
            String byExtension =
                    extensions.get(part.substring(part.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
            if (byExtension != null && (!kind(byExtension).equals(BODY) || part.equals(body(archive)))) {
                types.putIfAbsent(part, byExtension);
            }
        }
        return types;
    }

    /** The part that the package names as its document. */
    private static String body(Archive archive) throws SAXException, IOException {
        byte[] relations = archive.parts().get("_rels/.rels");
        if (relations != null) {
            for (Node node : Xml.children(Xml.parse(relations).getDocumentElement())) {
                if (node instanceof Element element
                        && element.getAttribute("Type").endsWith("/officeDocument")) {
                    return element.getAttribute("Target").replaceFirst("^/", "");
                }
            }
        }
        return "";
    }
}
