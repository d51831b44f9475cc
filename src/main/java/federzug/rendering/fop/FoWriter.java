package federzug.rendering.fop;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes XSL-FO 1.1 as SAX events: no tree, no text in between, so nothing can be injected and little is kept. */
public final class FoWriter {
    private static final String FO = "http://www.w3.org/1999/XSL/Format";
    private static final String FOX = "http://xmlgraphics.apache.org/fop/extensions";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final ContentHandler out;
    private final Deque<String[]> open = new ArrayDeque<>();

    public FoWriter(ContentHandler out) {
        this.out = out;
    }

    public void startDocument() {
        try {
            out.startDocument();
            out.startPrefixMapping("fo", FO);
            out.startPrefixMapping("fox", FOX);
        } catch (SAXException e) {
            throw new Broken(e);
        }
    }

    public void endDocument() {
        try {
            out.endPrefixMapping("fox");
            out.endPrefixMapping("fo");
            out.endDocument();
        } catch (SAXException e) {
            throw new Broken(e);
        }
    }

    /** @param attributes name, value, name, value …; a null value leaves its attribute out */
    public FoWriter open(String name, @Nullable String... attributes) {
        return open(name, new Traits().set(attributes));
    }

    public FoWriter open(String name, Traits traits) {
        return openIn(FO, "fo:" + name, name, traits.attributes);
    }

    public FoWriter openIn(String namespace, String qualified, String local, AttributesImpl attributes) {
        try {
            out.startElement(namespace, local, qualified, attributes);
        } catch (SAXException e) {
            throw new Broken(e);
        }
        open.push(new String[] {namespace, local, qualified});
        return this;
    }

    public FoWriter text(String text) {
        char[] characters = Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray();
        try {
            out.characters(characters, 0, characters.length);
        } catch (SAXException e) {
            throw new Broken(e);
        }
        return this;
    }

    public FoWriter close() {
        String[] element = open.pop();
        try {
            out.endElement(element[0], element[1], element[2]);
        } catch (SAXException e) {
            throw new Broken(e);
        }
        return this;
    }

    /** An element without content. */
    public FoWriter empty(String name, @Nullable String... attributes) {
        return open(name, attributes).close();
    }

    public FoWriter empty(String name, Traits traits) {
        return open(name, traits).close();
    }

    /** Two decimals; written by hand because it happens thousands of times in a document. */
    public static String pt(double points) {
        long hundredths = Math.round(points * 100);
        long size = Math.abs(hundredths);
        long rest = size % 100;
        return (hundredths < 0 ? "-" : "") + size / 100 + (rest < 10 ? ".0" : ".") + rest + "pt";
    }

    /** Like {@link #pt}, without the unit. */
    public static String number(double points) {
        String text = pt(points);
        return text.substring(0, text.length() - 2);
    }

    /** Attributes of one element; prefixes fox and xml are known. */
    public static final class Traits {
        private final AttributesImpl attributes = new AttributesImpl();

        public Traits set(@Nullable String... pairs) {
            for (int i = 0; i < pairs.length; i += 2) {
                put(String.valueOf(pairs[i]), pairs[i + 1]);
            }
            return this;
        }

        public Traits put(String name, @Nullable String value) {
            if (value == null) {
                return this;
            }
            int colon = name.indexOf(':');
            String local = name.substring(colon + 1);
            String namespace = colon < 0 ? "" : name.startsWith("xml:") ? XML : FOX;
            int known = attributes.getIndex(namespace, local);
            if (known >= 0) {
                attributes.setValue(known, value);
            } else {
                attributes.addAttribute(namespace, local, name, "CDATA", value);
            }
            return this;
        }

        @Nullable
        String value(String name) {
            return attributes.getValue("", name);
        }

        public boolean isEmpty() {
            return attributes.getLength() == 0;
        }

        public AttributesImpl attributes() {
            return attributes;
        }

        public Traits pt(String name, double points) {
            return put(name, FoWriter.pt(points));
        }
    }

    /** A SAX failure below; the typesetter translates it. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(SAXException cause) {
            super(cause);
        }
    }
}
