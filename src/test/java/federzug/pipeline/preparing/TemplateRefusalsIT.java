package federzug.pipeline.preparing;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.drafting.TemplateCatalogue;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.HostileDocx;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingTemplates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is not covered is refused twice: by {@code template check}, where the author looks, and by rendering, where nothing
 * else may pass. Each time with file, place and what to do. Hostile files are refused in bounded time.
 */
class TemplateRefusalsIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String PICTURE =
            "<w:p><w:r><w:t>Bild</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx=\"914400\""
                    + " cy=\"914400\"/><wp:docPr id=\"1\" name=\"Bild 1\"%s/><a:graphic><a:graphicData "
                    + "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr"
                    + " id=\"1\" name=\"b\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:%s=\"rIdbild\"/>"
                    + "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));
    private final Templates templates =
            new Templates(new RenderingTemplates(), clock, new RenderingSettings(Proof.NEVER));

    private List<String> check(byte[] docx) {
        try {
            Path file = Files.write(folder.resolve("vorlage.docx"), docx);
            return templates.check(file).notices().stream()
                    .map(Texts.german()::line)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> render(byte[] docx) {
        FilledDraft draft = new FilledDraft(store.put("vorlage.docx", docx), "Titel", List.of());
        return refusal(() -> rendering.render(draft, Marks.NONE));
    }

    /** As {@code prepare} does it, before anything is rendered. */
    private List<String> fill(byte[] docx) {
        try {
            Path file = Files.write(folder.resolve("vorlage.docx"), docx);
            Drafting drafting = new Drafting(new OneTemplate(file), store);
            return refusal(() -> drafting.fillRelease(AMatter.crimmitschau()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record OneTemplate(Path file) implements TemplateCatalogue {
        @Override
        public List<String> names() {
            return List.of("medieninformation");
        }

        @Override
        public Path template(String name) {
            return file;
        }
    }

    private static List<String> refusal(ThrowingCallable work) {
        NoticedException refusal = catchThrowableOfType(NoticedException.class, work);
        assertThat(refusal).as("refused").isNotNull();
        return refusal.notices().stream().map(Texts.german()::line).toList();
    }

    private static String cell(String text) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/></w:tcPr>" + paragraph(text) + "</w:tc>";
    }

    private static final String GRID = "<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val='single' w:sz='4'/>"
            + "<w:insideV w:val='single' w:sz='4'/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w='3000'/>"
            + "<w:gridCol w:w='3000'/></w:tblGrid><w:tr>" + cell("Name") + cell("Amt") + "</w:tr><w:tr>" + cell("Kim")
            + cell("Amt") + "</w:tr></w:tbl>";

    /** As Word writes a text box into which another one runs over: for newer and for older programs. */
    private static final String LINKED_TEXT_BOX =
            "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                    + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
                    + "<mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:extent cx='900000' cy='900000'/>"
                    + "<wp:docPr id='1' name='Textfeld'/><a:graphic>"
                    + "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
                    + "<wps:linkedTxbx id='1' seq='1'/>"
                    + "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
                    + "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>im Feld</w:t></w:r></w:p>"
                    + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>";

    static Stream<String[]> uncovered() {
        String text = "<w:p>%s<w:r><w:t>Ein Satz</w:t></w:r>%s</w:p>";
        return Stream.of(
                new String[] {
                    text.formatted("<w:pPr><w:framePr w:dropCap='drop'/></w:pPr>", ""), "Initiale", "Wählen Sie"
                },
                new String[] {
                    text.formatted("", "<w:r><w:pict><v:rect style='width:9pt;height:9pt'/></w:pict></w:r>"),
                    "Textfeld",
                    "Wählen Sie"
                },
                new String[] {
                    text.formatted("", "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"),
                    "andere Zeichnung",
                    "Fügen Sie"
                },
                new String[] {
                    text.formatted("", "<w:ins w:id='1' w:author='x'><w:r><w:t>neu</w:t></w:r></w:ins>"),
                    "nderungen",
                    "Änderungen"
                },
                new String[] {
                    text.formatted("", "<w:del w:id='1' w:author='x'><w:r><w:delText>alt</w:delText></w:r></w:del>"),
                    "nderungen",
                    "Änderungen"
                },
                new String[] {
                    text.formatted("", "<w:moveFrom w:id='1' w:author='x'><w:r><w:t>alt</w:t></w:r></w:moveFrom>"),
                    "nderungen",
                    "Änderungen"
                },
                new String[] {text.formatted("", "<w:r>" + LINKED_TEXT_BOX + "</w:r>"), "in einem zweiten", "Heben Sie"
                },
                new String[] {
                    text.formatted(
                            "",
                            "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='d' descr='x'/><a:graphic>"
                                    + "<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'/>"
                                    + "</a:graphic></wp:inline></w:drawing></w:r>"),
                    "Diagramm",
                    "Fügen Sie ein Bild"
                },
                new String[] {
                    text.formatted("<w:pPr><w:ind w:left='-3000'/></w:pPr>", ""), "Rand des Blattes", "Verkleinern Sie"
                },
                new String[] {text.formatted("", "<w:r><w:object/></w:r>"), "Objekt", "Fügen Sie"},
                new String[] {
                    text.formatted(
                            "",
                            "<w:r><w:rPr><w:rFonts w:ascii='Papyrus' w:hAnsi='Papyrus'/></w:rPr><w:t>x</w:t></w:r>"),
                    "Papyrus",
                    "templates/fonts"
                },
                new String[] {GRID, "keine Kopfzeile", "Überschriften wiederholen"},
                new String[] {text.formatted("", "<w:r><w:endnoteReference w:id='2'/></w:r>"), "Endnoten", "Nehmen Sie"
                },
                new String[] {
                    GRID.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
                            .replace("Kim</w:t>", "Kim</w:t><w:br w:type='page'/>"),
                    "Seitenumbruch",
                    "löschen"
                },
                new String[] {
                    text.formatted("", "<w:fldSimple w:instr=' ASK Frage '><w:r><w:t>x</w:t></w:r></w:fldSimple>"),
                    "Feld „ASK“",
                    "Ersetzen Sie"
                },
                new String[] {text.formatted("", "<w:r><w:t>\uD83D\uDE00</w:t></w:r>"), "U+1F600", "Ersetzen Sie"});
    }

    @ParameterizedTest
    @MethodSource("uncovered")
    void whatIsNotCoveredIsNamedByCheckAndByRendering(String body, String what, String advice) {
        byte[] docx = withBody(body).titled("Titel").bytes();
        for (List<String> texts : List.of(check(docx), render(docx))) {
            assertThat(texts)
                    .anySatisfy(
                            t -> assertThat(t).contains("vorlage.docx", what).containsIgnoringCase(advice));
        }
    }

    /** Filling and reading count the paragraphs of a text box alike, though they stand in the file twice. */
    @Test
    void aSignatureBoxBehindATextBoxIsFound() throws IOException {
        String box = "<w:txbxContent>" + paragraph("Stadt ${kommune.name}") + "</w:txbxContent>";
        String both = "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
                + "<mc:Choice Requires='wps'><w:drawing><wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0'"
                + " relativeHeight='1' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'>"
                + "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='page'><wp:posOffset>900000</wp:posOffset>"
                + "</wp:positionH><wp:positionV relativeFrom='page'><wp:posOffset>3620000</wp:posOffset></wp:positionV>"
                + "<wp:extent cx='3060000' cy='1440000'/><wp:wrapNone/><wp:docPr id='3' name='Textfeld 3'/>"
                + "<wp:cNvGraphicFramePr/><a:graphic>"
                + "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
                + "<wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='3060000' cy='1440000'/>"
                + "</a:xfrm><a:prstGeom prst='rect'/></wps:spPr><wps:txbx>" + box + "</wps:txbx><wps:bodyPr/>"
                + "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                + "<v:shape style='position:absolute;width:240pt;height:113pt'><v:textbox>" + box
                + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>";
        byte[] docx = withBody("<w:p><w:r>" + both + "</w:r><w:r><w:t>Text</w:t></w:r></w:p>"
                        + paragraph("${#je person in unterzeichnende}") + paragraph("${unterschrift:person}")
                        + paragraph("${/je}"))
                .titled("Titel")
                .bytes();
        Path file = Files.write(folder.resolve("vorlage.docx"), docx);
        assertThat(templates.check(file).notices()).as("%s", check(docx)).noneMatch(Notice::isError);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | embed | Alternativtext",
                "' descr=\"Logo\"' | link | nur verknüpft",
            })
    void picturesThatCannotBeTakenAreNamedByCheckAndByRendering(String properties, String kind, String what) {
        RenderingDocx docx = withBody(PICTURE.formatted(properties, kind))
                .titled("Titel")
                .related("bild", "image", kind.equals("embed") ? "media/bild.png" : "media/x.png", false)
                .part("word/media/bild.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 0, 0});
        byte[] bytes = docx.bytes();
        assertThat(render(bytes)).anyMatch(t -> t.startsWith("vorlage.docx, Absatz 1") && t.contains(what));
        assertThat(check(bytes)).anyMatch(t -> t.startsWith("vorlage.docx, Absatz 1") && t.contains(what));
    }

    @ParameterizedTest
    @CsvSource({"svg", "emf"})
    void vectorGraphicsAreNamedByCheckAndByRendering(String kind) {
        byte[] emf = new byte[100];
        emf[0] = 1;
        emf[40] = ' ';
        emf[41] = 'E';
        byte[] svg = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        byte[] docx = withBody(PICTURE.formatted(" descr=\"Logo\"", "embed"))
                .titled("Titel")
                .related("bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", kind.equals("svg") ? svg : emf)
                .bytes();
        assertThat(render(docx)).anyMatch(t -> t.contains("Vektorgrafik") && t.contains("PNG"));
        assertThat(check(docx)).anyMatch(t -> t.contains("Vektorgrafik") && t.contains("PNG"));
    }

    @Test
    void aRunningTitleInAHeaderIsNamed() {
        byte[] docx = withBody(
                        paragraph("x") + "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='rIdkopf'/>"
                                + "</w:sectPr></w:pPr></w:p>")
                .titled("Titel")
                .header("<w:p><w:fldSimple w:instr=' STYLEREF Titel '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>")
                .bytes();
        assertThat(render(docx)).anyMatch(t -> t.startsWith("vorlage.docx, Kopfzeile") && t.contains("STYLEREF"));
        assertThat(check(docx)).anyMatch(t -> t.startsWith("vorlage.docx, Kopfzeile") && t.contains("STYLEREF"));
    }

    @Test
    void aMissingTitleIsNamedByCheckAndByFillingAndByRendering() {
        byte[] docx = withBody(paragraph("x")).bytes();
        assertThat(check(docx)).anyMatch(t -> t.contains("keinen Dokumenttitel"));
        assertThat(fill(docx)).singleElement().asString().contains("keinen Dokumenttitel");
        FilledDraft draft = new FilledDraft(store.put("vorlage.docx", docx), " ", List.of());
        assertThat(refusal(() -> rendering.render(draft, Marks.NONE)))
                .singleElement()
                .asString()
                .startsWith("vorlage.docx: ")
                .contains("keinen Titel");
    }

    @Test
    void aMissingTitleHidesNoOtherFinding() {
        assertThat(check(withBody(paragraph("x") + GRID).bytes()))
                .anyMatch(t -> t.contains("keinen Dokumenttitel"))
                .anyMatch(t -> t.contains("keine Kopfzeile"));
    }

    @Test
    void macrosAreNamedByCheckAndByFillingAndByRendering() {
        byte[] docx = withBody(paragraph("x"))
                .titled("Titel")
                .related(
                        "vba",
                        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                        "vbaProject.bin",
                        false)
                .part("word/vbaProject.bin", new byte[] {1})
                .bytes();
        assertThat(check(docx)).singleElement().asString().contains("Makros");
        assertThat(fill(docx)).singleElement().asString().contains("Makros");
        assertThat(render(docx)).singleElement().asString().contains("Makros");
    }

    @Test
    void commentsAreAWarning() throws IOException {
        byte[] docx = withBody(paragraph("x"))
                .titled("Titel")
                .related("kommentare", "comments", "comments.xml", false)
                .part(
                        "word/comments.xml",
                        ("<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                                        + "<w:comment w:id=\"0\"><w:p/></w:comment></w:comments>")
                                .getBytes(StandardCharsets.UTF_8))
                .bytes();
        Path file = Files.write(folder.resolve("vorlage.docx"), docx);
        assertThat(templates.check(file).notices())
                .filteredOn(n -> n.code().equals("rendering.draft.comments"))
                .singleElement()
                .extracting(n -> n.severity())
                .isEqualTo(Severity.WARNING);
    }

    // Hostile files

    /** What drafting alone keeps out, before anything else reads it; all of it is checked in a process of its own. */
    private static final Set<String> NOT_FOR_RENDERING = Set.of(
            "path-traversal", "absolute-path", "object-from-elsewhere", "text-of-15-mb", "paragraphs-without-end");

    static Stream<Arguments> hostile() {
        return HostileDocx.all("http://127.0.0.1:9/x").entrySet().stream()
                .filter(one -> !NOT_FOR_RENDERING.contains(one.getKey()))
                .map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileFilesAreRefusedByRenderingToo(String name, byte[] docx) {
        long start = System.nanoTime();
        assertThat(render(docx)).as(name).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @Test
    void nothingIsEverFetched() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.png";
            byte[] external = withBody(PICTURE.formatted(" descr=\"Logo\"", "link"))
                    .related("bild", "image", address, true)
                    .related("vorlage", "attachedTemplate", address, true)
                    .bytes();
            byte[] dtd = withBody(paragraph("x"))
                    .part(
                            "word/styles.xml",
                            ("<!DOCTYPE w SYSTEM \"" + address + "\"><w/>").getBytes(StandardCharsets.UTF_8))
                    .bytes();
            for (byte[] docx : List.of(external, dtd)) {
                assertThat(check(docx)).isNotEmpty();
                assertThat(render(docx)).isNotEmpty();
            }
            server.setSoTimeout(200);
            Assertions.assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
