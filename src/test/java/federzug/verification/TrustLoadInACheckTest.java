package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.SealedPdf;
import federzug.testkit.ATrust;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The first check of a process loads the trusted lists; what becomes of that check is no verdict on the next ones. */
class TrustLoadInACheckTest {
    private final SignedSpecimen specimen = new SignedSpecimen();
    private final SealedPdf sealed =
            specimen.seal(specimen.signed(specimen.prepared(SignedSpecimen.PERSONS), SignedSpecimen.PERSONS, Map.of()));

    @Test
    void aCheckThatEndsWhileTheListsAreLoadedIsNotInvalidAndTheNextOneIsValid() {
        HeldClock held = new HeldClock(specimen.clock);
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target", "none")), held);
        Verification hasty = new Verification(
                specimen.store, trust, specimen.clock, new VerificationSettings(Duration.ofMillis(200), null));
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(held.release::countDown);
        Verdict first = hasty.verify(sealed, Expected.NOTHING, null);
        assertThat(first.word()).isNotEqualTo("INVALID");
        Verification patient = new Verification(specimen.store, trust, specimen.clock, VerificationSettings.standard());
        assertThat(patient.verify(sealed, Expected.NOTHING, null).word()).isEqualTo("VALID");
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isFalse();
    }

    /** Holds up whoever asks for the time, which a load does. */
    private static final class HeldClock extends Clock {
        private final Clock clock;
        private final CountDownLatch release = new CountDownLatch(1);

        HeldClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
