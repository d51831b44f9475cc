package federzug.pipeline.filing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the message {@code Abgabe.Abgabe.0401} of xdomea 3: one {@code Vorgang} with its documents. The same pieces give the
 * same bytes.
 *
 * @param matter identity of the matter
 * @param reference of the file; the identity if there is none
 * @param pieces what it hands over
 * @param at when it is made
 */
record XdomeaMessage(
        String matter,
        String reference,
        String subject,
        LocalDate date,
        FilingSettings settings,
        List<FiledPiece> pieces,
        Instant at) {
    static final String TYPE = "Abgabe.Abgabe.0401";

    private static final String PREFIX = "xdomea";
    /** Of our names (RFC 9562, 5.5); made once at random. */
    private static final UUID SPACE = UUID.fromString("6f4c1e0e-3b0d-4c6f-9a55-0f3f6f2d9b1a");

    private static final int VERSION_5 = 0x50;
    private static final Pattern YEARS = Pattern.compile("(\\d{1,4}) ?Jahre?");
    /** The code list of confidentiality, by words that stand in settings. */
    private static final Map<String, String> CONFIDENTIALITY = Map.of(
            "offen", "003",
            "nfd", "002",
            "vs-nfd", "002",
            "vs-nur für den dienstgebrauch", "002",
            "vertraulich", "005",
            "vs-vertraulich", "005",
            "geheim", "001",
            "streng geheim", "004");
    /** The code list of file formats, version 1.0. */
    private static final Map<String, String> FORMATS = Map.of("pdf", "044", "xlsx", "036", "csv", "002", "txt", "045");

    private static final String OTHER_FORMAT = "100";

    XdomeaMessage {
        pieces = List.copyOf(pieces);
    }

    String process() {
        return uuid("process\n" + matter + "\n"
                + pieces.stream().map(piece -> piece.content().digest().hex()).collect(Collectors.joining("\n")));
    }

    /** Of the file that goes with the message: a UUID first, as the standard wants it, then the agreed name. */
    String fileName(FiledPiece piece) {
        return id(piece) + "_" + piece.name();
    }

    byte[] xml(String namespace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement(PREFIX, TYPE, namespace);
            out.writeNamespace(PREFIX, namespace);
            Body body = new Body(out, namespace);
            body.head();
            body.file();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private String id(FiledPiece piece) {
        return uuid("document\n" + matter + "\n" + piece.name() + "\n"
                + piece.content().digest().hex());
    }

    static String uuid(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(SPACE.getMostSignificantBits())
                    .putLong(SPACE.getLeastSignificantBits())
                    .array());
            byte[] hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | VERSION_5);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            ByteBuffer parts = ByteBuffer.wrap(hash);
            return new UUID(parts.getLong(), parts.getLong()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the order of the schema. */
    private final class Body {
        private final XMLStreamWriter out;
        private final String namespace;

        Body(XMLStreamWriter out, String namespace) {
            this.out = out;
            this.namespace = namespace;
        }

        void head() throws XMLStreamException {
            begin("Kopf");
            text("ProzessID", process());
            code("Nachrichtentyp", "nachrichtentyp", "2.0", TYPE.substring(TYPE.length() - 4));
            text("Erstellungszeitpunkt", at.truncatedTo(ChronoUnit.SECONDS).toString());
            contact("Absender", settings.author());
            contact("Empfaenger", settings.author());
            text("Importbestaetigung", "1");
            text("Empfangsbestaetigung", "0");
            end();
        }

        void file() throws XMLStreamException {
            begin("Schriftgutobjekt");
            begin("Vorgang");
            identity(uuid("file\n" + matter), 0);
            String confidentiality =
                    CONFIDENTIALITY.get(settings.confidentiality().strip().toLowerCase(Locale.GERMAN));
            begin("AllgemeineMetadaten");
            text("Betreff", subject);
            text("Kennzeichen", reference);
            if (confidentiality != null) {
                code("Vertraulichkeitsstufe", "vertraulichkeitsstufe", "1.0", confidentiality);
            }
            text("Bemerkung", settings.retention() + "; " + settings.confidentiality());
            code("Medium", "medium", "1.0", "001");
            end();
            Matcher years = YEARS.matcher(settings.retention());
            if (years.find()) {
                begin("ArchivspezifischeMetadaten");
                begin("Aufbewahrungsdauer");
                text("AnzahlJahre", years.group(1));
                end();
                end();
            }
            int number = 0;
            for (FiledPiece piece : pieces) {
                document(piece, ++number);
            }
            end();
            end();
        }

        private void document(FiledPiece piece, int number) throws XMLStreamException {
            String ending = piece.name().replaceAll(".*\\.", "").toLowerCase(Locale.ROOT);
            begin("Dokument");
            identity(id(piece), number);
            begin("AllgemeineMetadaten");
            text("Betreff", piece.kind() + ": " + subject);
            text("Kennzeichen", reference);
            end();
            text("DatumDesSchreibens", date.toString());
            text("Typ", piece.kind());
            begin("Version");
            text("Nummer", "1");
            begin("Format");
            code("Name", "dateiformat", "1.0", FORMATS.getOrDefault(ending, OTHER_FORMAT));
            text("Version", ending.equals("pdf") ? "2a" : "");
            begin("Primaerdokument");
            text("Dateiname", fileName(piece));
            text("DateinameOriginal", piece.name());
            text("Ersteller", settings.author());
            if (piece.signed()) {
                begin("SignaturSiegel");
                text("SignaturSiegelEingebettet", "1");
                end();
            }
            end();
            end();
            end();
            contact("Absender", settings.author());
            if (!piece.recipient().isEmpty()) {
                contact("Empfaenger", piece.recipient());
            }
            end();
        }

        private void identity(String id, int number) throws XMLStreamException {
            begin("Identifikation");
            text("ID", id);
            if (number > 0) {
                text("NummerImUebergeordnetenContainer", String.valueOf(number));
            }
            end();
        }

        private void contact(String element, String name) throws XMLStreamException {
            begin(element);
            begin("Institution");
            text("Name", name);
            end();
            end();
        }

        /** The code itself belongs to no namespace. */
        private void code(String element, String list, String version, String code) throws XMLStreamException {
            begin(element);
            out.writeAttribute("listURI", "urn:xoev-de:xdomea:codeliste:" + list);
            out.writeAttribute("listVersionID", version);
            out.writeStartElement("code");
            out.writeCharacters(code);
            out.writeEndElement();
            end();
        }

        private void text(String element, String text) throws XMLStreamException {
            begin(element);
            out.writeCharacters(text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD]", ""));
            end();
        }

        private void begin(String element) throws XMLStreamException {
            out.writeStartElement(PREFIX, element, namespace);
        }

        private void end() throws XMLStreamException {
            out.writeEndElement();
        }
    }
}
