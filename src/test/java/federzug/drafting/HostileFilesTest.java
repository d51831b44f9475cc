package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Files that a template must not be: each refused by name, in bounded time, before anything is read from it. */
class HostileFilesTest {
    private static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                    + " Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\""
                    + " Target=\"%s\" TargetMode=\"External\"/></Relationships>";

    @Test
    void readsAnOrdinaryFile() {
        assertThat(codes(WordFile.of("a").bytes())).isEmpty();
    }

    @Test
    void refusesWhatIsNoWordFile() {
        assertThat(codes("{\\rtf1}".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("drafting.archive.no-word-file");
        assertThat(codes(new byte[0])).containsExactly("drafting.archive.no-word-file");
        assertThat(codes(WordFile.zip(Map.of("mimetype", "x".getBytes(StandardCharsets.US_ASCII)))))
                .containsExactly("drafting.archive.no-word-file");
        byte[] legacy = new byte[600];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, legacy, 0, 4);
        assertThat(codes(legacy)).containsExactly("drafting.archive.legacy-or-encrypted");
    }

    @Test
    void refusesATruncatedArchive() {
        byte[] whole = WordFile.of("a").bytes();
        for (int length = 4; length < whole.length; length += 37) {
            assertThat(codes(Arrays.copyOf(whole, length)))
                    .as("%s bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void refusesAZipBomb() {
        byte[] bomb =
                WordFile.of("a").part("word/media/a.bin", new byte[60 << 20]).bytes();
        assertThat(bomb.length).isLessThan(100_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(codes(bomb)).containsExactly("drafting.archive.bomb"));
    }

    @Test
    void refusesAHugeXmlPart() {
        byte[] random = new byte[18 << 20];
        new Random(1).nextBytes(random);
        assertThat(codes(WordFile.of("a").part("customXml/item1.xml", random).bytes()))
                .containsExactly("drafting.archive.part-too-large");
    }

    @Test
    void refusesAPartThatWouldFillTheMemory() {
        byte[] pattern = new byte[21 << 20];
        new Random(2).nextBytes(pattern);
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] &= i % 50 == 0 ? 7 : 0;
        }
        assertThat(codes(WordFile.of("a").part("word/media/a.bin", pattern).bytes()))
                .containsExactly("drafting.archive.part-too-large");
    }

    @Test
    void refusesATextWithoutEnd() {
        Random random = new Random(3);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            body.append(p(Long.toString(random.nextLong(), 36)));
        }
        assertThat(codes(WordFile.of(body.toString()).bytes())).containsExactly("drafting.part.too-long");
    }

    @Test
    void refusesTooManyParts() {
        WordFile file = WordFile.of("a");
        for (int i = 0; i < 1_001; i++) {
            file.part("word/media/" + i + ".bin", new byte[0]);
        }
        assertThat(codes(file.bytes())).containsExactly("drafting.archive.too-many-parts");
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (String name : List.of("../x.xml", "word/../../x.xml", "/etc/passwd", "C:/x", "word\\x.xml", "a//b")) {
            assertThat(codes(WordFile.of("a").part(name, "x").bytes()))
                    .as(name)
                    .containsExactly("drafting.archive.unsafe-name");
        }
    }

    @Test
    void refusesPartsWhoseNamesDifferInCaseOnly() {
        assertThat(codes(WordFile.of("a").part("word/Document.xml", "<a/>").bytes()))
                .containsExactly("drafting.archive.duplicate");
    }

    @Test
    void refusesTwoPartsOfOneName() {
        Map<String, byte[]> parts = new LinkedHashMap<>(WordFile.unzip(
                WordFile.of("a").part("word/docxment.xml", "<a/>").bytes()));
        byte[] file = WordFile.zip(parts);
        String bytes = new String(file, StandardCharsets.ISO_8859_1).replace("docxment.xml", "document.xml");
        assertThat(codes(bytes.getBytes(StandardCharsets.ISO_8859_1))).containsExactly("drafting.archive.duplicate");
    }

    @Test
    void refusesDocumentTypesInAnyPartAndEncoding() {
        String evil = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        assertThat(codes(WordFile.of("a").part("customXml/item1.xml", evil).bytes()))
                .containsExactly("drafting.part.doctype");
        assertThat(codes(WordFile.of("a")
                        .part("word/x.xml", evil.getBytes(StandardCharsets.UTF_16))
                        .bytes()))
                .containsExactly("drafting.part.doctype");
        assertThat(codes(WordFile.of("a").part("word/_rels/x.xml.rels", evil).bytes()))
                .containsExactly("drafting.part.doctype");
    }

