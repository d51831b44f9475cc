package federzug.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes into content controls what they are bound to (ISO/IEC 29500-1, 17.5.2.6): Word shows the value from the file's
 * custom XML or properties, whatever stands in the control.
 */
public final class BoundValues {
    private static final String BINDING = "dataBinding";

    /** Properties of the file, which have no part of their own among the custom XML ([MS-DOCX], 2.2.2). */
    private static final Map<String, String> PROPERTIES = Map.of(
            "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "docProps/core.xml",
            "{6668398D-A668-4E3E-A5EB-62B293D839F1}", "docProps/app.xml");

    private static final Pattern ITEM = Pattern.compile("itemID\\s*=\\s*[\"']([^\"']{1,60})[\"']");
    private static final Pattern PREFIX = Pattern.compile("xmlns:([\\w.-]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");

    /** The absolute paths that Word writes; nothing else is evaluated. */
    private static final Pattern STEP = Pattern.compile("/(@)?(?:([\\w.-]+):)?([\\w.-]+)(?:\\[(\\d{1,6})])?");

    private final Map<String, byte[]> parts;
    private final Map<String, String> stores = new HashMap<>();
    private final Map<String, Document> read = new HashMap<>();

    private BoundValues(Map<String, byte[]> parts) {
        this.parts = parts;
        stores.putAll(PROPERTIES);
        parts.forEach((name, bytes) -> {
            Matcher number = Pattern.compile("customXml/itemProps(\\d+)\\.xml").matcher(name);
            Matcher id = ITEM.matcher(new String(bytes, 0, Math.min(bytes.length, 4000), StandardCharsets.UTF_8));
            if (number.matches() && id.find()) {
                stores.put(id.group(1).toUpperCase(Locale.ROOT), item(parts, number.group(1)));
            }
        });
    }

