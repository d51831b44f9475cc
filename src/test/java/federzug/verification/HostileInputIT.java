package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import federzug.notice.Texts;
import federzug.verification.file.DeadlineRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files made to hurt: each ends soon, in little memory, in a verdict and a German sentence. */
class HostileInputIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long LITTLE = 400L * 1024 * 1024;
    private static ForeignSpecimen other;
    private static byte[] form;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        other = new ForeignSpecimen(new SignedSpecimen());
        form = ForeignSpecimen.form();
    }

    private static Map<String, byte[]> specimens() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("not-a-pdf", bytes("Sehr geehrte Damen und Herren"));
        files.put("a-zip", bytes("PK\u0003\u0004" + "x".repeat(5_000)));
        files.put("empty", new byte[0]);
        files.put("truncated", Arrays.copyOf(form, form.length / 2));
        files.put("encrypted", encrypted(form, "geheim"));
        files.put("encrypted-without-password", encrypted(form, ""));
        files.put("endless-xref-loop", xrefLoop());
        files.put("object-stream-bomb", bomb("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", 300));
        files.put("content-stream-bomb", bomb("/Filter /FlateDecode", 300));
        files.put("bomb-in-a-bomb", nested());
        files.put("two-gigabytes-declared", declared());
        files.put("five-thousand-revisions", revisions(5_000));
        files.put("huge-page", page(new PDRectangle(1e9f, 1e9f)));
        files.put("page-of-no-size", page(new PDRectangle(0, 0)));
        files.put("deep-page-tree", deepTree(20_000));
        files.put("javascript", with(HostileInputIT::javascript));
        files.put("xfa", with(HostileInputIT::xfa));
        files.put("embedded-files", with(HostileInputIT::embedded));
        return files;
    }

    @TestFactory
    Stream<DynamicTest> endsSoonInAVerdict() throws IOException {
        return specimens().entrySet().stream()
                .map(file -> dynamicTest(file.getKey(), () -> {
                    long before = used();
                    long start = System.nanoTime();
                    Verdict verdict = other.verify(file.getValue());
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
                    assertThat(used() - before).isLessThan(LITTLE);
                    assertThat(verdict.isValid()).isFalse();
                    assertThat(verdict.examination().findings()).isNotEmpty();
                    assertThat(verdict.examination().findings())
                            .anyMatch(finding -> finding.isAlteration()
                                    || Texts.german().text(finding.notice()).contains("Bitte "));
                }));
    }

    /** Signed all the same: what is in the file does not run, is not opened, and is no reason against it by itself. */
    @Test
    void scriptsAndEmbeddedFilesThatWereSignedAreOnlyContent() throws IOException {
        for (Attacks.Change change : List.<Attacks.Change>of(HostileInputIT::javascript, HostileInputIT::embedded)) {
            byte[] signed = other.sign(with(change), "raphael", ForeignSpecimen.plainly());
            assertThat(other.verify(signed).word()).isEqualTo("VALID");
        }
    }

    /** Nobody is called whom a document names. */
    @Test
    void noAddressInTheDocumentIsCalled() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/";
            byte[] named = with(pdf -> {
                COSDictionary action = new COSDictionary();
                action.setItem(COSName.S, COSName.URI);
                action.setItem(COSName.URI, new COSString(address));
                pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("OpenAction"), action);
                COSDictionary external = new COSDictionary();
                external.setItem(COSName.FS, COSName.getPDFName("URL"));
                external.setItem(COSName.F, new COSString(address));
                pdf.getPage(0).getCOSObject().setItem(COSName.getPDFName("F"), external);
                return List.of(action, external);
            });
            other.verify(other.sign(named, "raphael", ForeignSpecimen.plainly()));
            org.junit.jupiter.api.Assertions.assertThrows(java.net.SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void aGoodFileAfterAllTheBadOnesIsStillValid() throws IOException {
        other.verify(Arrays.copyOf(form, form.length / 2));
        other.verify(xrefLoop());
        other.verify(deepTree(2_000));
        assertThat(other.verify(other.sign(form, "raphael", ForeignSpecimen.plainly()))
                        .isValid())
                .isTrue();
    }

    @Test
    void onlyTimeOfTheProcessorCounts() throws Exception {
        Integer rested = DeadlineRunner.within(Duration.ofMillis(500), () -> {
            Thread.sleep(1_000);
            return 1;
        });
        assertThat(rested).isEqualTo(1);
        assertThatThrownBy(() -> DeadlineRunner.within(Duration.ofMillis(200), () -> {
                    while (true) {
                        DeadlineRunner.checkDeadline();
                    }
                }))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
    }

    @Test
    void aLargeDocumentWithManySignaturesEndsInTime() {
        byte[] file = ForeignSpecimen.form(150);
        for (int i = 0; i < 24; i++) {
            file = other.sign(file, SignedSpecimen.PERSONS.get(i % 3), ForeignSpecimen.plainly());
        }
        Verdict verdict = other.verify(file);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        assertThat(verdict.examination().signatures()).hasSize(24);
    }

    /** Forms within forms: a few hundred bytes that ask for more strokes than a life is long. */
    @Test
    void noThreadIsLeftBehindByFilesThatOverrunTheirTime() throws Exception {
        Verification hurried = new Verification(
                other.room.store,
                other.room.trust,
                other.room.clock,
                new VerificationSettings(Duration.ofSeconds(2), null));
        byte[] first = other.sign(formsWithinForms(), "raphael", ForeignSpecimen.plainly());
        byte[] second = other.sign(first, "rodig", ForeignSpecimen.visibly(60, 675, 300, 45, "Lutz Rodig"));
        Path file = Files.write(folder.resolve("endlos.pdf"), second);
        List<Verdict> verdicts = IntStream.range(0, 2 * DeadlineRunner.MOST_OVERDUE)
                .parallel()
                .mapToObj(i -> hurried.verify(file, Expected.NOTHING, null))
                .toList();
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.examination().findings())
                        .extracting(finding -> finding.notice().code())
                        .containsAnyOf("verification.document.timeout", "verification.document.crowded"));
        for (int i = 0; i < 50 && workers() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(workers()).isZero();
        assertThat(other.verify(other.sign(form, "raphael", ForeignSpecimen.plainly()))
                        .word())
                .isEqualTo("VALID");
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("verification"))
                .count();
    }

    private static byte[] formsWithinForms() throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            PDResources resources = new PDResources();
            page.setResources(resources);
            for (int depth = 0; depth < 20; depth++) {
                PDFormXObject inner = new PDFormXObject(pdf);
                inner.setBBox(PDRectangle.A4);
                inner.setResources(resources);
                try (var look = inner.getStream().createOutputStream()) {
                    look.write(bytes(depth == 0 ? "0 0 300 300 re f" : ("/F" + (depth - 1) + " Do ").repeat(10)));
                }
                resources.put(COSName.getPDFName("F" + depth), inner);
            }
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.drawForm((PDFormXObject) resources.getXObject(COSName.getPDFName("F19")));
            }
            pdf.save(out);
            return out.toByteArray();
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] encrypted(byte[] file, String password) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.protect(new StandardProtectionPolicy("verwaltung", password, new AccessPermission()));
            pdf.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] xrefLoop() {
        String body = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                + "2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n";
        int one = body.length();
        String first = "xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Size 3 /Prev PPPPPPPP >>\n";
        int two = one + first.length();
        String second = "xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Size 3 /Prev " + one + " >>\n";
        return bytes(body + first.replace("PPPPPPPP", String.format("%08d", two)) + second + "startxref\n" + two
                + "\n%%EOF\n");
    }

    /** The named megabytes of zeros in a few hundred kilobytes. */
    private static byte[] zeros(int megabytes) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
                byte[] megabyte = new byte[1024 * 1024];
                for (int i = 0; i < megabytes; i++) {
                    deflated.write(megabyte);
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bomb(String dictionary, int megabytes) {
        return streamed(dictionary, zeros(megabytes));
    }

    private static byte[] streamed(String dictionary, byte[] packed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                + "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                + "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> endobj\n"
                + "4 0 obj << " + dictionary + " /Length " + packed.length + " >>\nstream\n"));
        out.writeBytes(packed);
        out.writeBytes(bytes("\nendstream\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"));
        return out.toByteArray();
    }

    private static byte[] nested() throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
                deflated.write(zeros(300));
            }
            return streamed("/Filter [/FlateDecode /FlateDecode]", out.toByteArray());
        }
    }

    private static byte[] declared() {
        return bytes("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                + "2 0 obj << /Type /Pages /Kids [] /Count 2147483647 >> endobj\n"
                + "4 0 obj << /Length 2147483647 >>\nstream\nabc\nendstream\nendobj\n"
                + "5 0 obj << /Type /XRef /Size 2147483647 /Index [0 2147483647] /W [8 8 8] /Length 3 >>\nstream\nabc\n"
                + "endstream\nendobj\ntrailer << /Root 1 0 R /Size 2147483647 >>\nstartxref\n0\n%%EOF\n");
    }

    private static byte[] revisions(int count) {
        StringBuilder file = new StringBuilder(new String(form, StandardCharsets.ISO_8859_1));
        int previous = Integer.parseInt(
                file.substring(file.lastIndexOf("startxref") + 9).strip().split("\\s+")[0]);
        for (int i = 0; i < count; i++) {
            int at = file.length();
            file.append("xref\n0 0\ntrailer\n<< /Size 99 /Root 1 0 R /Prev ")
                    .append(previous)
                    .append(" >>\nstartxref\n")
                    .append(at)
                    .append("\n%%EOF\n");
            previous = at;
        }
        return bytes(file.toString());
    }

    private static byte[] page(PDRectangle box) throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.addPage(new PDPage(box));
            pdf.save(out);
            byte[] signed = other.sign(out.toByteArray(), "raphael", ForeignSpecimen.plainly());
            return Attacks.incrementally(signed, changed -> {
                changed.getPage(0).setRotation(90);
                return List.of(changed.getPage(0).getCOSObject());
            });
        }
    }

    private static byte[] deepTree(int depth) {
        StringBuilder file = new StringBuilder("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n");
        for (int i = 2; i < depth; i++) {
            file.append(i)
                    .append(" 0 obj << /Type /Pages /Count 1 /Kids [")
                    .append(i + 1)
                    .append(" 0 R] >> endobj\n");
        }
        return bytes(file + "trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    }

    private static byte[] with(Attacks.Change change) throws IOException {
        return Attacks.incrementally(form, change);
    }

    private static List<COSDictionary> javascript(PDDocument pdf) {
        COSDictionary action = new COSDictionary();
        action.setItem(COSName.S, COSName.JAVA_SCRIPT);
        action.setItem(COSName.JS, new COSString("while(true){app.alert('x')}"));
        pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("OpenAction"), action);
        return List.of(action);
    }

    private static List<COSDictionary> xfa(PDDocument pdf) {
        COSDictionary entry = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        entry.setItem(COSName.XFA, new COSString("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"));
        return List.of(entry);
    }

    private static List<COSDictionary> embedded(PDDocument pdf) throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(pdf, InputStream.nullInputStream());
        PDComplexFileSpecification named = new PDComplexFileSpecification();
        named.setFile("../../../etc/passwd.exe");
        named.setEmbeddedFile(file);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of("rechnung.exe", named));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        pdf.getDocumentCatalog().setNames(names);
        return List.of(names.getCOSObject(), tree.getCOSObject(), named.getCOSObject(), file.getCOSObject());
    }
}
