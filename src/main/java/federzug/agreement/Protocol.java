package federzug.agreement;

import federzug.agreement.Municipality.Status;
import java.text.Collator;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts who signs by the order of protocol: heads of municipalities, those with an Oberbürgermeister or Landrat first and
 * then by the municipality's name; police; prevention council. Steps say only who signs first.
 */
public final class Protocol {
    private static final Set<Status> HIGHER =
            EnumSet.of(Status.KREISFREIE_STADT, Status.GROSSE_KREISSTADT, Status.LANDKREIS);

    private final Matter matter;
    private final Collator german = Collator.getInstance(Locale.GERMAN);

    private Protocol(Matter matter) {
        this.matter = matter;
    }

    public static Protocol of(Matter matter) {
        return new Protocol(matter);
    }

    /** Several persons of one party keep the order of the data. */
    public List<Signatory> sorted(List<Signatory> signatories) {
        return signatories.stream()
                .sorted(Comparator.comparing(Signatory::person, order()))
                .toList();
    }

    public Comparator<Person> order() {
        return Comparator.comparingInt(this::rank).thenComparing(this::town, german);
    }

    private int rank(Person person) {
        return switch (person.actsFor()) {
            case "ministerium" -> 4;
            case "lpr" -> 3;
            case "polizei" -> 2;
            default ->
                municipality(person)
                        .map(Municipality::status)
                        .filter(HIGHER::contains)
                        .map(status -> 0)
                        .orElse(1);
        };
    }

    private String town(Person person) {
        return municipality(person).map(Municipality::name).orElse("");
    }

    private Optional<Municipality> municipality(Person person) {
        return matter.municipalities().stream()
                .filter(one -> one.key().equals(person.actsFor()))
                .findFirst();
    }
}
