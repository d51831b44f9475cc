package federzug.agreement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A natural person: signatory or guest.
 *
 * @param title academic title as it precedes the name, for example {@code Prof. Dr.}, or empty
 * @param office {@code amt} in the nominative, for example {@code Oberbürgermeister}
 * @param actsFor {@code fuer}: key of a municipality, or {@code polizei}, {@code lpr}, {@code ministerium}
 * @param representation {@code vertretung}: empty, or {@code in Vertretung}, {@code amtierend}
 * @param mail address, empty for a guest without one
 * @param spellings {@code schreibweisen}: how the name may stand in a certificate
 * @param deputyship {@code vertretung} with kind and basis; null if the data give only a remark, or none
 */
public record Person(
        String key,
        Salutation salutation,
        String title,
        String givenName,
        String familyName,
        String office,
        String actsFor,
        String representation,
        String mail,
        List<String> spellings,
        @Nullable Deputyship deputyship) {
    static final String ACTING = "amtierend";

    public Person(
            String key,
            Salutation salutation,
            String title,
            String givenName,
            String familyName,
            String office,
            String actsFor,
            String representation,
            String mail,
            List<String> spellings) {
        this(key, salutation, title, givenName, familyName, office, actsFor, representation, mail, spellings, null);
    }

    public Person {
        spellings = List.copyOf(spellings);
    }

    /** {@code anrede}. {@code KEINE} addresses by the full name. */
    public enum Salutation {
        HERR,
        FRAU,
        KEINE
    }

    /** {@code André Raphael}, without the title. */
    public String name() {
        return Stream.of(givenName, familyName).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /** {@code Prof. Dr. Roland Wöller}. */
    public String nameWithTitle() {
        return title.isEmpty() ? name() : title + " " + name();
    }

    /** Holds the office for the time being: "amtierend" belongs before it, as an adjective. */
    public boolean isActing() {
        return representation.strip().equalsIgnoreCase(ACTING);
    }

    /**
     * As it stands in boxes, boards and reports: {@code Oberbürgermeister}, {@code Erster Bürgermeister (in
     * Vertretung)}, {@code amtierender Polizeipräsident}.
     */
    public String officeInFull() {
        if (isActing()) {
            boolean said = office.toLowerCase(Locale.GERMAN).startsWith(ACTING);
            boolean female = salutation == Salutation.FRAU || office.split("\\s+")[0].endsWith("in");
            return said ? office : ACTING + (female ? "e " : "er ") + office;
        }
        return representation.isEmpty() ? office : office + " (" + representation + ")";
    }
}
