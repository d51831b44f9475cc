package federzug.pipeline.board;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyEvent;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.drafting.Parties;
import federzug.pipeline.Unreadable;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what pages of a signing show beside its state: what it is about, until when, and who signs in whose place. */
@Component
public class SigningRoom {
    private static final String DECLINED = CeremonyEvent.TurnDeclined.class.getSimpleName();

    private final Matters matters;
    private final Ceremonies ceremonies;

    SigningRoom(Matters matters, Ceremonies ceremonies) {
        this.matters = matters;
        this.ceremonies = ceremonies;
    }

    /**
     * What belongs to one person's turn.
     *
     * @param until the deadline, or the time to which the signature was put off; null: none
     * @param instead name of who would have signed, empty if nobody is represented
     * @param office with the house; empty if nothing is known
     * @param reason why the person refused, for the office alone; may be empty
     */
    public record Seat(@Nullable LocalDateTime until, String instead, String office, String reason) {
        static final Seat NONE = new Seat(null, "", "", "");
    }

    /**
     * A signing as a whole.
     *
     * @param title the places it is about
     * @param matter null if its data cannot be read
     */
    public record Room(String title, @Nullable Matter matter, Map<String, Seat> seats) {
        public Room {
            seats = Map.copyOf(seats);
        }

        public Seat seat(String agreement, String person) {
            return seats.getOrDefault(key(agreement, person), Seat.NONE);
        }
    }

    public Room of(String id) {
        Unreadable.Read<Optional<StoredMatter>> read = Unreadable.read(id, () -> matters.find(id));
        if (!(read instanceof Unreadable.Good<Optional<StoredMatter>> good)
                || good.value().isEmpty()) {
            return new Room(id, null, Map.of());
        }
        Matter matter = good.value().get().matter();
        Map<String, Seat> seats = new HashMap<>();
        for (Ceremony ceremony : ceremonies.ofMatter(id)) {
            List<JournalEntry> journal = ceremonies.journal(id, ceremony.agreement());
            Map<String, String> represented = represented(ceremony, journal);
            for (Turn turn : ceremony.turns()) {
                String instead = represented.getOrDefault(turn.person(), "");
                seats.put(
                        key(ceremony.agreement(), turn.person()),
                        new Seat(
                                turn.deadline(),
                                matter.person(instead)
                                        .map(person -> person.nameWithTitle())
                                        .orElse(""),
                                matter.person(turn.person())
                                        .map(person -> Parties.officeWithHouse(matter, person, turn.office()))
                                        .orElse(turn.office()),
                                turn.state() == TurnState.DECLINED ? reason(journal, turn.person()) : ""));
            }
        }
        return new Room(Dossier.title(matter), matter, seats);
    }

    private static String reason(List<JournalEntry> journal, String person) {
        String reason = "";
        for (JournalEntry entry : journal) {
            if (entry.event().equals(DECLINED) && entry.person().equals(person)) {
                reason = entry.reason() == null ? "" : entry.reason();
            }
        }
        return reason;
    }

    /** Keys of deputies and of those who would have signed first; a deputy may be represented in turn. */
    private static Map<String, String> represented(Ceremony ceremony, List<JournalEntry> journal) {
        Map<String, String> represented = new HashMap<>();
        for (JournalEntry entry : journal) {
            if (!entry.deputy().isEmpty()) {
                String first = represented.getOrDefault(entry.person(), entry.person());
                represented.remove(entry.person());
                represented.put(entry.deputy(), first);
            }
        }
        ceremony.turns().forEach(turn -> represented.remove(turn.person(), turn.person()));
        return represented;
    }

    private static String key(String agreement, String person) {
        return agreement + "/" + person;
    }
}
