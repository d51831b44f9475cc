package federzug.drafting;

import federzug.agreement.Guest;
import federzug.agreement.LegalEntity;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Municipality.CouncilDecision;
import federzug.agreement.Municipality.Status;
import federzug.agreement.Person;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Municipalities and houses as values, in all cases. */
public final class Parties {
    static final String MUNICIPALITY = "Kommune";
    private static final String TOWN = "Stadt";
    private static final String CAPITAL = "Landeshauptstadt";

    private final @Nullable Matter matter;

    Parties(@Nullable Matter matter) {
        this.matter = matter;
    }

    /** Office and house of somebody in the data, as they stand in a list: "Oberbürgermeister, Große Kreisstadt Crimmitschau". */
    public static String officeWithHouse(Matter matter, Person person) {
        return new Parties(matter).officeWithHouse(person);
    }

    /**
     * Office and house as above, unless a document names an office that the data do not name any more.
     *
     * @param written the office as it stands in that document
     */
    public static String officeWithHouse(Matter matter, Person person, String written) {
        return person.officeInFull().equals(written) ? officeWithHouse(matter, person) : written;
    }

    /** The municipality or house that a person acts for. */
    Value.Group party(@Nullable Person person) {
        String key = person == null ? "lpr" : person.actsFor();
        if (Grammar.german().knowsHouse(key)) {
            Map<String, String> words = Grammar.german().house(key);
            LegalEntity said =
                    matter == null ? LegalEntity.UNKNOWN : matter.entities().getOrDefault(key, LegalEntity.UNKNOWN);
            String entity = said.name().isEmpty() ? words.getOrDefault("rechtstraeger", "") : said.name();
            return party(
                    person != null,
                    words.getOrDefault("rolle", ""),
                    houseForms(key),
                    new LegalEntity(entity, said.address()));
        }
        Optional<Municipality> municipality = acting(key);
        return party(
                municipality.isPresent(),
                MUNICIPALITY,
                municipalityForms(municipality.orElse(null)),
                municipality.map(Municipality::entity).orElse(LegalEntity.UNKNOWN));
    }

