package federzug.drafting;

import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Municipality.CouncilDecision;
import federzug.agreement.Municipality.Status;
import federzug.agreement.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Municipalities and houses as values, in all cases. */
final class Parties {
    private static final String MUNICIPALITY = "Kommune";

    private final @Nullable Matter matter;

    Parties(@Nullable Matter matter) {
        this.matter = matter;
    }

    /** The municipality or house that a person acts for. */
    Value.Group party(@Nullable Person person) {
        String key = person == null ? "lpr" : person.actsFor();
        if (Grammar.german().knowsHouse(key)) {
            String role = Grammar.german().house(key).getOrDefault("rolle", "");
            return party(person != null, role, houseForms(key));
        }
        Optional<Municipality> municipality = acting(key);
        return party(municipality.isPresent(), MUNICIPALITY, municipalityForms(municipality.orElse(null)));
    }

    private static Value.Group party(boolean present, String role, Map<String, String> forms) {
        return new Value.Group(present, Map.of("rolle", new Value.Text(present ? role : "")), forms, null);
    }

    private Optional<Municipality> acting(String key) {
        return matter == null
                ? Optional.empty()
                : matter.municipalities().stream()
                        .filter(municipality -> municipality.key().equals(key))
                        .findFirst();
    }

    Map<String, String> houseForms(String house) {
        Map<String, String> words = Grammar.german().house(house);
        String seat = matter == null ? "" : matter.policeDirectorate();
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("", words.getOrDefault("bezeichnung", "").replace("{0}", seat));
        Grammar.CASES.forEach(
                name -> forms.put(name, words.getOrDefault(name, "").replace("{0}", seat)));
        return forms;
    }

    Value.Group municipality(@Nullable Municipality municipality) {
        Status status = municipality == null ? Status.GEMEINDE : municipality.status();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("schluessel", MatterValues.text(municipality, Municipality::key));
        members.put("name", MatterValues.text(municipality, Municipality::name));
        members.put(
                "status",
                MatterValues.text(
                        municipality,
                        read -> Grammar.german().status(read.status()).getOrDefault("bezeichnung", "")));
        members.put(
                "bezeichnung",
                MatterValues.text(municipality, read -> municipalityForms(read).getOrDefault("", "")));
        members.put("landkreis", MatterValues.text(municipality, Municipality::district));
        members.put("ratsbeschluss", decision(municipality));
        members.put(
                "gremium",
                new Value.Group(
                        municipality != null, Map.of(), cases(Grammar.german().council(status)), null));
        Map<String, String> forms = municipalityForms(municipality);
        forms.put("", municipality == null ? "" : municipality.name());
        return new Value.Group(municipality != null, members, forms, null);
    }

    Value.Group decision(@Nullable Municipality municipality) {
        CouncilDecision decision = municipality == null ? null : municipality.councilDecision();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("datum", new Value.Day(decision == null ? null : decision.date()));
        members.put("nummer", MatterValues.text(decision, CouncilDecision::number));
        return Value.Group.of(decision != null, members);
    }

    /** "die Große Kreisstadt Crimmitschau"; a name that says what it is ("Landkreis Zwickau") is not doubled. */
    private static Map<String, String> municipalityForms(@Nullable Municipality municipality) {
        Map<String, String> words =
                cases(Grammar.german().status(municipality == null ? Status.GEMEINDE : municipality.status()));
        String kind = words.getOrDefault("", "");
        String name = municipality == null ? "" : municipality.name();
        String bare = name.startsWith(kind + " ") ? name.substring(kind.length() + 1) : name;
        Map<String, String> forms = new LinkedHashMap<>();
        words.forEach((form, word) -> forms.put(form, (word + " " + bare).strip()));
        return forms;
    }

    private static Map<String, String> cases(Map<String, String> words) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("", words.getOrDefault("bezeichnung", ""));
        Grammar.CASES.forEach(name -> forms.put(name, words.getOrDefault(name, "")));
        return forms;
    }
}
