package federzug.release;

import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.release.ReleaseState.Cleared;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.ReleaseState.Drafted;
import federzug.release.ReleaseState.Held;
import federzug.release.ReleaseState.Withdrawn;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The press release of a matter. A move gives the next release, or refuses; {@link Releases} keeps it.
 *
 * @param matter identity of the matter
 * @param approvals every approval ever seen in the data, oldest first
 * @param version 0 until it is kept for the first time
 */
public record Release(String matter, ReleaseState state, List<Approval> approvals, long version) {
    public Release {
        approvals = List.copyOf(approvals);
    }

    public static Release drafted(String matter, Papers papers, Instant now) {
        return new Release(matter, new Drafted(papers, micros(now)), List.of(), 0);
    }

    /**
     * Why it must not go out now, in words for people, all reasons at once. A finding of severity NOTE is reported but
     * does not hold it back.
     */
    public static List<Notice> obstacles(
            PressRelease data, Instant now, boolean everybodyValidlySigned, ZoneId zone, boolean rehearsal) {
        return Obstacles.of(new Circumstances(data, now, everybodyValidlySigned, zone, rehearsal), List.of());
    }

    /**
     * As {@link #obstacles(PressRelease, Instant, boolean, ZoneId, boolean)}, and whether words were changed under an
     * approval.
     */
    public List<Notice> obstacles(Circumstances circumstances) {
        return Obstacles.of(circumstances, approvals);
    }

    /** The approval written in the data, if it is for these very words. */
    public Optional<Approval> inForce(Quote quote) {
        return Approval.of(quote)
                .filter(approval ->
                        approvals.contains(approval) || approvals.stream().noneMatch(approval::sameActAs));
    }

    /**
     * The documents were created again. Identical documents change nothing.
     *
     * @throws ReleaseException if mails of it may be out already, or if it was withdrawn
     */
    public Release redrafted(Papers papers, Instant now) {
        if (state.papers().equals(papers)) {
            return this;
        }
        refuseIfOver();
        if (state instanceof Dispatching) {
            throw refused("release.move.dispatching");
        }
        return with(new Drafted(papers, micros(now)));
    }

    /** Looks whether it may go out, and holds it back or clears it. What is dispatched or withdrawn stays so. */
    public Release reviewed(Circumstances circumstances) {
        if (state instanceof Dispatched || state instanceof Withdrawn) {
            return this;
        }
        List<Notice> reasons = obstacles(circumstances).stream()
                .filter(notice -> notice.severity() != Severity.NOTE)
                .toList();
        Release seen = new Release(matter, state, withNew(circumstances.data()), version);
        if (state instanceof Dispatching) {
            return seen;
        }
        if (reasons.isEmpty()) {
            return state instanceof Cleared
                    ? seen
                    : seen.with(new Cleared(state.papers(), micros(circumstances.now())));
        }
        return state instanceof Held held && held.reasons().equals(reasons)
                ? seen
                : seen.with(new Held(state.papers(), reasons, micros(circumstances.now())));
    }

    /**
     * Something that lies in no data holds it back: this computer's clock cannot be believed.
     *
     * @throws ReleaseException unless it was cleared
     */
    public Release heldBack(Notice reason, Instant now) {
        if (state instanceof Cleared) {
            return with(new Held(state.papers(), List.of(reason), micros(now)));
        }
        throw refused("release.move.not-cleared");
    }

    /**
     * The first mail is about to be given to the post. Repeating it changes nothing.
     *
     * @throws ReleaseException unless it was cleared
     */
    public Release dispatching(Instant now) {
        if (state instanceof Dispatching) {
            return this;
        }
        if (state instanceof Cleared) {
            return with(new Dispatching(state.papers(), micros(now)));
        }
        throw refused("release.move.not-cleared");
    }

    /**
     * Every mail of it has been given to the post. Repeating it changes nothing.
     *
     * @throws ReleaseException unless it was cleared or is on its way
     */
    public Release dispatched(Instant now) {
        if (state instanceof Dispatched) {
            return this;
        }
        if (state instanceof Cleared || state instanceof Dispatching) {
            return with(new Dispatched(state.papers(), micros(now)));
        }
        throw refused("release.move.not-cleared");
    }

    /**
     * It will not go out.
     *
     * @throws ReleaseException if it has gone out already
     */
    public Release withdrawn(Instant now) {
        if (state instanceof Withdrawn) {
            return this;
        }
        refuseIfOver();
        return with(new Withdrawn(state.papers(), micros(now)));
    }

    private Release with(ReleaseState next) {
        return new Release(matter, next, approvals, version);
    }

    /** An approval whose words were changed is not a new one: it stays an obstacle until it is given again. */
    private List<Approval> withNew(PressRelease data) {
        List<Approval> all = new ArrayList<>(approvals);
        data.quotes().stream()
                .map(Approval::of)
                .flatMap(Optional::stream)
                .filter(approval -> approvals.stream().noneMatch(approval::sameActAs))
                .distinct()
                .forEach(all::add);
        return all;
    }

    private void refuseIfOver() {
        if (state instanceof Dispatched) {
            throw refused("release.move.already-dispatched");
        }
        if (state instanceof Withdrawn) {
            throw refused("release.move.withdrawn");
        }
    }

    /** As exact as a database keeps it, so that what is read back is equal. */
    private static Instant micros(Instant now) {
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    private ReleaseException refused(String code) {
        return ReleaseException.refused(code, Place.NOWHERE, matter);
    }
}
