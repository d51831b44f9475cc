package federzug.web.checking;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.ceremony.Ceremony;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two copies compared at the lawyer's desk. */
class ComparePageIT {
    private static final String PAGE = "/pruefen/vergleich";

    @TempDir
    Path folder;

    @Test
    void comparesTwoCopiesForTheirOwnerOnlyAndForAnHour() throws Exception {
        try (WebServed served = new WebServed(folder)) {
            CeremonyApplication application = served.application();
            Ceremony ceremony = application.open("vergleich", "rueckgabe");
            byte[] signed = application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
            byte[] other = SigningSpecimen.pdf(200, 60, "raphael");
            WebVisitor lawyer = served.visitor(Role.PRUEFUNG);

            Answer same = lawyer.uploadEach(PAGE, PAGE, files("a<b>.pdf", signed, "b.pdf", signed));
            assertThat(same.target()).isEqualTo(PAGE);
            assertThat(quiet(lawyer)).contains("fz-jetzt--gut").doesNotContain("a<b>");
            assertThat(lawyer.get(PAGE + "/bericht").header("content-security-policy"))
                    .contains("sandbox")
                    .contains("default-src 'none'");

            WebVisitor someone = served.visitor(Role.PRUEFUNG);
            assertThat(someone.get(PAGE).body()).doesNotContain("fz-jetzt--gut");
            assertThat(someone.get(PAGE + "/bericht").status()).isEqualTo(404);

            lawyer.uploadEach(PAGE, PAGE, files("a.pdf", signed, "b.pdf", other));
            assertThat(quiet(lawyer)).contains("fz-jetzt--schlecht");

            Answer noPdf = lawyer.uploadEach(
                    PAGE, PAGE, files("a.pdf", signed, "b.pdf", "<script>".getBytes(StandardCharsets.UTF_8)));
            assertThat(noPdf.status()).isEqualTo(422);
            assertThat(noPdf.body()).contains("b.pdf").contains("keine PDF-Datei");
            Answer one = lawyer.uploadEach(PAGE, PAGE, Map.of("erste", Map.entry("a.pdf", signed)));
            assertThat(one.body()).contains("braucht es zwei Dateien");

            served.application().clock().move(Duration.ofMinutes(61));
            assertThat(lawyer.get(PAGE).body()).doesNotContain("fz-jetzt--schlecht");
            assertThat(lawyer.get(PAGE + "/bericht").status()).isEqualTo(404);
        }
    }

    private static Map<String, Map.Entry<String, byte[]>> files(String one, byte[] first, String two, byte[] second) {
        Map<String, Map.Entry<String, byte[]>> files = new LinkedHashMap<>();
        files.put("erste", Map.entry(one, first));
        files.put("zweite", Map.entry(two, second));
        return files;
    }

    private static String quiet(WebVisitor visitor) {
        return visitor.quiet(PAGE);
    }
}
