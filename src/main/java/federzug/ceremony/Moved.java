package federzug.ceremony;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The outcome of one or several moves: the next ceremony and its events. Neither takes effect until {@link
 * Ceremonies#save} has stored both.
 */
public record Moved(Ceremony next, List<CeremonyEvent> events) {
    /** Stands for the time of saving in a ceremony that is not saved yet. */
    public static final Instant NOW = Instant.MIN;

    public Moved {
        events = List.copyOf(events);
    }

    static Moved by(Ceremony next, CeremonyEvent... events) {
        return new Moved(next, List.of(events));
    }

    /** A further move before saving, so that both are kept together or not at all. */
    public Moved then(Function<Ceremony, Moved> move) {
        Moved further = move.apply(next);
        return new Moved(
                further.next(),
                Stream.concat(events.stream(), further.events().stream()).toList());
    }
}