    @Test
    void refusesDamagedXml() {
        assertThat(codes(WordFile.of("a").part("word/x.xml", "<a>").bytes())).containsExactly("drafting.part.not-xml");
    }

    @Test
    void refusesDeepNesting() {
        String nested = "<w:tbl><w:tr><w:tc>".repeat(10_000) + p("a") + "</w:tc></w:tr></w:tbl>".repeat(10_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(codes(WordFile.of(nested).bytes())).containsExactly("drafting.part.too-deep"));
    }

    @Test
    void refusesEverythingExternalButHyperlinks() {
        assertThat(codes(related("image", "http://evil.example/x.png"))).containsExactly("drafting.part.external");
        assertThat(codes(related("oleObject", "file:///c:/x"))).containsExactly("drafting.part.external");
        assertThat(codes(related("hyperlink", "https://www.asskomm.sachsen.de")))
                .isEmpty();
    }

    /** Every fifth file of an authority has one; Word needs it for nothing that is read here. */
    @Test
    void leavesOutTheTemplateTheFileWasMadeFrom() {
        byte[] file = WordFile.of("${datum}")
                .part("word/_rels/settings.xml.rels", RELATIONS.formatted("attachedTemplate", "file:///c:/x.dotm"))
                .part(
                        "word/settings.xml",
                        "<w:settings xmlns:w=\"" + WordFile.W + "\" xmlns:r=\"http://schemas.openxmlformats.org/"
                                + "officeDocument/2006/relationships\"><w:zoom w:percent=\"100\"/>"
                                + "<w:attachedTemplate r:id=\"rId1\"/><w:defaultTabStop w:val=\"708\"/></w:settings>")
                .bytes();
        Template template = Template.read("x", file, FieldList.none());
        assertThat(template.notices())
                .singleElement()
                .matches(notice -> !notice.isError())
                .extracting(Texts.german()::line)
                .asString()
                .contains("file:///c:/x.dotm");
        Map<String, byte[]> parts = template.archive().parts();
        assertThat(new String(parts.get("word/_rels/settings.xml.rels"), StandardCharsets.UTF_8))
                .doesNotContain("x.dotm")
                .contains("</Relationships>");
        assertThat(new String(parts.get("word/settings.xml"), StandardCharsets.UTF_8))
                .doesNotContain("attachedTemplate")
                .contains("w:zoom", "w:defaultTabStop");
    }

    @Test
    void goesOnAfterWhatOneSentenceCanSay() {
        byte[] both = WordFile.of(
                        "${datun}",
                        "${#wenn beginn}",
                        "<w:p><w:ins w:id=\"1\">" + WordFile.r("a", "") + "</w:ins></w:p>")
                .part("word/vbaProject.bin", "x")
                .bytes();
        assertThat(codes(both))
                .contains("drafting.part.macros", "drafting.part.tracked-changes", "drafting.mark.not-closed");
    }

    @Test
    void refusesMacrosTrackedChangesAndForeignContent() {
        assertThat(codes(WordFile.of("a").part("word/vbaProject.bin", "x").bytes()))
                .containsExactly("drafting.part.macros");
        assertThat(codes(WordFile.of("<w:p><w:ins w:id=\"1\">" + WordFile.r("a", "") + "</w:ins></w:p>")
                        .bytes()))
                .containsExactly("drafting.part.tracked-changes");
        assertThat(codes(WordFile.of("<w:p><w:pPr><w:pPrChange w:id=\"1\"/></w:pPr></w:p>")
                        .bytes()))
                .as("a change of formatting")
                .isEmpty();
        assertThat(codes(WordFile.of("<w:altChunk/>").bytes())).containsExactly("drafting.part.foreign-content");
    }

    @Test
    void survivesMutatedFiles() {
        byte[] good = WordFile.of("${datum}", "${#je p in personen}", "${p.name}", "${/je}")
                .bytes();
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 5; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            codes(bad);
        }
    }

    private static byte[] related(String type, String target) {
        return WordFile.of("a")
                .part("word/_rels/document.xml.rels", RELATIONS.formatted(type, target))
                .bytes();
    }

    private static List<String> codes(byte[] file) {
        Template template = Template.read("x", file, FieldList.none());
        template.notices().forEach(Texts.german()::line);
        return template.notices().stream().map(Notice::code).toList();
    }
}
