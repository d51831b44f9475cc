package federzug.verification.change;

import federzug.verification.file.DeadlineRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.cos.COSStream;

/** Reads the data of a form that is described in XML: each text by its place, such as {@code form1[0].Name[0]}. */
final class FormData {
    private static final String NAMESPACE = "http://www.xfa.org/schema/xfa-data/1.0/";
    private static final int LARGEST = 16 << 20;
    private static final int DEEPEST = 64;
    private static final int MOST = 100_000;
    private static final Pattern NUMBERED = Pattern.compile(".*\\[\\d+]");

    private final Map<String, String> texts = new TreeMap<>();
    private final Deque<Element> open = new ArrayDeque<>();

    private FormData() {}

    /** An element on the way, how many of each name are below it so far, and its own text. */
    private record Element(String place, Map<String, Integer> below, StringBuilder text) {
        static Element at(String place) {
            return new Element(place, new HashMap<>(), new StringBuilder());
        }
    }

    /** @throws IOException if it is no XML, or larger than any real form */
    static Map<String, String> texts(COSStream packet) throws IOException {
        byte[] bytes;
        try (InputStream in = packet.createInputStream()) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("too large");
        }
        FormData data = new FormData();
        try {
            data.read(factory().createXMLStreamReader(new ByteArrayInputStream(bytes)));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return data.texts;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        open.push(Element.at(""));
        while (xml.hasNext()) {
            DeadlineRunner.checkDeadline();
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> begin(xml);
                case XMLStreamReader.END_ELEMENT -> end();
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
                    open.element().text().append(xml.getText());
                default -> {
                    // Comments and the like are no data.
                }
            }
        }
    }

    private void begin(XMLStreamReader xml) throws IOException {
        if (open.size() > DEEPEST || texts.size() > MOST) {
            throw new IOException("too large");
        }
        Element parent = open.element();
        boolean frame = NAMESPACE.equals(xml.getNamespaceURI());
        // What is not below the data themselves describes them, and stands below another name.
        String name = frame && !xml.getLocalName().equals("data") ? "#" + xml.getLocalName() : xml.getLocalName();
        String place = parent.place();
        if (!frame || !xml.getLocalName().matches("datasets|data")) {
            int number = parent.below().merge(name, 1, Integer::sum) - 1;
            place = (place.isEmpty() ? "" : place + ".") + name + "[" + number + "]";
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!NAMESPACE.equals(xml.getAttributeNamespace(i))) {
                texts.put(place + "@" + xml.getAttributeName(i), xml.getAttributeValue(i));
            }
        }
        open.push(Element.at(place));
    }

    private void end() {
        Element element = open.pop();
        String text = element.text().toString();
        boolean group = !element.below().isEmpty();
        if (!group || !text.isBlank()) {
            texts.merge(element.place(), group ? text.strip() : text, (one, other) -> one + "\n" + other);
        }
    }

    /** Where the data of a field lie by its full name: forms number their steps, and leave nameless ones out. */
    static String placeOf(String field) {
        StringBuilder place = new StringBuilder();
        for (String step : field.split("\\.")) {
            if (!step.startsWith("#")) {
                place.append(place.length() == 0 ? "" : ".")
                        .append(step)
                        .append(NUMBERED.matcher(step).matches() ? "" : "[0]");
            }
        }
        return place.toString();
    }
}
