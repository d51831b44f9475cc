package federzug.rendering;

import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.Texts;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.fop.Images;
import federzug.rendering.fop.Typesetter;
import federzug.rendering.page.SheetEmitter;
import federzug.rendering.pdf.PdfFinisher;
import federzug.rendering.word.DocxReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what the first document of a process waits for longest: the contexts of the Word library, FOP's tables and the
 * usual fonts. Called early, it runs beside the start of the application.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final String TYPES = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/word/document.xml"
        ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>\
        """;
    private static final String RELATIONS = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        Target="word/document.xml"/></Relationships>\
        """;
    private static final String DOCUMENT = """
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>
        <w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Probe</w:t></w:r></w:p></w:body></w:document>\
        """;

    private WarmUp() {}

    /** Returns at once; rendering in the meantime is not disturbed. */
    public static void begin() {
        start("warm-up-reading", WarmUp::readALine);
        start("warm-up-setting", WarmUp::setAPage);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // The first document will report it to a waiting user.
                        LOG.debug("warm-up", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The smallest Word file there is leads through the whole way of reading. */
    public static void readALine() {
        ByteArrayOutputStream docx = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(docx)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            part(zip, "word/document.xml", DOCUMENT);
        } catch (IOException e) {
            LOG.debug("warm-up", e);
        }
        DocxReader.read("probe.docx", docx.toByteArray(), "Probe", List.of(), Clock.systemUTC());
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    static void setAPage() {
        Sheet sheet = new Sheet(
                "Probe",
                "de-DE",
                "",
                List.of(
                        new Sheet.Heading(1, "Probe"),
                        Sheet.Paragraph.of("§ 1 Probe"),
                        new Sheet.Items(false, List.of(Sheet.Paragraph.of("Probe")))));
        Typesetter press = new Typesetter(HouseFonts.NONE);
        try (Images images = new Images(press.pictures())) {
            byte[] pdf = press.set(
                    "probe.pdf",
                    Instant.EPOCH,
                    fo -> new SheetEmitter(fo, sheet, Marks.NONE, Texts.german(), images).emit());
            PdfFinisher.finish("probe.pdf", pdf, List.of(), new PdfFinisher.Identity("", false));
        } catch (IOException e) {
            LOG.debug("warm-up", e);
        }
    }
}
