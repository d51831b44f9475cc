package federzug.pipeline;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.Protocol;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts what people read of a matter: agreements as its data name them, persons of one step by the order of protocol.
 * Stores know keys only, whose alphabet says nothing to anybody.
 */
public final class MatterOrder {
    private final Matter matter;
    private final List<String> agreements;

    private MatterOrder(Matter matter) {
        this.matter = matter;
        this.agreements = matter.agreements().stream().map(Agreement::key).toList();
    }

    public static MatterOrder of(Matter matter) {
        return new MatterOrder(matter);
    }

    /** Those that the data no longer name come last. */
    public List<Ceremony> sorted(List<Ceremony> ceremonies) {
        return ceremonies.stream().sorted(Comparator.comparingInt(this::rank)).toList();
    }

    /** In signing order; within a step, where anybody may begin, by the order of protocol. */
    public List<Turn> turns(Ceremony ceremony) {
        List<Person> protocol =
                matter.persons().stream().sorted(Protocol.of(matter).order()).toList();
        List<String> keys = protocol.stream().map(Person::key).toList();
        return ceremony.turns().stream()
                .sorted(Comparator.comparingInt(Turn::step).thenComparingInt(turn -> keys.indexOf(turn.person())))
                .toList();
    }

    private int rank(Ceremony ceremony) {
        int place = agreements.indexOf(ceremony.agreement());
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
