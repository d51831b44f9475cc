package federzug.pipeline.doctor;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.DatabaseFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares the clocks of this machine and of the database. The time-stamp services compare theirs themselves. */
record DatabaseLook(DatabaseFacts database, Clock clock) {
    private static final Duration DIFFERENCE = Duration.ofMinutes(1);

    List<Notice> look() {
        return List.of(
                Notice.note(
                        "pipeline.doctor.migrations",
                        Place.NOWHERE,
                        database.product(),
                        database.migrations(),
                        database.newest()),
                compared(database.now(), clock.instant()));
    }

    static Notice compared(Instant there, Instant here) {
        Duration off = Duration.between(there, here).abs();
        return off.compareTo(DIFFERENCE) > 0
                ? Notice.warning("pipeline.doctor.clock-off", Place.NOWHERE, off.toMinutes())
                : Notice.note("pipeline.doctor.clock", Place.NOWHERE);
    }
}
