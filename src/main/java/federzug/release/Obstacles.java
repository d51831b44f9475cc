package federzug.release;

import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        obstacles.consents();
        obstacles.times(data);
        if (data.addressed(circumstances.now().atZone(circumstances.zone()).toLocalDate())
                .isEmpty()) {
            obstacles.add("no-recipients");
        }
        return List.copyOf(obstacles.found);
    }

    private void quote(Quote quote, List<Approval> known) {
        Clearance clearance = circumstances.clearance();
        if (clearance.quote(quote).isPresent()) {
            return;
        }
        String who = quote.person().nameWithTitle() + ", " + quote.person().officeInFull();
        Optional<Consent> objection = clearance.objection(quote);
        if (objection.isPresent() && !isWrittenAfter(quote, objection.get().at())) {
            add(
                    objection.get().kind() == Consent.Kind.DECLINED ? "quote-declined" : "quote-objected",
                    who,
                    minute(objection.get().at()));
            return;
        }
        Optional<Consent> before = clearance.earlierQuote(quote);
        if (before.isPresent() && quote.approval() == null) {
            add("quote-changed-after-approval", who, minute(before.get().at()));
            return;
        }
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

    /** An approval in the data counts if it is newer than what the person has said. */
    private boolean isWrittenAfter(Quote quote, Instant said) {
        return Approval.of(quote)
                .filter(approval -> instant(approval.at()).isAfter(said))
                .isPresent();
    }

    /** Text and release by named persons, bound to exactly what would go out. */
    private void consents() {
        Clearance clearance = circumstances.clearance();
        if (!clearance.isAsked()) {
            return;
        }
        if (clearance.text().isEmpty()) {
            clearance
                    .earlierText()
                    .ifPresentOrElse(
                            before -> add("text-changed-after-approval", minute(before.at()), before.by()),
                            () -> add("text-without-approval"));
        }
        Optional<Consent> stop = clearance.stop();
        if (stop.isPresent()) {
            add(
                    stop.get().subject().equals(Consent.REFUSALS) ? "refusals" : "stopped",
                    minute(stop.get().at()),
                    stop.get().by());
            return;
        }
        Optional<Instant> first = clearance.stoppableUntil();
        if (first.isPresent()) {
            if (circumstances.now().isBefore(first.get())) {
                add("grace", new GermanTime(circumstances.zone()).second(first.get()));
            }
            return;
        }
        clearance
                .earlierRelease()
                .ifPresentOrElse(
                        before -> add("changed-after-release", minute(before.at()), before.by()),
                        () -> add("not-released"));
    }

    private String minute(Instant at) {
        return new GermanTime(circumstances.zone()).minute(at);
    }

    private void times(PressRelease data) {
        embargo(data.embargo());
        LocalDateTime from = data.sendFrom();
        if (from == null) {
            add("no-time-set");
        } else if (circumstances.now().isBefore(instant(from))) {
            // Hard: never earlier, by no path, not even in a rehearsal.
            add("too-early", GermanTime.minute(from));
        }
        LocalDateTime latest = data.latest();
        if (latest != null
                && circumstances.now().isAfter(instant(latest))
                && !circumstances.clearance().despite(Consent.Kind.LATE)) {
            clock("too-late", GermanTime.minute(latest));
        }
    }

    /** Before its embargo ends it goes out only if a person said so; a rehearsal that nobody releases doesn't ask. */
    private void embargo(@Nullable LocalDateTime until) {
        Clearance clearance = circumstances.clearance();
        if (until != null
                && clearance.isAsked()
                && circumstances.now().isBefore(instant(until))
                && !clearance.despite(Consent.Kind.AHEAD)) {
            add("ahead-of-embargo", GermanTime.minute(until));
        }
    }

    private Instant instant(LocalDateTime time) {
        return Circumstances.instant(time, circumstances.zone());
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
