package federzug.drafting;

import federzug.document.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Fills what stands among a part's relationships: addresses of links, and pictures of the data. Addresses do not stand
 * in the text but there (ISO/IEC 29500-2, 9.3), where Word percent-encodes a placeholder (RFC 3986, 2.1); a loop needs a
 * relationship for each of its passes.
 */
final class PartRelations {
    private static final String HYPERLINK = "/hyperlink";

    /** A placeholder as it was written, or with any of its characters encoded. */
    private static final Pattern ENCODED = Pattern.compile(
            "(?:\\$|%24)(?:\\{|%7B)((?:(?!%7D)[^{}\"<>\\\\]){0,400})(?:}|%7D)", Pattern.CASE_INSENSITIVE);

    /** What no URI may hold (RFC 3986, appendix A), and what a PDF viewer could misread. */
    private static final String ENCODE = " \"<>\\^`{|}()'";

    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String EMPTY =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    private static final Map<String, String> KINDS = Map.of("jpg", "image/jpeg", "png", "image/png");
    /** The first byte of each PNG file. */
    private static final byte PNG = (byte) 0x89;

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private final String part;
    private final Document relations;
    private final Map<String, String> added = new LinkedHashMap<>();
    /** Files beside the part, by name. */
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private int last;

    private PartRelations(String part, Document relations) {
        this.part = part;
        this.relations = relations;
    }

    /** The name of the part that holds a part's relationships. */
    static String relationsOf(String part) {
        int folder = part.lastIndexOf('/') + 1;
        return part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
    }

    /** @param part whose relationships they are */
    static PartRelations of(Archive archive, String part) {
        String name = relationsOf(part);
        byte[] bytes = archive.parts().get(name);
        try {
            return new PartRelations(name, Xml.parse(bytes == null ? EMPTY.getBytes(StandardCharsets.UTF_8) : bytes));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("checked before: " + name, e);
        }
    }

    /** Addresses with placeholders in them, readable again, by relationship. */
    static Map<String, String> withPlaceholders(Archive archive, String part) {
        Map<String, String> found = new HashMap<>();
        byte[] bytes = archive.parts().get(relationsOf(part));
        if (bytes == null || !mayHold(new String(bytes, StandardCharsets.UTF_8))) {
            return found;
        }
        for (Element each : of(archive, part).links()) {
            String target = readable(each.getAttribute("Target"));
            if (target.contains("${")) {
                found.put(each.getAttribute("Id"), target);
            }
        }
        return found;
    }

    /** Whether a text could hold a placeholder of an address; cheaper than to parse it. */
    static boolean mayHold(String text) {
        return text.contains("${") || text.toUpperCase(Locale.ROOT).contains("%7B");
    }

    /** An address with its placeholders as they were typed; the rest of it stays encoded. */
    static String readable(String address) {
        return ENCODED.matcher(address)
                .replaceAll(found -> Matcher.quoteReplacement("${" + decoded(found.group(1)) + "}"));
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) == '%' && i + 2 < text.length() ? hex(text, i + 1) : -1;
            if (code >= 0) {
                bytes.write(code);
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** A value as it may stand in an address. */
    static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : value.strip().getBytes(StandardCharsets.UTF_8)) {
            int c = each & 0xFF;
            if (c <= ' ' || c > '~' || ENCODE.indexOf(c) >= 0) {
                encoded.append(String.format(Locale.ROOT, "%%%02X", c));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }

    /** @return the relationship that leads to this address */
    String to(String address) {
        return added.computeIfAbsent(address, each -> {
            Element relation = relation(HYPERLINK, each);
            relation.setAttribute("TargetMode", "External");
            return relation.getAttribute("Id");
        });
    }

    /**
     * @param picture JPEG or PNG
     * @return the relationship that leads to it
     */
    String toPicture(byte[] picture) {
        String extension = picture.length > 0 && picture[0] == PNG ? "png" : "jpg";
        String target = "media/federzug-" + Digest.of(picture).hex().substring(0, 12) + "." + extension;
        String folder = part.substring(0, part.lastIndexOf("_rels/"));
        files.put(folder + target, picture);
        return added.computeIfAbsent(target, each -> relation("/image", each).getAttribute("Id"));
    }

    private Element relation(String type, String target) {
        String id;
        do {
            id = "rIdLink" + ++last;
        } while (isTaken(id));
        Element root = relations.getDocumentElement();
        Element relation = relations.createElementNS(root.getNamespaceURI(), "Relationship");
        relation.setAttribute("Id", id);
        relation.setAttribute("Type", TYPES + type);
        relation.setAttribute("Target", target);
        root.appendChild(relation);
        return relation;
    }

    private boolean isTaken(String id) {
        return Xml.children(relations.getDocumentElement()).stream()
                .anyMatch(child -> child instanceof Element element && id.equals(element.getAttribute("Id")));
    }

    /** The relationships as they are to be packed: those that still hold a placeholder led nowhere. */
    void into(Map<String, byte[]> parts, Archive archive) {
        boolean changed = !added.isEmpty();
        for (Element each : links()) {
            if (readable(each.getAttribute("Target")).contains("${")) {
                relations.getDocumentElement().removeChild(each);
                changed = true;
            }
        }
        if (changed) {
            parts.put(part, Xml.write(relations));
        }
        if (!files.isEmpty()) {
            parts.putAll(files);
            declare(archive, parts);
        }
    }

    /** Says what kinds of files these are (ISO/IEC 29500-2, 10.1.2), where the package does not say so already. */
    private void declare(Archive archive, Map<String, byte[]> parts) {
        Map<String, String> kinds = new HashMap<>(KINDS);
        kinds.keySet().removeIf(kind -> files.keySet().stream().noneMatch(name -> name.endsWith("." + kind)));
        byte[] known = Objects.requireNonNull(archive.parts().get(CONTENT_TYPES));
        try {
            Document types = Xml.parse(parts.getOrDefault(CONTENT_TYPES, known));
            Element root = types.getDocumentElement();
            Xml.children(root).stream()
                    .filter(Element.class::isInstance)
                    .map(child -> ((Element) child).getAttribute("Extension").toLowerCase(Locale.ROOT))
                    .forEach(kinds::remove);
            kinds.forEach((extension, kind) -> {
                Element entry = types.createElementNS(root.getNamespaceURI(), "Default");
                entry.setAttribute("Extension", extension);
                entry.setAttribute("ContentType", kind);
                root.insertBefore(entry, root.getFirstChild());
            });
            if (!kinds.isEmpty()) {
                parts.put(CONTENT_TYPES, Xml.write(types));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("checked before: " + CONTENT_TYPES, e);
        }
    }

    private Iterable<Element> links() {
        return Xml.children(relations.getDocumentElement()).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(each -> each.getAttribute("Type").endsWith(HYPERLINK))
                .toList();
    }

    /** Whether an attribute names a relationship. */
    static boolean isRelation(Node attribute) {
        return String.valueOf(attribute.getNamespaceURI()).endsWith("/relationships");
    }
}