    /** @param entity who is bound, if it is another than the party itself */
    private static Value.Group party(boolean present, String role, Map<String, String> forms, LegalEntity entity) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("rolle", new Value.Text(present ? role : ""));
        // "Stadt Oberseen, vertreten durch die Stadt Oberseen" says nothing.
        boolean another = present && !entity.name().equals(forms.get(""));
        members.put("rechtstraeger", new Value.Text(another ? entity.name() : ""));
        members.put("anschrift", new Value.Text(present ? entity.address() : ""));
        return new Value.Group(present, members, forms, null);
    }

    /**
     * Office, kind of authority and house as they stand in a list; a house that the office names already is not named
     * again: "amtierender Leiter der Polizeidirektion Görlitz".
     */
    String officeWithHouse(Person person) {
        return officeWithHouse(person, person.actsFor(), party(person).forms().getOrDefault("", ""));
    }

    String officeWithHouse(Guest guest) {
        return officeWithHouse(guest.person(), guest.institution(), institution(guest));
    }

    /** Office as it stands before a quote: of several municipalities it is said which. */
    String officeInQuote(Person person) {
        String office = PersonForms.office(person).getOrDefault("", "");
        return acting(person.actsFor())
                .filter(municipality ->
                        matter != null && matter.municipalities().size() > 1)
                .filter(municipality -> !office.contains(municipality.name()))
                .map(municipality -> office + " (" + municipality.label() + ")")
                .orElse(office);
    }

    /** @param key of the house, or what was written for it */
    private String officeWithHouse(Person person, String key, String house) {
        String office = PersonForms.office(person).getOrDefault("", "");
        String authority =
                person.representation().isEmpty() || person.isActing() ? "" : " (" + person.representation() + ")";
        if (house.isEmpty()) {
            return office + authority;
        }
        String word = Grammar.german().knowsHouse(key)
                ? Grammar.german().house(key).getOrDefault("im_amt", house)
                : house.substring(house.lastIndexOf(' ') + 1);
        // The kind of house alone is completed: of which directorate?
        if (office.endsWith(word) && house.startsWith(word + " ")) {
            return office + house.substring(word.length()) + authority;
        }
        return office.contains(word) ? office + authority : office + authority + ", " + house;
    }

    /** A guest's house in words: "Sächsischer Landtag". */
    String institution(Guest guest) {
        String said = guest.institution();
        if (said.equals("landkreis") && matter != null) {
            return matter.municipalities().stream()
                    .map(Municipality::district)
                    .filter(district -> !district.isEmpty())
                    .findFirst()
                    .map(district -> new Municipality("", district, Status.LANDKREIS, "", null).label())
                    .orElse("Landkreis");
        }
        if (Grammar.german().knowsHouse(said)) {
            return houseForms(said).getOrDefault("", "");
        }
        return acting(said)
                .map(municipality -> municipalityForms(municipality).getOrDefault("", ""))
                .orElse(said);
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
        members.put("name_sorbisch", MatterValues.text(municipality, Municipality::sorbianName));
        members.put(
                "rechtstraeger",
                MatterValues.text(municipality, read -> read.entity().name()));
        members.put(
                "anschrift",
                MatterValues.text(municipality, read -> read.entity().address()));
        members.put(
                "anschrift_zeilen",
                MatterValues.text(
                        municipality, read -> read.entity().address().replaceAll(",\\s+(?=\\d{5}\\b)", "\n")));
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
        forms.put("", municipality == null ? "" : municipality.label());
        forms.put("zweisprachig", municipality == null ? "" : inBothLanguages(municipality));
        return new Value.Group(municipality != null, members, forms, null);
    }

    /** Both names, for houses that want them; only the German one if there is no other. */
    private static String inBothLanguages(Municipality municipality) {
        return municipality.sorbianName().isEmpty()
                ? municipality.label()
                : municipality.label() + " / " + municipality.sorbianName();
    }

    Value.Group decision(@Nullable Municipality municipality) {
        CouncilDecision decision = municipality == null ? null : municipality.councilDecision();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("datum", new Value.Day(decision == null ? null : decision.date()));
        members.put("nummer", MatterValues.text(decision, CouncilDecision::number));
        return Value.Group.of(decision != null, members);
    }

    /**
     * "die Große Kreisstadt Crimmitschau"; a name that says what it is ("Landkreis Zwickau", "Vogtlandkreis", "Zweckverband
     * Ost", "Landeshauptstadt Dresden") is not doubled, and "Stadt Torgau" is the Große Kreisstadt Torgau.
     */
    private static Map<String, String> municipalityForms(@Nullable Municipality municipality) {
        Status status = municipality == null ? Status.GEMEINDE : municipality.status();
        Map<String, String> words = cases(Grammar.german().status(status));
        String kind = words.getOrDefault("", "");
        String name = municipality == null ? "" : municipality.name();
        String own = saidIn(name, kind, status);
        String rest = name.substring(own.length()).strip();
        boolean titled = status == Status.GROSSE_KREISSTADT || status == Status.KREISFREIE_STADT;
        String bare = own.isEmpty() && titled && name.startsWith(TOWN + " ")
                ? name.substring(TOWN.length()).strip()
                : rest;
        Map<String, String> forms = new LinkedHashMap<>();
        words.forEach((form, word) -> {
            String said = own.isEmpty() || own.equals(kind) ? word : withKind(form, word, kind, own);
            forms.put(form, (said + " " + bare).strip());
        });
        return forms;
    }

    /** "des Landkreises" of "Vogtlandkreis" is "des Vogtlandkreises"; "der Kreisfreien Stadt" is "der Landeshauptstadt". */
    private static String withKind(String form, String word, String kind, String own) {
        if (!own.startsWith(CAPITAL)) {
            return word.replace(kind, own);
        }
        return form.isEmpty() ? own : word.substring(0, word.indexOf(' ')) + " " + own;
    }

    /** The beginning of a name that says what it is; "Neustadt in Sachsen" is only the name of a town. */
    private static String saidIn(String name, String kind, Status status) {
        if (name.startsWith(kind + " ")) {
            return kind;
        }
        String first = name.split(" ")[0];
        String ending = status == Status.LANDKREIS ? "kreis" : status == Status.VERBAND ? "verband" : "";
        boolean compound = !ending.isEmpty() && first.toLowerCase(Locale.GERMAN).endsWith(ending);
        return compound || first.equals(CAPITAL) && status == Status.KREISFREIE_STADT ? first : "";
    }

    private static Map<String, String> cases(Map<String, String> words) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("", words.getOrDefault("bezeichnung", ""));
        Grammar.CASES.forEach(name -> forms.put(name, words.getOrDefault(name, "")));
        return forms;
    }
}
