package federzug.delivery;

import federzug.agreement.Person;
import federzug.notice.Texts;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Composes the salutation of a letter: {@code Sehr geehrter Herr Oberbürgermeister Raphael,}. An office that isn't a
 * form of address ("Geschäftsführer") is left out, and so is the office of a deputy: the name alone is never wrong.
 */
final class Salutations {
    private final Texts texts;
    private final Set<String> offices;
    private final Set<String> noble;

    Salutations(Texts texts) {
        this.texts = texts;
        this.offices = Set.of(texts.text("delivery.salutation.offices").split("\\s*,\\s*"));
        this.noble = Set.of(texts.text("delivery.salutation.noble").split("\\s*,\\s*"));
    }

    String salutation(Person person) {
        String office = person.representation().isEmpty() && offices.contains(person.office()) ? person.office() : "";
        String formal = joined(office, person.title(), person.familyName());
        // "Graf" alone is a family name like any other.
        String[] words = formal.split(" ");
        boolean nobly = words.length > 2 && noble.contains(words[0]) && words[1].matches("von|vom|zu|zum|zur");
        return switch (person.salutation()) {
            case HERR -> texts.text(nobly ? "delivery.salutation.noble-herr" : "delivery.salutation.herr", formal);
            case FRAU -> texts.text(nobly ? "delivery.salutation.noble-frau" : "delivery.salutation.frau", formal);
            case KEINE -> texts.text("delivery.salutation.keine", person.nameWithTitle());
        };
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }
}
