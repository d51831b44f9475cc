package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.delivery.Postbox.Resolution;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also an invitation that has not gone is sent by the next {@code send}, and nobody is invited anew by it. */
@Tag("database")
class InvitationsAgainIT {
    private MailSink sink;
    private CeremonyApplication application;
    private StoredMatter matter;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        sink = new MailSink();
        application = new CeremonyApplication(
                folder,
                List.of(
                        "--federzug.delivery.sender-address=asskomm@lpr.example",
                        "--federzug.delivery.rehearsal-address=probe@lpr.example",
                        "--federzug.delivery.smtp.host=127.0.0.1",
                        "--federzug.delivery.smtp.port=" + sink.port(),
                        "--federzug.delivery.smtp.tls=opportunistic"));
        matter = application.accept("einladung", "rueckgabe");
        application.open(matter, SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
    }

    @AfterEach
    void stop() throws Exception {
        application.close();
        sink.close();
    }

    @Test
    void whatServerOrPersonHeldBackIsSentOnceAndNoOneIsAskedAgain() {
        sendWhatIsDue();
        assertThat(sink.mails()).isEmpty();
        sink.fault(Fault.GREYLISTS_RECIPIENT);
        handOut();
        assertThat(mail().state()).isEqualTo(MailState.DEFERRED);
        sink.fault(Fault.DROPS_AFTER_FINAL_DOT);
        application.clock().move(Duration.ofMinutes(2));
        sendWhatIsDue();
        assertThat(mail().state()).isEqualTo(MailState.UNKNOWN);

        sink.fault(Fault.NONE);
        sendWhatIsDue();
        assertThat(sink.mails()).hasSize(1);
        application.the(Postbox.class).resolve(mail().id(), Resolution.RESEND);
        sendWhatIsDue();
        sendWhatIsDue();
        assertThat(sink.mails()).hasSize(2);
        assertThat(mail().state()).isEqualTo(MailState.ACCEPTED);
    }

    private void handOut() {
        application.the(Invitations.class).handOut(Acting.of("test"), matter, Progress.SILENT);
    }

    private void sendWhatIsDue() {
        assertThat(application
                        .the(Jobs.class)
                        .send(Acting.of("test"), "einladung", Progress.SILENT)
                        .notices())
                .isEmpty();
    }

    /** There never is another. */
    private MailStatus mail() {
        List<MailStatus> mails = application.the(Postbox.class).mails("einladung");
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
