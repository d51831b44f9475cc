package federzug.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The sequence number of a trusted list (ETSI TS 119 612 5.3.2), read without believing the rest. */
final class ListNumber {
    private ListNumber() {}

    /** @return -1 if there is none to read */
    static int of(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("TSLSequenceNumber")) {
                    return Integer.parseInt(xml.getElementText().strip());
                }
            }
            return -1;
        } catch (IOException | XMLStreamException | NumberFormatException e) {
            return -1;
        }
    }
}
