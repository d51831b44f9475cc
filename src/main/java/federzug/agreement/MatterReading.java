package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a matter from the data, or reports every problem. */
final class MatterReading {
    static final Map<String, Matter.Form> FORMS = words(Matter.Form.values());
    static final Map<String, Municipality.Status> STATUSES = words(Municipality.Status.values());
    static final Map<String, Boolean> OWN_FIELD = ownField();
    static final Map<String, Person.Salutation> SALUTATIONS = salutations();
    static final List<String> DIRECTORATES = List.of("Chemnitz", "Dresden", "Görlitz", "Leipzig", "Zwickau");
    static final List<String> HOUSES = List.of("polizei", "lpr", "ministerium", "landtag", "bundestag");
    static final Map<String, Agreement.Clause> CLAUSES = words(Agreement.Clause.values());
    static final Map<String, Deputyship.Kind> DEPUTYSHIPS = words(Deputyship.Kind.values());

    private final Section root;
    private final Problems problems;
    private final ReferencedFiles files;
    private final Map<String, Municipality> municipalities = new LinkedHashMap<>();
    private final Map<String, Person> persons = new LinkedHashMap<>();
    private final Map<Person, Section> personSections = new HashMap<>();

    private MatterReading(Section root, ReferencedFiles files) {
        this.root = root;
        this.problems = root.problems();
        this.files = files;
    }

    /** @return empty if there is an error among the problems */
    static Optional<Matter> read(Written written, Path file, ReferencedFiles files, Problems problems) {
        if (!(written instanceof Written.Block block)) {
            problems.error("agreement.value.not-block", written.place());
            return Optional.empty();
        }
        Matter matter = new MatterReading(new Section(block, problems), files).matter(file);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(matter);
    }

    private Matter matter(Path file) {
        String id = root.requiredKey("kennung");
        Map<String, String> references = fileReferences();
        boolean rehearsal = root.yesNo("probe", false);
        LocalDate date = root.requiredDate("datum");
        LocalTime begin = root.time("beginn");
        Matter.Form form = root.requiredChoice("form", FORMS);
        String town = root.line("ort");
        String group = root.line("verbund");
        readMunicipalities();
        readPersons();
        Map<String, LegalEntity> entities = new LinkedHashMap<>();
        String directorate = directorate(entities);
        root.section("lpr", false).ifPresent(section -> {
            entity(section).ifPresent(entity -> entities.put("lpr", entity));
            section.done();
        });
        List<Guest> guests = new GuestReading(root, persons).guests();
        Map<String, Person> quotable = new LinkedHashMap<>(persons);
        guests.forEach(guest -> quotable.putIfAbsent(guest.person().key(), guest.person()));
        List<Agreement> agreements = agreements();
        PressRelease release = root.section("medieninformation", false)
                .map(section -> new ReleaseReading(section, quotable, files).release())
                .orElse(null);
        List<Mailbox> mailboxes = MailboxReading.mailboxes(root);
        root.done();
        if (!root.has("vereinbarungen") && !root.has("medieninformation")) {
            problems.error("agreement.matter.nothing", root.place());
        }
        return new Matter(
                id,
                rehearsal,
                date,
                begin,
                form,
                references,
                List.copyOf(municipalities.values()),
                List.copyOf(persons.values()),
                directorate,
                agreements,
                release,
                mailboxes,
                new Source(file, "", problems.places()),
                town,
                group,
                guests,
                entities);
    }

    /** {@code rechtstraeger} and {@code anschrift} of a party. */
    private static Optional<LegalEntity> entity(Section section) {
        LegalEntity entity = new LegalEntity(section.line("rechtstraeger"), section.line("anschrift"));
        return entity.isUnknown() ? Optional.empty() : Optional.of(entity);
    }

    private Map<String, String> fileReferences() {
        Map<String, String> references = new LinkedHashMap<>();
        root.section("aktenzeichen", false).ifPresent(section -> {
            for (String house : section.keys()) {
                if (!house.matches("[a-z][a-z0-9_]*")) {
                    problems.error("agreement.key.not-a-house", section.place(house), house);
                }
                String reference = section.line(house);
                if (!reference.isEmpty()) {
                    references.put(house, reference);
                }
            }
        });
        return references;
    }

