package federzug.drafting;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads WordprocessingML with the JDK's own parser, and writes it; no document type, no entity, nothing fetched. */
final class Xml {
    /** Both namespaces of WordprocessingML: transitional and strict (ISO/IEC 29500-1). */
    private static final List<String> WORD = List.of(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main");

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Xml() {}

    static Document parse(byte[] bytes) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static void scan(byte[] bytes, DefaultHandler handler) throws SAXException, IOException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.newSAXParser().parse(new ByteArrayInputStream(bytes), handler);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] write(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
        try {
            XMLStreamWriter writer = WRITERS.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writeChildren(document, writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void writeChildren(Node parent, XMLStreamWriter out) throws XMLStreamException {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeType()) {
                case Node.ELEMENT_NODE -> write((Element) child, out);
                case Node.TEXT_NODE -> out.writeCharacters(child.getNodeValue());
                case Node.CDATA_SECTION_NODE -> out.writeCData(child.getNodeValue());
                case Node.COMMENT_NODE -> out.writeComment(child.getNodeValue());
                case Node.PROCESSING_INSTRUCTION_NODE ->
                    out.writeProcessingInstruction(child.getNodeName(), child.getNodeValue());
                default -> throw new IllegalStateException("node of type " + child.getNodeType());
            }
        }
    }

    private static void write(Element element, XMLStreamWriter out) throws XMLStreamException {
        boolean empty = !element.hasChildNodes();
        if (empty) {
            out.writeEmptyElement(given(element.getPrefix()), element.getLocalName(), given(element.getNamespaceURI()));
        } else {
            out.writeStartElement(given(element.getPrefix()), element.getLocalName(), given(element.getNamespaceURI()));
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String prefix = given(attribute.getPrefix());
            String namespace = given(attribute.getNamespaceURI());
            String name = attribute.getLocalName() == null ? attribute.getNodeName() : attribute.getLocalName();
            String value = attribute.getNodeValue();
            if (!namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
                out.writeAttribute(prefix, namespace, name, value);
            } else if (prefix.isEmpty()) {
                out.writeDefaultNamespace(value);
            } else {
                out.writeNamespace(name, value);
            }
        }
        if (!empty) {
            writeChildren(element, out);
            out.writeEndElement();
        }
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    static boolean isWord(String namespace) {
        return WORD.contains(namespace);
    }

    /** Whether a node is the WordprocessingML element of that name, for example {@code p} or {@code tbl}. */
    static boolean is(@Nullable Node node, String name) {
        return node instanceof Element element
                && name.equals(element.getLocalName())
                && element.getNamespaceURI() != null
                && isWord(element.getNamespaceURI());
    }

    /** Whether it repeats for older programs what stands before it for newer ones (ISO/IEC 29500-3, 10.2). */
    static boolean isFallback(Node node) {
        return "Fallback".equals(node.getLocalName())
                && "http://schemas.openxmlformats.org/markup-compatibility/2006".equals(node.getNamespaceURI())
                && node.getParentNode().getChildNodes().getLength() > 1;
    }

    static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.add(child);
        }
        return children;
    }

    static @Nullable Element child(Node node, String name) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (is(child, name)) {
                return (Element) child;
            }
        }
        return null;
    }

    /** An element of the same namespace and prefix as its neighbour. */
    static Element beside(Element neighbour, String name) {
        String prefix = neighbour.getPrefix();
        return neighbour
                .getOwnerDocument()
                .createElementNS(neighbour.getNamespaceURI(), prefix == null ? name : prefix + ":" + name);
    }
}