    /** The item whose relationship leads to these properties; usually both have the same number. */
    private static String item(Map<String, byte[]> parts, String number) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().matches("customXml/_rels/item\\d+\\.xml\\.rels"))
                .filter(part ->
                        new String(part.getValue(), StandardCharsets.UTF_8).contains("itemProps" + number + ".xml"))
                .map(part -> part.getKey().replace("_rels/", "").replace(".rels", ""))
                .findFirst()
                .orElse("customXml/item" + number + ".xml");
    }

    /** @param parts of a Word file, changed in place */
    public static void into(Map<String, byte[]> parts) throws IOException {
        BoundValues values = null;
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            if (part.getKey().startsWith("word/")
                    && part.getKey().endsWith(".xml")
                    && new String(part.getValue(), StandardCharsets.ISO_8859_1).contains(":" + BINDING)) {
                values = values == null ? new BoundValues(parts) : values;
                Document document = parse(part.getValue());
                if (values.bind(document.getDocumentElement())) {
                    part.setValue(written(document));
                }
            }
        }
    }

    private boolean bind(Node node) {
        boolean changed = false;
        for (Node child : children(node)) {
            changed |= bind(child);
        }
        if (node instanceof Element control && is(control, "sdt")) {
            Element properties = child(control, "sdtPr");
            Element content = child(control, "sdtContent");
            Element binding = properties == null ? null : child(properties, BINDING);
            if (properties != null && content != null && binding != null && isText(properties, content)) {
                Optional<String> value = value(binding).map(raw -> shown(properties, raw));
                if (value.isPresent() && !value.get().isEmpty() && !value.get().equals(text(content))) {
                    write(properties, content, value.get());
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** Pictures, repeated sections and tables show something else than one text. */
    private static boolean isText(Element properties, Element content) {
        return children(properties).stream()
                        .noneMatch(child -> is(child, "picture")
                                || is(child, "repeatingSection")
                                || is(child, "repeatingSectionItem")
                                || is(child, "docPartObj"))
                && descendants(content, "tr").isEmpty()
                && descendants(content, "sdt").isEmpty();
    }

    private Optional<String> value(Element binding) {
        String store = stores.get(attribute(binding, "storeItemID").toUpperCase(Locale.ROOT));
        byte[] bytes = store == null ? null : parts.get(store);
        if (store == null || bytes == null) {
            return Optional.empty();
        }
        Map<String, String> prefixes = new HashMap<>();
        Matcher prefix = PREFIX.matcher(attribute(binding, "prefixMappings"));
        while (prefix.find()) {
            prefixes.put(prefix.group(1), prefix.group(2) == null ? prefix.group(3) : prefix.group(2));
        }
        try {
            Document document = read.get(store);
            if (document == null) {
                document = parse(bytes);
                read.put(store, document);
            }
            return found(document, attribute(binding, "xpath"), prefixes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> found(Document document, String path, Map<String, String> prefixes) {
        Matcher step = STEP.matcher(path);
        @Nullable Node node = document;
        int at = 0;
        while (at < path.length()) {
            if (path.startsWith("/text()", at)) {
                break;
            }
            if (node == null || !step.find(at) || step.start() != at) {
                return Optional.empty();
            }
            at = step.end();
            String namespace = step.group(2) == null ? "" : prefixes.getOrDefault(step.group(2), "");
            if (step.group(1) != null) {
                return node instanceof Element element && element.hasAttribute(step.group(3))
                        ? Optional.of(element.getAttribute(step.group(3)))
                        : Optional.empty();
            }
            int wanted = step.group(4) == null ? 1 : Integer.parseInt(step.group(4));
            node = nth(node, namespace, step.group(3), wanted);
        }
        return node instanceof Element element && at > 0 ? Optional.of(element.getTextContent()) : Optional.empty();
    }

    private static @Nullable Node nth(Node parent, String namespace, String name, int wanted) {
        int count = 0;
        for (Node child : children(parent)) {
            if (child instanceof Element element
                    && name.equals(element.getLocalName())
                    && namespace.equals(element.getNamespaceURI() == null ? "" : element.getNamespaceURI())
                    && ++count == wanted) {
                return child;
            }
        }
        return null;
    }

    /** What a control shows of its value: a date in its format, an entry's name, a check mark. */
    private static String shown(Element properties, String value) {
        for (Node child : children(properties)) {
            if (is(child, "date")) {
                return date((Element) child, value);
            } else if (is(child, "dropDownList") || is(child, "comboBox")) {
                return descendants((Element) child, "listItem").stream()
                        .filter(item -> attribute(item, "value").equals(value))
                        .map(item -> attribute(item, "displayText"))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(value);
            } else if (is(child, "checkbox")) {
                boolean on =
                        value.strip().equalsIgnoreCase("true") || value.strip().equals("1");
                Element state = child(child, on ? "checkedState" : "uncheckedState");
                String code = state == null ? "" : attribute(state, "val");
                return code.matches("[0-9A-Fa-f]{4}")
                        ? Character.toString(Integer.parseInt(code, 16))
                        : on ? "\u2612" : "\u2610";
            }
        }
        // Rich text is kept as a package of its own.
        return value.stripLeading().startsWith("<") ? "" : value;
    }

    private static String date(Element date, String value) {
        Element format = child(date, "dateFormat");
        Element language = child(date, "lid");
        try {
            LocalDate day = LocalDate.parse(value.strip().substring(0, 10));
            Locale locale = language == null ? Locale.GERMANY : Locale.forLanguageTag(attribute(language, "val"));
            return format == null
                    ? value
                    : day.atStartOfDay()
                            .format(DateTimeFormatter.ofPattern(WordDates.pattern(attribute(format, "val")), locale));
        } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return value;
        }
    }

    private static void write(Element properties, Element content, String value) {
        List<Element> paragraphs = descendants(content, "p");
        Element place = paragraphs.isEmpty() ? content : paragraphs.get(0);
        Element prompt = child(properties, "showingPlcHdr");
        List<Element> runs = descendants(content, "r");
        Element look = prompt != null ? child(properties, "rPr") : runs.isEmpty() ? null : child(runs.get(0), "rPr");
        Element run = beside(content, "r");
        if (look != null) {
            run.appendChild(look.cloneNode(true));
        }
        String[] lines = value.strip().split("\r?\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.appendChild(beside(content, "br"));
            }
            Element text = beside(content, "t");
            text.setAttributeNS(XMLConstants.XML_NS_URI, "xml:space", "preserve");
            text.setTextContent(lines[i]);
            run.appendChild(text);
        }
        runs.forEach(old -> old.getParentNode().removeChild(old));
        paragraphs.stream().skip(1).forEach(old -> old.getParentNode().removeChild(old));
        place.appendChild(run);
        if (prompt != null) {
            properties.removeChild(prompt);
        }
    }

    private static String text(Element content) {
        StringBuilder text = new StringBuilder();
        descendants(content, "t").forEach(each -> text.append(each.getTextContent()));
        return text.toString();
    }

    private static List<Element> descendants(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child : children(parent)) {
            if (child instanceof Element element) {
                if (is(element, name)) {
                    found.add(element);
                }
                found.addAll(descendants(element, name));
            }
        }
        return found;
    }

    private static boolean is(Node node, String name) {
        return node instanceof Element element && name.equals(element.getLocalName());
    }

    private static @Nullable Element child(Node parent, String name) {
        return children(parent).stream()
                .filter(node -> is(node, name))
                .map(Element.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.add(child);
        }
        return children;
    }

    /** Newer elements have attributes of the older form. */
    private static String attribute(Element element, String name) {
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            if (name.equals(all.item(i).getLocalName())) {
                return all.item(i).getNodeValue();
            }
        }
        return "";
    }

    private static Element beside(Element neighbour, String name) {
        String prefix = neighbour.getPrefix();
        return neighbour
                .getOwnerDocument()
                .createElementNS(neighbour.getNamespaceURI(), prefix == null ? name : prefix + ":" + name);
    }

    private static Document parse(byte[] bytes) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static byte[] written(Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
        return out.toByteArray();
    }
}
