package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.KillAtWrites;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill while a signing is called off leaves nobody in the dark: {@code resume} tells them, once each. */
@Tag("database")
class CancelledAndKilledIT {
    private static final Acting STAFF = Acting.of("mueller");

    @Test
    void resumeNotifiesThoseWhoWereNotNotifiedOfTheCancelling(@TempDir Path folder) {
        try (CeremonyApplication application = new CeremonyApplication(folder, KillAtWrites.Faults.class)) {
            int afterTheDecision = 0;
            for (int write = 0; ; write += write < 10 ? 5 : 1) {
                Ceremony ceremony = signedByOne(application, "absage-" + write);
                String matter = ceremony.matter();
                boolean killed = KillAtWrites.killed(
                        write,
                        true,
                        () -> application.the(TurnDesk.class).cancel(STAFF, matter, null, "entfällt", Progress.SILENT));
                boolean decided = !application
                        .the(Ceremonies.class)
                        .find(matter, ceremony.agreement())
                        .orElseThrow()
                        .isOpen();
                if (!decided) {
                    application.the(TurnDesk.class).cancel(STAFF, matter, null, "entfällt", Progress.SILENT);
                }
                afterTheDecision += killed && decided ? 1 : 0;

                assertThat(application
                                .the(Jobs.class)
                                .resume(STAFF, Progress.SILENT)
                                .failed())
                        .isFalse();
                assertThat(news(application, matter))
                        .as("after a kill before write %d", write)
                        .containsExactly("ACCEPTED");
                assertThat(application
                                .the(Jobs.class)
                                .resume(STAFF, Progress.SILENT)
                                .matters())
                        .as("nothing is left to do")
                        .isEmpty();
                if (!killed) {
                    break;
                }
            }
            assertThat(afterTheDecision).as("kills between decision and mails").isGreaterThan(3);
        }
    }

    private static Ceremony signedByOne(CeremonyApplication application, String matter) {
        StoredMatter stored = application.accept(
                matter,
                new Signatory(AMatter.RAPHAEL, 1, "demo-raphael", "", null),
                new Signatory(AMatter.FORKERT, 2, "demo-forkert", "", null));
        Ceremony ceremony = application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "forkert"));
        application.sign(matter, "raphael");
        return ceremony;
    }

    private static List<String> news(CeremonyApplication application, String matter) {
        return application.the(Postbox.class).mails(matter).stream()
                .filter(mail -> mail.kind() == Message.Kind.SIGNING_NEWS)
                .map(mail -> mail.state().name())
                .toList();
    }
}
