package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void aPictureThatWordDescribesBadlyIsDescribedBesideTheTemplate() throws IOException {
        String body = filled("""
                bilder:
                  - { name: Grafik 3, alternativtext: "Wappen von ${kommune.name}" }
                  - { name: Grafik 4, schmuck: ja }
                """);

        assertThat(body)
                .contains("name=\"Grafik 3\"", "descr=\"Wappen von Crimmitschau\"", "descr=\"bleibt\"")
                .containsPattern("name=\"Grafik 4\"[^>]*><a:extLst.*decorative[^>]* val=\"1\"");
    }

    @Test
    void whatTheTemplateDoesNotHaveOrTheEntryLeavesOpenIsRefused() {
        DraftingException refused = catchThrowableOfType(DraftingException.class, () -> filled("""
                bilder:
                  - { name: Grafik 7, alternativtext: Wappen }
                  - { name: Grafik 4 }
                  - { name: Grafik 3, alternativtext: Wappen, schmuck: ja }
                  - { name: Grafik 5, alternativtext: Haus, farbe: blau }
                  - { name: Grafik 5, alternativtext: Rathaus }
                """));

        assertThat(refused.notices())
                .extracting(Notice::code)
                .containsExactlyInAnyOrder(
                        "drafting.fields.picture",
                        "drafting.fields.picture",
                        "drafting.fields.unknown-key",
                        "drafting.fields.picture-twice",
                        "drafting.fields.picture-unknown");
        assertThat(refused.notices().stream().map(Texts.german()::line))
                .anyMatch(line -> line.contains("„Grafik 7“") && line.contains("Grafik 3, Grafik 4, Grafik 5"));
    }

    private String filled(String pictures) throws IOException {
        Path template = Files.createDirectories(folder.resolve("medieninformation"));
        Files.write(
                template.resolve("vorlage.docx"),
                WordFile.of(picture("Grafik 3", "image1.png") + picture("Grafik 4", "") + picture("Grafik 5", "bleibt"))
                        .bytes());
        Files.writeString(template.resolve("felder.yaml"), """
                felder:
                  - { name: kommune.name, bedeutung: Name, pflicht: nein }
                """ + pictures);
        Drafting drafting = new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
        FilledDraft draft = drafting.fillRelease(AMatter.crimmitschau());
        return new String(
                WordFile.unzip(store.bytes(draft.content().digest())).get("word/document.xml"), StandardCharsets.UTF_8);
    }

    private static String picture(String name, String text) {
        return "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"9\" name=\"" + name + "\" descr=\"" + text
                + "\"/></wp:inline></w:drawing></w:r></w:p>";
    }
}
