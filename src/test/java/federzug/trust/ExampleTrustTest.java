package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.enumerations.TimestampQualification;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.testkit.ATrust;
import federzug.testkit.DemoSignatures;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;

class ExampleTrustTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Clock.systemUTC().instant();
    private static final Path FOLDER = Path.of("keystores-example");

    private static Trust trust(Clock clock) {
        return new Trust(ATrust.offline(FOLDER, Path.of("target", "no-trust-cache")), clock);
    }

    @Test
    void makesTwoSealedSignaturesTotallyPassedAndQualified() throws Exception {
        Trust trust = trust(Clock.fixed(NOW, BERLIN));
        DSSDocument sealed = sealedBy("raphael", "rodig", trust, NOW);
        Reports reports = DemoSignatures.validate(sealed, trust.verifier(TrustSource.EXAMPLE), NOW);
        assertSealedAndQualified(reports.getSimpleReport());
        assertNothingToComplainOf(reports.getSimpleReport());
    }

    @Test
    void staysTotallyPassedForFifteenYears() throws Exception {
        Trust trust = trust(Clock.fixed(NOW, BERLIN));
        DSSDocument sealed = sealedBy("weissbach", "barth", trust, NOW);
        Instant later = Instant.parse("2036-11-22T12:00:00Z");
        Trust thatDay = trust(Clock.fixed(later, BERLIN));
        Reports reports = DemoSignatures.validate(sealed, thatDay.verifier(TrustSource.EXAMPLE), later);
        assertSealedAndQualified(reports.getSimpleReport());
    }

    @Test
    void worksUnderAClockOfThePast() throws Exception {
        Instant day = Instant.parse("2021-12-01T10:30:00Z");
        Trust thatDay = trust(Clock.fixed(day, BERLIN));
        DSSDocument sealed = sealedBy("raphael", "forkert", thatDay, day);
        Reports reports = DemoSignatures.validate(sealed, thatDay.verifier(TrustSource.EXAMPLE), day.plusSeconds(1));
        assertSealedAndQualified(reports.getSimpleReport());
    }

    private static DSSDocument sealedBy(String one, String two, Trust trust, Instant when) throws Exception {
        DSSDocument signed = DemoSignatures.page();
        for (String person : List.of(one, two)) {
            signed = DemoSignatures.sign(
                    signed,
                    trust.exampleKeystores().get(person),
                    trust.verifier(TrustSource.EXAMPLE),
                    trust.timestamps(true),
                    when);
        }
        return DemoSignatures.seal(signed, trust.verifier(TrustSource.EXAMPLE), trust.timestamps(true));
    }

    private static void assertSealedAndQualified(SimpleReport report) {
        assertThat(report.getSignatureIdList()).hasSize(2);
        for (String id : report.getSignatureIdList()) {
            assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(report.getSignatureQualification(id)).isEqualTo(SignatureQualification.QESIG);
            assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_LTA);
            // The signature time stamp and the archive time stamp.
            assertThat(report.getSignatureTimestamps(id))
                    .hasSize(2)
                    .allMatch(stamp -> stamp.getTimestampLevel().getValue() == TimestampQualification.QTSA);
        }
    }

    private static void assertNothingToComplainOf(SimpleReport report) {
        for (String id : report.getSignatureIdList()) {
            assertThat(Stream.of(
                                    report.getAdESValidationErrors(id),
                                    report.getAdESValidationWarnings(id),
                                    report.getQualificationErrors(id),
                                    report.getQualificationWarnings(id))
                            .flatMap(List::stream)
                            .map(Message::getValue))
                    .isEmpty();
        }
    }

    @Test
    void answersForAPersonWhoseCertificateIsRevoked() throws Exception {
        Trust trust = trust(Clock.fixed(NOW, BERLIN));
        CertificateVerifier verifier = trust.verifier(TrustSource.EXAMPLE);
        DSSDocument signed = DemoSignatures.sign(
                DemoSignatures.page(), trust.exampleKeystores().get("gesperrt"), verifier, trust.timestamps(true), NOW);
        SimpleReport report = DemoSignatures.validate(signed, verifier, NOW).getSimpleReport();
        assertThat(report.getIndication(report.getFirstSignatureId())).isNotEqualTo(Indication.TOTAL_PASSED);
        assertThatThrownBy(() -> DemoSignatures.seal(signed, verifier, trust.timestamps(true)))
                .isInstanceOf(AlertException.class)
                .hasMessageContaining("Revoked");
    }

    @Test
    void showsWhenItsListsWereLoaded() {
        TrustStatus status = trust(Clock.fixed(NOW, BERLIN)).status(TrustSource.EXAMPLE);
        assertThat(status.stale()).isFalse();
        assertThat(status.listSequence()).isEqualTo(1);
        assertThat(status.listIssue()).isEqualTo("2021-01-02T00:00:00Z");
        assertThat(status.loadedAt()).isEqualTo(NOW);
    }

    @Test
    void showsTheTimeOfTheClockInTimeStamps() throws Exception {
        Instant then = Instant.parse("2021-12-01T11:17:03Z");
        byte[] digest = new byte[32];
        byte[] stamp = trust(Clock.fixed(then, BERLIN))
                .timestamps(true)
                .getTimeStampResponse(DigestAlgorithm.SHA256, digest)
                .getBytes();
        assertThat(new TimeStampToken(new CMSSignedData(stamp))
                        .getTimeStampInfo()
                        .getGenTime())
                .isEqualTo(then.toString());
    }
}
