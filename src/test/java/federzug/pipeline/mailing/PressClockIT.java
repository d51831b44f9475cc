package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.release.ReleaseState.Held;
import federzug.release.Releases;
import federzug.testkit.RealRelease;
import federzug.trust.status.ServiceTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that a time-stamp service contradicts sends nothing: it might be too early. */
class PressClockIT {
    private static final String OLD = "Erste Fassung";

    private static ServiceTime.Reading reading = ServiceTime.Reading.NOT_CONFIGURED;
    private static int asked;

    static class Services {
        @Bean
        @Primary
        ServiceTime services() {
            return () -> {
                asked++;
                return reading;
            };
        }
    }

    @Test
    void isAskedBeforeTheFirstMailAndHoldsItBack(@TempDir Path folder) throws Exception {
        asked = 0;
        try (APressDesk desk = new APressDesk(folder, List.of(), Services.class)
                .prepared(release -> RealRelease.worded(
                        RealRelease.timed(release, "2026-11-23T10:00", null, null), OLD, release.quotes()))
                .everythingApproved()) {
            desk.released();
            says(Duration.ofSeconds(200));
            assertThat(desk.send()).isZero();
            assertThat(asked).as("nothing is asked before it could go").isZero();

            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isZero();
            assertThat(asked).isOne();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.clock-ahead");
            assertThat(Texts.german().text(desk.office().show(ID).obstacles().get(0)))
                    .contains("3 min 20 s vor", "tsa.example/ts");
            assertThat(desk.application
                            .the(Releases.class)
                            .find(ID)
                            .orElseThrow()
                            .state())
                    .isInstanceOf(Held.class);
            assertThat(desk.application.the(MailDesk.class).due(ID)).isEmpty();

            says(Duration.ofSeconds(-61));
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.clock-behind");

            says(Duration.ofSeconds(60));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.obstacles()).isEmpty();
            assertThat(desk.send()).isEqualTo(5);
            assertThat(asked).as("once each time it could go").isEqualTo(3);

            // A correction looks at the clock of its own.
            desk.prepared(release -> RealRelease.worded(release, "Neue Fassung", release.quotes()));
            desk.office().correct(KIM, ID, "Mustertext.");
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            says(Duration.ofMinutes(-90));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.told).extracting(Notice::code).contains("release.obstacle.clock-behind");
            says(Duration.ZERO);
            assertThat(desk.send()).isEqualTo(10);
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsSaidAndHoldsNothingBack(@TempDir Path folder) throws Exception {
        try (APressDesk desk = new APressDesk(folder, List.of(), Services.class)
                .prepared(release -> RealRelease.timed(release, "2026-11-23T10:00", null, null))
                .everythingApproved()) {
            reading = new ServiceTime.Reading(
                    null, "", List.of(Notice.warning("trust.timestamp.unreachable", Place.NOWHERE, "tsa.example/ts")));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.told)
                    .extracting(Notice::code)
                    .contains("pipeline.press.clock-unknown", "trust.timestamp.unreachable");
        }
    }

    private static void says(Duration ahead) {
        reading = new ServiceTime.Reading(ahead, "tsa.example/ts", List.of());
    }
}
