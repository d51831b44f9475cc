package federzug.pipeline.signing;

import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.signing.Devices;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Records what people decide about a signing besides signing: later, not at all, by the other way, cancelled. The
 * document then goes to the next person.
 */
@Component
public class TurnDesk {
    private final TurnLookup lookup;
    private final Ceremonies ceremonies;
    private final Devices devices;
    private final NextTurn next;
    private final Clock clock;

    TurnDesk(TurnLookup lookup, Ceremonies ceremonies, Devices devices, NextTurn next, Clock clock) {
        this.lookup = lookup;
        this.ceremonies = ceremonies;
        this.devices = devices;
        this.next = next;
        this.clock = clock;
    }

    /**
     * Which turn is meant.
     *
     * @param agreement may be null if the matter has only one, or the person signs only one
     */
    public record Whose(String matter, @Nullable String agreement, String person) {}

    /** The person refuses. Later signatories wait until a decision is made. */
    public MatterStatus decline(Acting acting, Whose whose, String reason, Progress progress) {
        Turn turn = move(acting.because(reason), lookup.ceremony(whose), whose, free -> free.decline(whose.person()));
        progress.changed(Notice.note("pipeline.turn.declined", place(whose), turn.name()));
        return next.tellAndHandOut(acting, whose.matter(), progress);
    }

    /** Who has refused signs after all. The document goes to the person if it lies with nobody else. */
    public MatterStatus reconsider(Acting acting, Whose whose, String reason, Progress progress) {
        Turn turn =
                move(acting.because(reason), lookup.ceremony(whose), whose, free -> free.reconsider(whose.person()));
        progress.changed(Notice.note("pipeline.turn.reconsidered", place(whose), turn.name()));
        return next.tellAndHandOut(acting, whose.matter(), progress);
    }

    /**
     * The person signs later.
     *
     * @param until wall-clock time in the configured zone, not in the past
     */
    public MatterStatus defer(Acting acting, Whose whose, LocalDateTime until, String reason, Progress progress) {
        if (!until.isAfter(LocalDateTime.now(clock))) {
            throw refuse("pipeline.turn.past", GermanTime.minute(until));
        }
        Turn turn =
                move(acting.because(reason), lookup.ceremony(whose), whose, free -> free.defer(whose.person(), until));
        progress.changed(Notice.note("pipeline.turn.deferred", place(whose), turn.name(), GermanTime.minute(until)));
        return next.handOut(acting, whose.matter(), progress);
    }

    /** Takes the document back, giving up a begun signature: now it may be handed to another person. */
    public MatterStatus takeBack(Acting acting, Whose whose, String reason, Progress progress) {
        Turn turn = move(acting.because(reason), lookup.ceremony(whose), whose, free -> free.takeBack(whose.person()));
        progress.changed(Notice.note("pipeline.turn.taken-back", place(whose), turn.name()));
        return next.stays(whose.matter());
    }

    /**
     * A person on the other way of signing.
     *
     * @param elsewhere they sign with a program of their own and return the file
     */
    public record Switched(MatterStatus matter, boolean elsewhere) {}

    /** The person signs by the other way named in the data; a begun signature is given up. */
    public Switched switchOver(Acting acting, Whose whose, String reason, Progress progress) {
        Ceremony ceremony = lookup.ceremony(whose);
        String fallback = ceremony.turn(whose.person()).fallback();
        if (!fallback.isEmpty() && devices.facts(fallback).example() && !ceremony.rehearsal()) {
            throw refuse("pipeline.turn.example-fallback", fallback);
        }
        Turn turn = move(acting.because(reason), ceremony, whose, free -> free.takeFallback(whose.person()));
        progress.changed(Notice.note("pipeline.turn.switched", place(whose), turn.name(), turn.device()));
        MatterStatus status = next.handOut(acting, whose.matter(), progress);
        return new Switched(status, devices.facts(turn.device()).returned());
    }

    /**
     * The same, unless it was done already.
     *
     * @param instead the way that was shown; empty: whichever it is
     */
    public void switchFrom(String instead, Acting acting, Whose whose, Progress progress) {
        if (instead.isEmpty()
                || lookup.ceremony(whose).turn(whose.person()).device().equals(instead)) {
            switchOver(acting, whose, "", progress);
        }
    }

    /**
     * What calling off would touch.
     *
     * @param signed names of those who have signed already
     * @param told names of those who were notified or have the document
     */
    public record CallingOff(String agreement, List<String> signed, List<String> told) {}

    public CallingOff beforeCancel(String matter, @Nullable String agreement) {
        Ceremony ceremony = lookup.ceremony(matter, agreement);
        return new CallingOff(
                ceremony.agreement(),
                signed(ceremony),
                names(ceremony, List.of(TurnState.INVITED, TurnState.OPENED, TurnState.SIGNING)));
    }

    /**
     * Calls a signing off if that loses no other signatures than was shown.
     *
     * @param seen names of those who had signed, as they were shown
     */
    public MatterStatus cancel(
            Acting acting, String matter, String agreement, String reason, List<String> seen, Progress progress) {
        if (!beforeCancel(matter, agreement).signed().equals(seen)) {
            throw refuse("pipeline.turn.effect-changed");
        }
        return cancel(acting, matter, agreement, reason, progress);
    }

    /** Calls a signing off; a begun signature is given up with it. */
    public MatterStatus cancel(
            Acting acting, String matter, @Nullable String agreement, String reason, Progress progress) {
        Ceremony ceremony = lookup.ceremony(matter, agreement);
        ceremonies.save(ceremony.cancel(reason), acting.because(reason), clock.instant());
        return next.tellOfTheEnd(matter, progress);
    }

    /** Names of those who have signed. */
    static List<String> signed(Ceremony ceremony) {
        return names(ceremony, List.of(TurnState.SIGNED));
    }

    private static List<String> names(Ceremony ceremony, List<TurnState> states) {
        return ceremony.turns().stream()
                .filter(turn -> states.contains(turn.state()))
                .map(Turn::name)
                .toList();
    }

    /** Gives up a begun signature with the move that follows, in one commit: a refusal changes nothing. */
    private Turn move(Acting acting, Ceremony ceremony, Whose whose, Function<Ceremony, Moved> move) {
        boolean begun = ceremony.turn(whose.person()).state() == TurnState.SIGNING;
        Moved moved = begun ? ceremony.abandon(whose.person()).then(move) : move.apply(ceremony);
        return ceremonies.save(moved, acting, clock.instant()).turn(whose.person());
    }

    private static Place place(Whose whose) {
        return Place.file(whose.matter());
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }
}
