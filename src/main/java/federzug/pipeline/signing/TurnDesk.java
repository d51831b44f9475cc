package federzug.pipeline.signing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.signing.Devices;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what people decide about a signing besides signing: later, not at all, by the other way, cancelled. */
@Component
public class TurnDesk {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Devices devices;
    private final Clock clock;

    TurnDesk(Matters matters, Ceremonies ceremonies, Devices devices, Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * Which turn is meant.
     *
     * @param agreement may be null if the matter has only one, or the person signs only one
     */
    public record Whose(String matter, @Nullable String agreement, String person) {}

    /** The person refuses. Later signatories wait until a decision is made. */
    public void decline(Acting acting, Whose whose, String reason, Progress progress) {
        Ceremony ceremony = withoutBegunSignature(acting, whose);
        Turn turn = move(acting.because(reason), ceremony, whose, next -> next.decline(whose.person()));
        progress.changed(Notice.note("pipeline.turn.declined", place(whose), turn.name()));
    }

    /**
     * The person signs later.
     *
     * @param until wall-clock time in the configured zone, not in the past
     */
    public void defer(Acting acting, Whose whose, LocalDateTime until, String reason, Progress progress) {
        if (!until.isAfter(LocalDateTime.now(clock))) {
            throw refuse("pipeline.turn.past", GermanTime.minute(until));
        }
        Ceremony ceremony = withoutBegunSignature(acting, whose);
        Turn turn = move(acting.because(reason), ceremony, whose, next -> next.defer(whose.person(), until));
        progress.changed(Notice.note("pipeline.turn.deferred", place(whose), turn.name(), GermanTime.minute(until)));
    }

    /** Takes the document back, giving up a begun signature: now it may be handed to another person. */
    public void takeBack(Acting acting, Whose whose, String reason, Progress progress) {
        Ceremony ceremony = withoutBegunSignature(acting, whose);
        Turn turn = move(acting.because(reason), ceremony, whose, next -> next.takeBack(whose.person()));
        progress.changed(Notice.note("pipeline.turn.taken-back", place(whose), turn.name()));
    }

    /** The person signs by the other way named in the data; a begun signature is given up. */
    public void switchOver(Acting acting, Whose whose, String reason, Progress progress) {
        Ceremony ceremony = ceremony(whose);
        String fallback = ceremony.turn(whose.person()).fallback();
        if (!fallback.isEmpty() && devices.facts(fallback).example() && !ceremony.rehearsal()) {
            throw refuse("pipeline.turn.example-fallback", fallback);
        }
        Turn turn = move(acting.because(reason), ceremony, whose, next -> next.takeFallback(whose.person()));
        progress.changed(Notice.note("pipeline.turn.switched", place(whose), turn.name(), turn.device()));
    }

    /** Whether the person signs with a program of their own and returns the file. */
    public boolean isElsewhere(Whose whose) {
        return devices.facts(ceremony(whose).turn(whose.person()).device()).returned();
    }

    /**
     * What calling off would touch.
     *
     * @param signed names of those who have signed already
     * @param told names of those who were notified or have the document
     */
    public record CallingOff(String agreement, List<String> signed, List<String> told) {}

    public CallingOff beforeCancel(String matter, @Nullable String agreement) {
        Ceremony ceremony = ceremony(matter, agreement);
        return new CallingOff(
                ceremony.agreement(),
                names(ceremony, List.of(TurnState.SIGNED)),
                names(ceremony, List.of(TurnState.INVITED, TurnState.OPENED, TurnState.SIGNING)));
    }

    /** Calls a signing off; a begun signature is given up with it. */
    public void cancel(Acting acting, String matter, @Nullable String agreement, String reason) {
        Ceremony ceremony = ceremony(matter, agreement);
        ceremonies.save(ceremony.cancel(reason), acting.because(reason), clock.instant());
    }

    private static List<String> names(Ceremony ceremony, List<TurnState> states) {
        return ceremony.turns().stream()
                .filter(turn -> states.contains(turn.state()))
                .map(Turn::name)
                .toList();
    }

    private Ceremony withoutBegunSignature(Acting acting, Whose whose) {
        Ceremony ceremony = ceremony(whose);
        if (ceremony.turn(whose.person()).state() != TurnState.SIGNING) {
            return ceremony;
        }
        return ceremonies.save(ceremony.abandon(whose.person()), acting, clock.instant());
    }

    private Turn move(Acting acting, Ceremony ceremony, Whose whose, Function<Ceremony, Moved> move) {
        return ceremonies.save(move.apply(ceremony), acting, clock.instant()).turn(whose.person());
    }

    private Ceremony ceremony(Whose whose) {
        if (whose.agreement() != null) {
            return ceremony(whose.matter(), whose.agreement());
        }
        List<Ceremony> signs = ceremonies
                .ofMatter(stored(whose.matter()).matter().id())
                .stream()
                .filter(one ->
                        one.turns().stream().anyMatch(turn -> turn.person().equals(whose.person())))
                .toList();
        return signs.size() == 1 ? signs.get(0) : ceremony(whose.matter(), null);
    }

    Ceremony ceremony(String matter, @Nullable String agreement) {
        List<Ceremony> all = ceremonies.ofMatter(stored(matter).matter().id());
        if (agreement == null && all.size() == 1) {
            return all.get(0);
        }
        List<String> keys = all.stream().map(Ceremony::agreement).toList();
        return all.stream()
                .filter(one -> one.agreement().equals(agreement))
                .findFirst()
                .orElseThrow(() -> refuse("pipeline.agreement.which", matter, String.join(", ", keys)));
    }

    StoredMatter stored(String matter) {
        return matters.find(matter).orElseThrow(() -> refuse("pipeline.matter.unknown", matter));
    }

    private static Place place(Whose whose) {
        return Place.file(whose.matter());
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return new PipelineException(Kind.INPUT, Notice.error(code, Place.NOWHERE, arguments), null);
    }
}