    private void readMunicipalities() {
        for (Section section : root.sections("kommunen", root.has("vereinbarungen"))) {
            String key = section.requiredKey("schluessel");
            String name = section.requiredLine("name");
            Municipality.Status status = section.requiredChoice("status", STATUSES);
            String district = district(section, status);
            Municipality.CouncilDecision decision = section.section("ratsbeschluss", false)
                    .map(MatterReading::councilDecision)
                    .orElse(null);
            boolean needed = section.yesNo("beschluss_noetig", false);
            String sorbian = section.line("name_sorbisch");
            LegalEntity entity = entity(section).orElse(LegalEntity.UNKNOWN);
            section.done();
            Municipality municipality =
                    new Municipality(key, name, status, district, decision, sorbian, entity, needed);
            if (HOUSES.contains(key)) {
                problems.error("agreement.municipality.reserved", section.place("schluessel"), key);
            } else if (!key.isEmpty() && municipalities.putIfAbsent(key, municipality) != null) {
                problems.error("agreement.municipality.twice", section.place("schluessel"), key);
            }
        }
    }

    /** Only what belongs to a district says to which one. */
    private static String district(Section section, Municipality.Status status) {
        return switch (status) {
            case GEMEINDE, STADT, GROSSE_KREISSTADT -> section.requiredLine("landkreis");
            case KREISFREIE_STADT, LANDKREIS, VERBAND -> section.line("landkreis");
        };
    }

    private static Municipality.CouncilDecision councilDecision(Section section) {
        LocalDate date = section.requiredDate("datum");
        String number = section.requiredLine("nummer");
        section.done();
        return new Municipality.CouncilDecision(date, number);
    }

    private void readPersons() {
        for (Section section : root.sections("personen", root.has("vereinbarungen"))) {
            Deputyship deputyship = deputyship(section);
            Person person = new Person(
                    section.requiredKey("schluessel"),
                    section.requiredChoice("anrede", SALUTATIONS),
                    section.line("titel"),
                    section.requiredLine("vorname"),
                    section.requiredLine("name"),
                    section.requiredLine("amt"),
                    section.requiredLine("fuer"),
                    deputyship == null ? section.line("vertretung") : deputyship.remark(),
                    section.mail("mail"),
                    section.texts("schreibweisen", false).stream()
                            .map(Written.Text::text)
                            .toList(),
                    deputyship);
            section.done();
            checkOffice(section, person);
            if (!person.key().isEmpty() && persons.putIfAbsent(person.key(), person) != null) {
                problems.error("agreement.person.twice", section.place("schluessel"), person.key());
            } else {
                personSections.put(person, section);
            }
        }
    }

    /** {@code vertretung} as a block; null if it is only a remark, or nothing. */
    private static @Nullable Deputyship deputyship(Section section) {
        if (!section.isBlock("vertretung")) {
            return null;
        }
        Section block = section.section("vertretung", false).orElseThrow();
        Deputyship deputyship = new Deputyship(block.requiredChoice("art", DEPUTYSHIPS), block.line("grundlage"));
        block.done();
        return deputyship;
    }

    private void checkOffice(Section section, Person person) {
        Municipality municipality = municipalities.get(person.actsFor());
        if (municipality == null) {
            if (!person.actsFor().isEmpty() && !HOUSES.contains(person.actsFor())) {
                List<String> known = new ArrayList<>(municipalities.keySet());
                known.addAll(HOUSES);
                section.unknown("agreement.person.acts-for", section.place("fuer"), person.actsFor(), known);
            }
        }
    }

    private String directorate(Map<String, LegalEntity> entities) {
        boolean police =
                persons.values().stream().anyMatch(person -> person.actsFor().equals("polizei"));
        return root.section("polizei", police)
                .map(section -> {
                    String name = section.requiredLine("direktion");
                    entity(section).ifPresent(entity -> entities.put("polizei", entity));
                    section.done();
                    if (!name.isEmpty() && !DIRECTORATES.contains(name)) {
                        section.unknown("agreement.value.not-one-of", section.place("direktion"), name, DIRECTORATES);
                    }
                    return name;
                })
                .orElse("");
    }

