package federzug.drafting;

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
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Fills the addresses of links. They do not stand in the text but among a part's relationships (ISO/IEC 29500-2, 9.3),
 * where Word percent-encodes a placeholder (RFC 3986, 2.1); a loop needs a relationship for each of its passes.
 */
final class LinkAddresses {
    private static final String HYPERLINK = "/hyperlink";

    /** A placeholder as it was written, or with any of its characters encoded. */
    private static final Pattern ENCODED = Pattern.compile(
            "(?:\\$|%24)(?:\\{|%7B)((?:(?!%7D)[^{}\"<>\\\\]){0,400})(?:}|%7D)", Pattern.CASE_INSENSITIVE);

    /** What no URI may hold (RFC 3986, appendix A), and what a PDF viewer could misread. */
    private static final String ENCODE = " \"<>\\^`{|}()'";

    private final String part;
    private final @Nullable Document relations;
    private final Map<String, String> added = new LinkedHashMap<>();
    private int last;

    private LinkAddresses(String part, @Nullable Document relations) {
        this.part = part;
        this.relations = relations;
    }

    /** The name of the part that holds a part's relationships. */
    static String relationsOf(String part) {
        int folder = part.lastIndexOf('/') + 1;
        return part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
    }

    /** @param part whose links they are */
    static LinkAddresses of(Archive archive, String part) {
        String name = relationsOf(part);
        byte[] bytes = archive.parts().get(name);
        try {
            return new LinkAddresses(name, bytes == null ? null : Xml.parse(bytes));
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
            Document document = Objects.requireNonNull(relations);
            String id;
            do {
                id = "rIdLink" + ++last;
            } while (isTaken(id));
            Element relation =
                    document.createElementNS(document.getDocumentElement().getNamespaceURI(), "Relationship");
            relation.setAttribute("Id", id);
            relation.setAttribute(
                    "Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships" + HYPERLINK);
            relation.setAttribute("Target", address);
            relation.setAttribute("TargetMode", "External");
            document.getDocumentElement().appendChild(relation);
            return id;
        });
    }

    private boolean isTaken(String id) {
        return Xml.children(Objects.requireNonNull(relations).getDocumentElement()).stream()
                .anyMatch(child -> child instanceof Element element && id.equals(element.getAttribute("Id")));
    }

    /** The relationships as they are to be packed: those that still hold a placeholder led nowhere. */
    void into(Map<String, byte[]> parts) {
        if (relations == null) {
            return;
        }
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
    }

    private Iterable<Element> links() {
        return Xml.children(Objects.requireNonNull(relations).getDocumentElement()).stream()
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
