package federzug.release;

import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Finds the reasons why a release must not go out now. */
final class Obstacles {
    private final Circumstances circumstances;
    private final List<Notice> found = new ArrayList<>();

    private Obstacles(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /** All findings at once; those of severity NOTE don't hold the release back. */
    static List<Notice> of(Circumstances circumstances, List<Approval> known) {
        Obstacles obstacles = new Obstacles(circumstances);
        if (!circumstances.everybodyValidlySigned()) {
            obstacles.add("not-all-signed");
        }
        PressRelease data = circumstances.data();
        data.quotes().forEach(quote -> obstacles.quote(quote, known));
        obstacles.times(data);
        if (data.addressed(circumstances.now().atZone(circumstances.zone()).toLocalDate())
                .isEmpty()) {
            obstacles.add("no-recipients");
        }
        return List.copyOf(obstacles.found);
    }

    private void quote(Quote quote, List<Approval> known) {
        String who = quote.person().nameWithTitle() + ", " + quote.person().officeInFull();
        Approval.of(quote)
                .ifPresentOrElse(
                        approval -> {
                            if (known.stream().anyMatch(approval::sameActAs) && !known.contains(approval)) {
                                add("quote-changed-after-approval", who, GermanTime.minute(approval.at()));
                            } else if (instant(approval.at()).isAfter(circumstances.now())) {
                                clock("approval-in-the-future", who, GermanTime.minute(approval.at()));
                            }
                        },
                        () -> add("quote-without-approval", who));
    }

    private void times(PressRelease data) {
        LocalDateTime from = data.sendFrom();
        if (from == null) {
            add("no-time-set");
        } else if (circumstances.now().isBefore(instant(from))) {
            // Hard: never earlier, by no path, not even in a rehearsal.
            add("too-early", GermanTime.minute(from));
        }
        LocalDateTime latest = data.latest();
        if (latest != null && circumstances.now().isAfter(instant(latest))) {
            clock("too-late", GermanTime.minute(latest));
        }
    }

    /** In the doubled hour of October the later one is meant: waiting an hour is better than being early. */
    private Instant instant(LocalDateTime time) {
        ZoneId zone = circumstances.zone();
        return time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private void add(String what, Object... arguments) {
        found.add(Notice.warning("release.obstacle." + what, Place.NOWHERE, arguments));
    }

    /**
     * Rehearsals are held with the data of past or coming events. The last argument of the text says whether it is
     * one.
     */
    private void clock(String what, Object... arguments) {
        boolean rehearsal = circumstances.rehearsal();
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(rehearsal ? 1 : 0);
        found.add(new Notice(
                "release.obstacle." + what, rehearsal ? Severity.NOTE : Severity.WARNING, Place.NOWHERE, all));
    }
}