    private List<Agreement> agreements() {
        List<Agreement> agreements = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Section section : root.sections("vereinbarungen", false)) {
            String key = section.requiredKey("schluessel");
            String template = section.requiredKey("vorlage");
            List<Municipality> parties = parties(section);
            List<Signatory> signatories = signatories(section);
            List<Annex> annexes = new AnnexReading(section, files.annexes()).annexes();
            Set<Agreement.Clause> clauses = clauses(section);
            section.done();
            if (!key.isEmpty() && !keys.add(key)) {
                problems.error("agreement.agreement.twice", section.place("schluessel"), key);
            }
            if (!problems.hasErrors()) {
                checkParties(section, parties, signatories);
            }
            agreements.add(new Agreement(key, template, parties, signatories, annexes, clauses));
        }
        return agreements;
    }

    private static Set<Agreement.Clause> clauses(Section section) {
        Set<Agreement.Clause> clauses = EnumSet.noneOf(Agreement.Clause.class);
        for (Written.Text text : section.texts("klauseln", false)) {
            Agreement.Clause clause = CLAUSES.get(text.text());
            if (clause == null) {
                section.unknown("agreement.value.not-one-of", text.place(), text.text(), CLAUSES.keySet());
            } else {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    private List<Municipality> parties(Section section) {
        Set<Municipality> parties = new LinkedHashSet<>();
        for (Written.Text text : section.texts("kommunen", true)) {
            Municipality municipality = municipalities.get(text.text());
            if (municipality == null) {
                section.unknown("agreement.municipality.unknown", text.place(), text.text(), municipalities.keySet());
            } else if (!parties.add(municipality)) {
                problems.error("agreement.municipality.named-twice", text.place(), text.text());
            }
        }
        return List.copyOf(parties);
    }

    private List<Signatory> signatories(Section agreement) {
        List<Signatory> signatories = new ArrayList<>();
        Set<Person> seen = new HashSet<>();
        List<Section> sections = agreement.sections("unterzeichnende", true);
        for (Section section : sections) {
            Optional<Person> person = section.reference("person", persons, "agreement.person.unknown");
            int step = section.requiredNumber("schritt", 1, 99);
            String device = section.requiredKey("geraet");
            String fallback = section.key("ersatzweg");
            var deadline = section.dateTime("frist");
            boolean ownField = section.choice("neues_feld", OWN_FIELD);
            section.done();
            person.ifPresent(signing -> {
                if (!seen.add(signing)) {
                    problems.error("agreement.signatory.twice", section.place("person"), signing.key());
                }
                requireMail(signing);
                signatories.add(new Signatory(signing, step, device, fallback, deadline, ownField));
            });
        }
        if (sections.size() == 1) {
            problems.error("agreement.signatory.too-few", agreement.place("unterzeichnende"));
        }
        return signatories;
    }

    /** The signed agreement is mailed to everybody who signs it. */
    private void requireMail(Person person) {
        Section section = personSections.get(person);
        if (section != null && !section.has("mail")) {
            Place place = section.place("mail");
            if (!problems.toldAt(place)) {
                problems.error("agreement.signatory.no-mail", place, person.key());
            }
        }
    }

    private void checkParties(Section section, List<Municipality> parties, List<Signatory> signatories) {
        Set<String> represented = signatories.stream()
                .map(signatory -> signatory.person().actsFor())
                .collect(Collectors.toSet());
        for (Municipality party : parties) {
            if (!represented.contains(party.key())) {
                problems.warning(
                        "agreement.municipality.nobody-signs", section.place("unterzeichnende"), party.accusative());
            }
        }
        Set<String> keys = parties.stream().map(Municipality::key).collect(Collectors.toSet());
        for (Signatory signatory : signatories) {
            Person person = signatory.person();
            if (municipalities.containsKey(person.actsFor()) && !keys.contains(person.actsFor())) {
                problems.warning(
                        "agreement.signatory.no-party",
                        section.place("unterzeichnende"),
                        person.name(),
                        person.actsFor());
            }
        }
    }

    static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), value));
        return words;
    }

    private static Map<String, Boolean> ownField() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("nicht_erlaubt", false);
        words.put("erlaubt", true);
        return words;
    }

    private static Map<String, Person.Salutation> salutations() {
        Map<String, Person.Salutation> words = new LinkedHashMap<>();
        words.put("Herr", Person.Salutation.HERR);
        words.put("Frau", Person.Salutation.FRAU);
        words.put("keine", Person.Salutation.KEINE);
        return words;
    }
}
