package federzug.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the RDF statements of an XMP packet into a canonical form (ISO 16684-1, 7): independent of prefixes, order,
 * attribute or element form, packet wrapper and toolkit. Everything a statement says is kept, so that two packets are
 * equal only if they say the same.
 */
final class XmpStatements {
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String NO_DTD = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final int LONGEST = 4 << 20;
    private static final int DEEPEST = 40;

    /** By {namespace}name; a property given twice has two values. */
    private final Map<String, List<Value>> values = new TreeMap<>();

    private XmpStatements() {}

    /**
     * What one statement says.
     *
     * @param canonical the same for two values that say the same
     * @param text what a person reads: of a literal, of the default entry of a language choice, of a list with one
     *     entry; else null
     */
    record Value(String canonical, @Nullable String text) {}

    /** Reads a packet; empty if it is not well-formed XML with RDF in it, or larger than any real packet. */
    static Optional<XmpStatements> read(byte[] packet) {
        if (packet.length > LONGEST) {
            return Optional.empty();
        }
        try {
            XmpStatements statements = new XmpStatements();
            int found = statements.graphs(builder().parse(new ByteArrayInputStream(packet)), 0);
            return found == 0 ? Optional.empty() : Optional.of(statements);
        } catch (SAXException | IOException | TooDeepException e) {
            return Optional.empty();
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DTD, true);
            factory.setXIncludeAware(false);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Values by {namespace}name, in canonical order. */
    Map<String, List<Value>> values() {
        return values;
    }

    private int graphs(Node node, int depth) {
        require(depth);
        int found = 0;
        for (Element child : elements(node)) {
            if (isRdf(child, "RDF")) {
                for (Element description : elements(child)) {
                    properties(description, 0)
                            .forEach((name, added) -> values.computeIfAbsent(name, key -> new ArrayList<>())
                                    .addAll(added));
                }
                found++;
            } else {
                found += graphs(child, depth + 1);
            }
        }
        values.values().forEach(XmpStatements::sort);
        return found;
    }

    /** Properties of a resource: attributes of its description and elements in it. */
    private static Map<String, List<Value>> properties(Element description, int depth) {
        require(depth);
        Map<String, List<Value>> properties = new TreeMap<>();
        for (Attr attribute : attributes(description)) {
            if (!RDF.equals(attribute.getNamespaceURI())
                    || attribute.getLocalName().equals("value")) {
                properties
                        .computeIfAbsent(name(attribute), key -> new ArrayList<>())
                        .add(literal(attribute.getValue()));
            }
        }
        for (Element property : elements(description)) {
            properties.computeIfAbsent(name(property), key -> new ArrayList<>()).add(value(property, depth + 1));
        }
        properties.values().forEach(XmpStatements::sort);
        return properties;
    }

    private static Value value(Element property, int depth) {
        require(depth);
        Value value = unqualified(property, depth);
        String language = language(property);
        return language.isEmpty() ? value : new Value("@" + quoted(language) + value.canonical(), value.text());
    }

    private static Value unqualified(Element property, int depth) {
        if (property.hasAttributeNS(RDF, "resource")) {
            return new Value("uri" + quoted(property.getAttributeNS(RDF, "resource")), null);
        }
        List<Element> inner = elements(property);
        boolean isResource = "Resource".equals(property.getAttributeNS(RDF, "parseType"));
        if (inner.isEmpty() && !isResource) {
            Map<String, List<Value>> abbreviated = properties(property, depth);
            return abbreviated.isEmpty() ? literal(property.getTextContent()) : struct(abbreviated);
        }
        if (!isResource && inner.size() == 1 && RDF.equals(inner.get(0).getNamespaceURI())) {
            Element only = inner.get(0);
            switch (only.getLocalName()) {
                case "Bag":
                    return list("bag", only, depth, true);
                case "Seq":
                    return list("seq", only, depth, false);
                case "Alt":
                    return list("alt", only, depth, isLanguageChoice(only));
                case "Description":
                    return struct(properties(only, depth + 1));
                default:
                    break;
            }
        }
        return struct(properties(property, depth));
    }

    /** Entries of a language alternative are chosen by their language, so that their order says nothing. */
    private static boolean isLanguageChoice(Element alternatives) {
        List<String> languages =
                elements(alternatives).stream().map(XmpStatements::language).toList();
        return languages.contains("x-default") && languages.stream().distinct().count() == languages.size();
    }

    private static Value list(String kind, Element container, int depth, boolean unordered) {
        List<Value> items = new ArrayList<>();
        String text = null;
        for (Element item : elements(container)) {
            Value value = value(item, depth + 1);
            items.add(value);
            text = items.size() == 1 || language(item).equals("x-default") ? value.text() : text;
        }
        if (unordered) {
            sort(items);
        }
        boolean readsAsOne = items.size() == 1 || kind.equals("alt");
        String canonical = items.stream().map(Value::canonical).collect(Collectors.joining(",", kind + "[", "]"));
        return new Value(canonical, readsAsOne ? text : null);
    }

    private static Value struct(Map<String, List<Value>> parts) {
        return new Value(
                parts.entrySet().stream()
                        .map(part -> quoted(part.getKey())
                                + part.getValue().stream().map(Value::canonical).toList())
                        .collect(Collectors.joining(",", "struct{", "}")),
                null);
    }

    private static Value literal(String text) {
        return new Value(quoted(text.strip()), text.strip());
    }

    /** With escapes, so that no text can pass for another kind of value. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void sort(List<Value> values) {
        values.sort(Comparator.comparing(Value::canonical));
    }

    private static void require(int depth) {
        if (depth > DEEPEST) {
            throw new TooDeepException();
        }
    }

    private static String language(Element element) {
        return element.getAttributeNS(XMLConstants.XML_NS_URI, "lang").toLowerCase(Locale.ROOT);
    }

    private static String name(Node node) {
        return "{" + node.getNamespaceURI() + "}" + node.getLocalName();
    }

    private static boolean isRdf(Element element, String name) {
        return RDF.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static List<Element> elements(Node parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** All but declarations of namespaces and what belongs to XML itself. */
    private static List<Attr> attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            String namespace = attribute.getNamespaceURI();
            if (namespace != null
                    && !namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                    && !namespace.equals(XMLConstants.XML_NS_URI)) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }

    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The JDK's own handler writes to the console. */
    private static final class Silent extends DefaultHandler {
        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
