package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease;
import federzug.document.Digest;
import federzug.notice.Severity;
import federzug.release.Consent.Kind;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the zone, the hour, the consents and the jumps of the clock: nothing goes out before {@code versand_ab}. */
class NeverEarlyTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("UTC"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"));
    /** The doubled and the missing hour, the skipped day of Apia, and days in between. */
    private static final List<LocalDateTime> DAYS = List.of(
            LocalDateTime.of(2026, 10, 25, 2, 30),
            LocalDateTime.of(2026, 3, 29, 2, 30),
            LocalDateTime.of(2026, 11, 1, 1, 30),
            LocalDateTime.of(2026, 4, 5, 1, 45),
            LocalDateTime.of(2011, 12, 30, 12, 0),
            LocalDateTime.of(2026, 12, 31, 23, 59));

    @Test
    void whateverTheClockShows() {
        Random random = new Random(17);
        int cleared = 0;
        for (int i = 0; i < 10_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            LocalDateTime from = DAYS.get(random.nextInt(DAYS.size())).plusMinutes(random.nextInt(121) - 60);
            Instant now = from.atZone(zone).toInstant().plusSeconds(random.nextInt(3 * 7200) - 7200);
            Circumstances circumstances = circumstances(from, now, zone, random.nextBoolean(), random);
            Release reviewed = Release.drafted("m", AReleaseCase.PAPERS, now).reviewed(circumstances);
            if (reviewed.state() instanceof ReleaseState.Cleared) {
                cleared++;
                assertThat(ZonedDateTime.ofInstant(now, zone).toLocalDateTime())
                        .as("%s in %s at %s", from, zone, now)
                        .isAfterOrEqualTo(from);
                // In a doubled hour the wall shows the time twice: the later one counts.
                assertThat(now).isAfterOrEqualTo(latest(from, zone));
            }
        }
        assertThat(cleared).as("some may go").isGreaterThan(2_000);
    }

    @Test
    void aClockThatJumpsBackHoldsItAgain() {
        ZoneId berlin = ZONES.get(0);
        LocalDateTime from = LocalDateTime.of(2026, 12, 1, 11, 30);
        Instant due = from.atZone(berlin).toInstant();
        Random random = new Random(1);
        Release release = Release.drafted("m", AReleaseCase.PAPERS, due);
        release = release.reviewed(circumstances(from, due, berlin, true, random));
        assertThat(release.state()).isInstanceOf(ReleaseState.Cleared.class);
        release = release.reviewed(circumstances(from, due.minusSeconds(1), berlin, true, random));
        assertThat(release.state()).isInstanceOf(ReleaseState.Held.class);
        Release begun =
                release.reviewed(circumstances(from, due, berlin, true, random)).dispatching(due);
        assertThat(begun.obstacles(circumstances(from, due.minusSeconds(60), berlin, true, random)))
                .as("the rest of a list waits as well")
                .anyMatch(notice -> notice.severity() != Severity.NOTE);
    }

    private static Instant latest(LocalDateTime from, ZoneId zone) {
        return ZonedDateTime.ofLocal(from, zone, null)
                .withLaterOffsetAtOverlap()
                .toInstant();
    }

    private static Circumstances circumstances(
            LocalDateTime from, Instant now, ZoneId zone, boolean rehearsal, Random random) {
        PressRelease old = AMatter.crimmitschau().release();
        PressRelease data = ARelease.like(old)
                .sendFrom(from)
                .embargo(null)
                .latest(null)
                .quotes(List.of())
                .counters(null)
                .build();
        PressVersion version = new PressVersion("Text", List.of(), digest("whole"));
        List<Consent> said = new ArrayList<>();
        Instant long_ago = now.minus(Duration.ofDays(1));
        said.add(consent(Kind.TEXT, version.textDigest(), long_ago));
        said.add(consent(Kind.RELEASE, version.whole(), long_ago));
        if (random.nextBoolean()) {
            said.add(consent(Kind.AHEAD, version.whole(), long_ago));
            said.add(consent(Kind.LATE, version.whole(), long_ago));
        }
        Clearance clearance =
                rehearsal ? Clearance.NOT_ASKED : new Clearance(version, said, Duration.ofMinutes(random.nextInt(3)));
        return new Circumstances(data, now, true, zone, rehearsal, clearance);
    }

    private static Consent consent(Kind kind, Digest digest, Instant at) {
        return new Consent(kind, "", "kim", at, digest, "", Consent.Through.COMMAND_LINE, "");
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
