package federzug.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code gaeste}: persons of the matter by their key, or persons who stand nowhere else. */
final class GuestReading {
    private final Section root;
    private final Map<String, Person> persons;
    private final List<String> keys = new ArrayList<>();

    GuestReading(Section root, Map<String, Person> persons) {
        this.root = root;
        this.persons = persons;
    }

    List<Guest> guests() {
        List<Guest> guests = new ArrayList<>();
        for (Section section : root.sections("gaeste", false)) {
            String institution = section.line("institution");
            Optional<Guest> guest = section.has("person")
                    ? section.reference("person", persons, "agreement.person.unknown")
                            .map(person -> new Guest(person, institution, true))
                    : Optional.of(new Guest(person(section), institution, false));
            section.done();
            guest.filter(one -> isNew(section, one)).ifPresent(guests::add);
        }
        return guests;
    }

    private boolean isNew(Section section, Guest guest) {
        String key = guest.person().key();
        boolean taken = !guest.listed() && persons.containsKey(key);
        if (key.isEmpty() || !taken && !keys.contains(key)) {
            keys.add(key);
            return true;
        }
        root.problems().error("agreement.person.twice", section.place(guest.listed() ? "person" : "schluessel"), key);
        return false;
    }

    private static Person person(Section section) {
        return new Person(
                section.requiredKey("schluessel"),
                section.requiredChoice("anrede", MatterReading.SALUTATIONS),
                section.line("titel"),
                section.requiredLine("vorname"),
                section.requiredLine("name"),
                section.requiredLine("amt"),
                "",
                section.line("vertretung"),
                section.mail("mail"),
                List.of());
    }
}
