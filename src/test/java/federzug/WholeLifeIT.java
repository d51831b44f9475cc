package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.DocumentStore;
import federzug.document.SealedPdf;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.checking.Checking;
import federzug.pipeline.run.Closing;
import federzug.pipeline.run.Renewal;
import federzug.signing.Signing;
import federzug.testkit.AMatter;
import federzug.testkit.AgeingAuthority;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import federzug.verification.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agreement through fifteen years of example time: certificates of persons, answers and time stamps end, keys are
 * exchanged, lists are issued anew, the seal is renewed twice, and the check still says that it is valid. The example time
 * is years before and after that of the machine, so that whoever asks the machine's clock is found out.
 */
class WholeLifeIT {
    private static final Acting ACTING = Acting.of("test");
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path folder;

    private CeremonyApplication application;

    @Test
    void staysValidWhileCertificatesEndKeysChangeAndListsAreReissued() throws Exception {
        AgeingAuthority authority = new AgeingAuthority(folder.resolve("example"));
        authority.renew(day("2021-06-01"), day("2024-06-01"), day("2027-06-01"), day("2023-01-01"));
        try (CeremonyApplication started = new CeremonyApplication(
                folder, List.of("--federzug.trust.example-folder=" + folder.resolve("example")))) {
            application = started;
            at("2022-03-01");
            StoredMatter stored = application.accept(
                    "lange-her",
                    CeremonyApplication.signatory(AMatter.RAPHAEL, 1, ""),
                    CeremonyApplication.signatory(AMatter.RODIG, 2, ""));
            application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "rodig"));
            application.sign("lange-her", "raphael", "rodig");
            application.the(Closing.class).close(ACTING, stored, Progress.SILENT);
            assertThat(provenUntil()).isEqualTo(day("2027-06-01"));
            assertThat(renewed()).isZero();
            byte[] neverRenewed = bytes();

            at("2027-03-01");
            assertThat(verdict(bytes())).as("lists of 2021 are long overdue").isEqualTo("UNDECIDED");
            authority.renew(day("2026-06-01"), day("2029-06-01"), day("2032-06-01"), day("2028-01-01"));
            at("2027-03-02");
            assertThat(verdict(bytes()))
                    .as("persons' certificates ended in 2024, the seal lasts")
                    .isEqualTo("VALID");
            assertThat(renewed()).isEqualTo(1);
            at("2027-03-03");
            assertThat(renewed()).as("lasts again").isZero();
            assertThat(provenUntil()).isEqualTo(day("2032-06-01"));
            at("2027-09-01");
            assertThat(verdict(neverRenewed))
                    .as("the unit's certificate ended, the list of 2026 still names it")
                    .isEqualTo("VALID");
            assertThat(aboutStamps(neverRenewed)).containsExactly("verification.timestamp.unit-ended");
            assertThat(aboutStamps(bytes())).as("a newer one is above it").isEmpty();
            assertThat(bytes()).startsWith(neverRenewed).hasSizeGreaterThan(neverRenewed.length);

            authority.renew(day("2031-06-01"), day("2034-06-01"), day("2037-06-01"), day("2033-01-01"));
            at("2032-03-02");
            assertThat(verdict(bytes())).isEqualTo("VALID");
            assertThat(verdict(neverRenewed))
                    .as("the unit of 2022 is withdrawn since 2027")
                    .isEqualTo("UNDECIDED");
            assertThat(aboutStamps(neverRenewed)).containsExactly("verification.timestamp.unlisted");
            assertThat(renewed()).isEqualTo(1);
            assertThat(provenUntil()).isEqualTo(day("2037-06-01"));

            authority.renew(day("2036-06-01"), day("2039-06-01"), day("2040-12-01"), day("2038-01-01"));
            at("2036-12-01");
            assertThat(verdict(bytes())).isEqualTo("VALID");
            assertThat(application.the(Ceremonies.class).journal("lange-her", "crimmitschau"))
                    .extracting(entry -> entry.event())
                    .filteredOn("SealRenewed"::equals)
                    .hasSize(2);
            assertThat(application.the(Ceremonies.class).auditJournal("lange-her", "crimmitschau"))
                    .isEmpty();
        }
    }

    private void at(String day) {
        application.clock().move(Duration.between(application.clock().instant(), day(day)));
    }

    private int renewed() {
        Renewal.Result result = application.the(Renewal.class).renew(ACTING, null, YEAR, Progress.SILENT);
        assertThat(result.notices()).isEmpty();
        return result.renewed();
    }

    private Instant provenUntil() {
        return application.the(Signing.class).provenUntil((SealedPdf) ceremony().paper());
    }

    private byte[] bytes() {
        return application
                .the(DocumentStore.class)
                .bytes(ceremony().paper().content().digest());
    }

    private Ceremony ceremony() {
        return application.the(Ceremonies.class).ofMatter("lange-her").get(0);
    }

    private List<String> aboutStamps(byte[] pdf) {
        return checked(pdf).examination().findings().stream()
                .map(finding -> finding.notice().code())
                .filter(code -> code.startsWith("verification.timestamp."))
                .toList();
    }

    private Verdict checked(byte[] pdf) {
        return application
                .the(Checking.class)
                .check(List.of(new Upload("vereinbarung.pdf", pdf)), null, null, Locale.GERMAN)
                .get(0)
                .verdict();
    }

    private String verdict(byte[] pdf) {
        Verdict verdict = checked(pdf);
        List<String> findings = verdict.examination().findings().stream()
                .map(finding -> finding.notice())
                .filter(notice -> notice.isError() || verdict instanceof Verdict.Invalid)
                .map(Notice::code)
                .toList();
        assertThat(findings).isEmpty();
        return verdict.word();
    }

    private static Instant day(String date) {
        return Instant.parse(date + "T09:00:00Z");
    }
}
