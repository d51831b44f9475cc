package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.OwnField;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Copies that come while a service is down or the lists are missing: kept, and judged when that is over. */
@Tag("database")
class ReturnParkingIT extends SharedApplication {
    private static final PDRectangle BLANK = new PDRectangle(70, 60, 200, 50);

    private final byte[] sent = SigningSpecimen.pdf(210, 62, "raphael", "rodig", "forkert");
    private int matters;

    @Override
    protected CeremonyApplication application(Path folder) {
        return new CeremonyApplication(folder, Unreliable.class);
    }

    @BeforeEach
    void everythingWorks() {
        Unreliable.noTimestamps = false;
        Unreliable.noLists = false;
    }

    @Test
    void keepsACopyWhileTheTimeStampServiceIsDownAndTakesItWhenItWorksAgain() throws IOException {
        StoredMatter stored = waiting();
        Unreliable.noTimestamps = true;

        Taken taken = give(stored, unstamped());

        requireParked(stored, taken);
        Unreliable.noTimestamps = false;
        judge(stored);
        assertThat(ceremony(stored).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(waitingNotices(stored)).isEmpty();
    }

    @Test
    void keepsACopyWhileTheListsAreMissing() throws IOException {
        StoredMatter stored = waiting();
        Unreliable.noLists = true;

        Taken taken = give(stored, application.signed(ceremony(stored).paper(), "raphael", "demo-raphael", true));

        requireParked(stored, taken);
        judge(stored);
        assertThat(waitingNotices(stored)).as("still missing").hasSize(1);
        Unreliable.noLists = false;
        judge(stored);
        assertThat(ceremony(stored).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(waitingNotices(stored)).isEmpty();
    }

    @Test
    void refusesWhatIsWrongWithTheCopyEvenIfAServiceIsDown() throws IOException {
        StoredMatter stored = waiting();
        Unreliable.noTimestamps = true;

        Taken taken = give(stored, OwnField.sign(sent, "rodig", BLANK, (pdf, widget) -> {}));

        assertThat(taken.isParked()).isFalse();
        assertThat(taken.notices()).extracting(Notice::code).contains("verification.expected.wrong-person");
        assertThat(waitingNotices(stored)).isEmpty();
    }

    @Test
    void doesNotWaitForEver() throws IOException {
        StoredMatter stored = waiting();
        Unreliable.noTimestamps = true;
        give(stored, unstamped());
        application.clock().move(Duration.ofDays(15));

        List<Notice> said = judge(stored);

        assertThat(said).extracting(Notice::code).contains("pipeline.return.parked-too-long");
        assertThat(waitingNotices(stored)).isEmpty();
    }

    private void requireParked(StoredMatter stored, Taken taken) {
        assertThat(taken.notices()).extracting(Notice::code).containsExactly("pipeline.return.parked");
        assertThat(taken.isParked()).isTrue();
        assertThat(taken.accepted()).isFalse();
        assertThat(Texts.german().text(taken.notices().get(0)))
                .contains("das liegt nicht an ihr", "muss nichts tun")
                .doesNotContain("{");
        assertThat(ceremony(stored).turn("raphael").state()).isNotEqualTo(TurnState.SIGNED);
        assertThat(waitingNotices(stored)).hasSize(1);
    }

    private byte[] unstamped() throws IOException {
        return OwnField.sign(sent, "raphael", BLANK, (pdf, widget) -> {});
    }

    private List<Notice> judge(StoredMatter stored) {
        List<Notice> said = new ArrayList<>();
        application.the(ReturnDesk.class).judgeWaiting(Acting.of("test"), stored, new Progress() {
            @Override
            public void working(Notice notice) {}

            @Override
            public void changed(Notice notice) {
                said.add(notice);
            }
        });
        return said;
    }

    private List<Notice> waitingNotices(StoredMatter stored) {
        return application.the(Board.class).of(stored.matter().id()).notices().stream()
                .filter(notice -> notice.code().equals("pipeline.return.waiting"))
                .toList();
    }

    private StoredMatter waiting() {
        StoredMatter stored = application.acceptWithOwnFields("geparkt-" + ++matters);
        application.open(stored, sent);
        return application.the(Matters.class).find(stored.matter().id()).orElseThrow();
    }

    private Ceremony ceremony(StoredMatter stored) {
        return application.the(Ceremonies.class).ofMatter(stored.matter().id()).get(0);
    }

    private Taken give(StoredMatter stored, byte[] copy) throws IOException {
        Path file = Files.write(folder.resolve("kopie.pdf"), copy);
        return application
                .the(ReturnDesk.class)
                .take(
                        Acting.of("test"),
                        stored.matter().id(),
                        Upload.each(List.of(file), ReturnDesk.LARGEST),
                        Progress.SILENT)
                .files()
                .get(0);
    }

    @Configuration(proxyBeanMethods = false)
    static class Unreliable {
        static volatile boolean noTimestamps;
        static volatile boolean noLists;

        @Bean
        Trust trust(Trust.Configuration configuration, Clock clock) {
            return new Trust(configuration, clock) {
                @Override
                public TSPSource timestamps(boolean rehearsal) {
                    if (noTimestamps) {
                        return (algorithm, digest) -> {
                            throw new DSSException("connection refused");
                        };
                    }
                    return super.timestamps(rehearsal);
                }

                @Override
                public CertificateVerifier verifier(TrustSource source) {
                    return noLists ? new CommonCertificateVerifier(true) : super.verifier(source);
                }

                @Override
                public TrustStatus status(TrustSource source) {
                    TrustStatus known = super.status(source);
                    return noLists ? new TrustStatus(source, null, 0, null, true, known.notices()) : known;
                }
            };
        }
    }
}
