package federzug.web.template;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.document.Digest;
import federzug.drafting.TemplateCatalogue;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates in the browser: findings, pages, approval; what is hostile is refused and nothing delivered is touched. */
class TemplatePagesIT {
    @TempDir
    static Path folder;

    private static WebServed served;
    private static WebVisitor admin;

    @BeforeAll
    static void serve() {
        served = new WebServed(folder, "--federzug.drafting.own-templates=" + folder.resolve("vorlagen"));
        served.application().accept("benutzt", "rueckgabe");
        admin = served.visitor(Role.VERWALTUNG);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static String quiet(WebVisitor visitor, String page) {
        return visitor.quiet(page);
    }

    private static Answer bringIn(String file, byte[] content, String name) {
        return admin.upload("/vorlagen", "/vorlagen/neu", "datei", Map.of(file, content), "name", name);
    }

    private static byte[] delivered() throws Exception {
        return Files.readAllBytes(Path.of("templates/medieninformation/vorlage.docx"));
    }

    private static Path inForce(String name) {
        return served.the(TemplateCatalogue.class).template(name);
    }

    @Test
    void showsWhatThereIsWhoUsesItAndHowItLooks() {
        WebVisitor clerk = served.visitor(Role.VORGANG);
        assertThat(clerk.get("/vorlagen").body())
                .contains("kooperationsvereinbarung")
                .contains("Ein Vorgang benutzt sie.")
                .contains("Mitgeliefert")
                .doesNotContain("Neue Vorlage oder neuer Stand");
        String page = "/vorlagen/kooperationsvereinbarung";
        assertThat(quiet(clerk, page)).contains("Vorschau mit Musterangaben").contains("benutzt");
        assertThat(clerk.get(page + "/vorschau.pdf").bytes()).startsWith("%PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(clerk.get(page + "/vorlage.docx").header("content-disposition"))
                .startsWith("attachment");
        assertThat(clerk.get("/vorlagen/gibt-es-nicht").status()).isEqualTo(422);
        assertThat(clerk.get("/vorlagen/..%2fgeheim/vorlage.docx").status()).isIn(400, 403, 404);
    }

    @Test
    void letsClerksReadAndAdministratorsChange() throws Exception {
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String token = clerk.token("/vorlagen");
        assertThat(clerk.post("/vorlagen/neu", token).status()).isEqualTo(403);
        assertThat(clerk.post("/vorlagen/medieninformation/freigeben", token).status())
                .isEqualTo(403);
        assertThat(clerk.post("/vorlagen/medieninformation/verwerfen", token).status())
                .isEqualTo(403);
    }

    @Test
    void keepsADraftBesideTheOldOneUntilItIsApproved() throws Exception {
        byte[] docx = delivered();
        Answer brought = bringIn("Eigene Medien-Information ä.docx", docx, "");
        String name = "eigene-medien-information-a";
        assertThat(brought.target()).isEqualTo("/vorlagen/" + name + "?stand=entwurf");
        assertThat(served.the(TemplateCatalogue.class).names()).doesNotContain(name);
        String page = "/vorlagen/" + name;
        assertThat(quiet(admin, brought.target()))
                .contains("noch nicht freigegeben")
                .contains("Diesen Stand freigeben")
                .doesNotContain("„ersetzen“ ein");

        String other = Digest.of(new byte[] {1}).hex();
        admin.submit("/vorlagen", page + "/freigeben", "gesehen", other);
        assertThat(quiet(admin, page)).contains("Inzwischen hat sich etwas geändert");
        assertThat(served.the(TemplateCatalogue.class).names()).doesNotContain(name);

        String digest = Digest.of(docx).hex();
        admin.submit("/vorlagen", page + "/freigeben", "gesehen", digest);
        assertThat(quiet(admin, page)).contains("Freigegeben von Kim Muster");
        assertThat(Files.readAllBytes(inForce(name))).isEqualTo(docx);
        assertThat(served.the(PageActs.class).latest(50))
                .anyMatch(act -> act.act().equals("template-approved") && digest.equals(act.digest()));
    }

    @Test
    void replacesADeliveredOneOnlyWithATypedWordAndLeavesItsFileAlone() throws Exception {
        Path original = Path.of("templates/urkunde/vorlage.docx");
        byte[] before = Files.readAllBytes(original);
        byte[] fresh = delivered();
        assertThat(bringIn("x.docx", fresh, "Urkunde").target()).isEqualTo("/vorlagen/urkunde?stand=entwurf");
        String draft = "/vorlagen/urkunde?stand=entwurf";
        assertThat(quiet(admin, draft)).contains("„ersetzen“ ein");
        assertThat(inForce("urkunde")).isEqualTo(original.toAbsolutePath());

        String[] form = {"gesehen", Digest.of(fresh).hex(), "wort", "nein"};
        Answer noWord = admin.submit("/vorlagen", "/vorlagen/urkunde/freigeben", form);
        assertThat(noWord.status()).isEqualTo(422);
        assertThat(noWord.body()).contains("Das Wort „ersetzen“ fehlt");
        form[3] = "ersetzen";
        admin.submit("/vorlagen", "/vorlagen/urkunde/freigeben", form);
        assertThat(quiet(admin, "/vorlagen/urkunde")).contains("statt der mitgelieferten");
        assertThat(inForce("urkunde")).startsWith(folder);
        assertThat(Files.readAllBytes(original)).isEqualTo(before);
    }

    @Test
    void showsFindingsAtTheirPlaceAndLetsNobodyApproveThem() throws Exception {
        byte[] wrong = with("word/document.xml", "${#wenn abbinder}", "${#wenn abbindre}");
        String page = bringIn("falsch.docx", wrong, "").target();
        String body = quiet(admin, page);
        assertThat(body).contains("Muss behoben werden").contains("abbindre").doesNotContain("Diesen Stand freigeben");
        admin.submit(
                "/vorlagen",
                "/vorlagen/falsch/freigeben",
                "gesehen",
                Digest.of(wrong).hex());
        assertThat(quiet(admin, page)).contains("muss behoben werden, bevor");
        assertThat(served.the(TemplateCatalogue.class).names()).doesNotContain("falsch");

        admin.submit("/vorlagen", "/vorlagen/falsch/verwerfen");
        assertThat(admin.get("/vorlagen/falsch").status()).isEqualTo(422);
    }

    @Test
    void takesNothingButWordFilesUnderHarmlessNames() throws Exception {
        assertThat(bringIn("seite.docx", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "")
                        .status())
                .isEqualTo(422);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 1500; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }
        Answer swollen = bringIn("bombe.docx", bomb.toByteArray(), "");
        assertThat(swollen.status()).isEqualTo(422);
        assertThat(swollen.body()).contains("bombe.docx");
        assertThat(bringIn("x.docx", delivered(), "../../federzug").target())
                .as("cleaned")
                .isEqualTo("/vorlagen/federzug?stand=entwurf");
        assertThat(bringIn("x.docx", delivered(), "...").status()).isEqualTo(422);
        Answer script = bringIn("<img src=x onerror=alert(1)>.docx", new byte[] {'P', 'K', 3, 4, 0, 0}, "");
        assertThat(script.status()).isEqualTo(422);
        assertThat(script.body()).doesNotContain("<img src=x");
        assertThat(folder.resolve("federzug")).doesNotExist();
    }

    /** The delivered release with one part changed. */
    private static byte[] with(String part, String before, String after) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (java.util.zip.ZipInputStream in =
                        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(delivered()));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals(part)) {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    assertThat(text).contains(before);
                    bytes = text.replace(before, after).getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
