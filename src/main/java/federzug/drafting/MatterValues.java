package federzug.drafting;

import federzug.agreement.Address;
import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.Guest;
import federzug.agreement.Mailbox;
import federzug.agreement.Mailbox.SignedFiles;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.Protocol;
import federzug.agreement.Signatory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names that templates can use, with the values of one matter. The names are those of the data format. */
final class MatterValues {
    private static final List<String> HOUSES = List.of("lpr", "kommune", "polizei", "ministerium");

    private final @Nullable Matter matter;
    /** Those it is about. */
    private final List<Agreement> agreements;

    private final @Nullable LocalDate today;
    private final Parties parties;
    /** Who signs is among the persons, and a dozen forms of an office and a name make up a tenth of filling. */
    private final Map<Person, Value.Group> written = new IdentityHashMap<>();

    private MatterValues(@Nullable Matter matter, List<Agreement> agreements, @Nullable LocalDate today) {
        this.matter = matter;
        this.agreements = agreements;
        this.today = today;
        this.parties = new Parties(matter);
    }

    private MatterValues(Matter matter) {
        this(matter, matter.agreements(), null);
    }

    static Value.Group of(Matter matter, Agreement agreement) {
        return new MatterValues(matter)
                .root(
                        agreement.municipalities().stream().findFirst().orElse(null),
                        agreement.municipalities(),
                        agreement.signatories(),
                        agreement.annexes(),
                        agreement.clauses());
    }

    /** For the release: everybody who signs any of the agreements, once. */
    static Value.Group of(Matter matter) {
        return new MatterValues(matter)
                .ofAll(matter.municipalities().stream().findFirst().orElse(null));
    }

    /**
     * For a paper that surrounds the signing.
     *
     * @param own the municipality that it is for: only its agreements, and those who sign them; null: all
     * @param today the paper's date
     */
    static Value.Group ofPaper(Matter matter, @Nullable Municipality own, LocalDate today) {
        List<Agreement> agreements = matter.agreements().stream()
                .filter(agreement -> own == null
                        || agreement.municipalities().stream()
                                .anyMatch(one -> one.key().equals(own.key())))
                .toList();
        return new MatterValues(matter, agreements, today)
                .ofAll(
                        own == null
                                ? matter.municipalities().stream().findFirst().orElse(null)
                                : own);
    }

    private Value.Group ofAll(@Nullable Municipality own) {
        Map<String, Signatory> signatories = new LinkedHashMap<>();
        agreements.stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .forEach(signatory -> signatories.putIfAbsent(signatory.person().key(), signatory));
        List<Municipality> all = matter == null ? List.of() : matter.municipalities();
        return root(own, all, List.copyOf(signatories.values()), List.of(), Set.of());
    }

    /** All names, all empty: what a template can be checked against without a matter. */
    static Value.Group names() {
        return new MatterValues(null, List.of(), null).ofAll(null);
    }

    private Value.Group root(
            @Nullable Municipality first,
            List<Municipality> municipalities,
            List<Signatory> signatories,
            List<Annex> annexes,
            Set<Agreement.Clause> clauses) {
        Map<String, Value> root = new LinkedHashMap<>();
        root.put("kennung", text(matter, Matter::id));
        root.put("datum", new Value.Day(matter == null ? null : matter.date()));
        root.put("heute", new Value.Day(today));
        root.put("beginn", new Value.Hour(matter == null ? null : matter.begin()));
        root.put("form", text(matter, read -> read.form() == Matter.Form.VIRTUELL ? "virtuell" : "vor Ort"));
        root.put("virtuell", new Value.Flag(matter != null && matter.form() == Matter.Form.VIRTUELL));
        root.put("vor_ort", new Value.Flag(matter != null && matter.form() == Matter.Form.VOR_ORT));
        root.put("ort", text(matter, Matter::town));
        root.put("verbund", text(matter, Matter::group));
        root.put("probe", new Value.Flag(matter != null && matter.rehearsal()));
        root.put("aktenzeichen", fileReferences(first, municipalities));
        root.put("kommunen", items(municipalities, parties::municipality));
        root.put("kommune", parties.municipality(first));
        List<Municipality> concerned = today == null || first == null ? municipalities : List.of(first);
        root.put("gemeindeordnung", new Value.Flag(concerned.stream().allMatch(Municipality::isTown)));
        root.put("weitere_kommunen", items(others(first, municipalities), parties::municipality));
        root.put("mehrere_kommunen", new Value.Flag(municipalities.size() > 1));
        root.put("ratsbeschluss", parties.decision(first));
        root.put("polizei", policeDirectorate());
        root.put("personen", items(matter == null ? List.of() : matter.persons(), this::person));
        root.put("gaeste", items(guests(), this::guest));
        root.put("gaeste_anzahl", new Value.Amount(matter == null ? null : guests().size()));
        root.put("vereinbarungen_anzahl", new Value.Amount(matter == null ? null : agreements.size()));
        root.put("mehrere_vereinbarungen", new Value.Flag(agreements.size() > 1));
        root.put("ohne_vereinbarung", new Value.Flag(matter != null && agreements.isEmpty()));
        root.put(
                "unterzeichnende",
                signing(matter == null ? List.of() : Protocol.of(matter).sorted(signatories)));
        root.put("reihenfolge", signing(matter == null ? List.of() : byStep(matter, signatories)));
        root.put("unterzeichnende_anzahl", new Value.Amount(matter == null ? null : signatories.size()));
        root.put("mehrere_unterzeichnende", new Value.Flag(signatories.size() > 1));
        Map<String, Value> agreed = new LinkedHashMap<>();
        for (Agreement.Clause clause : Agreement.Clause.values()) {
            agreed.put(clause.name().toLowerCase(Locale.ROOT), new Value.Flag(clauses.contains(clause)));
        }
        root.put("klauseln", Value.Group.of(!clauses.isEmpty(), agreed));
        root.put("anlagen", annexes(annexes));
        root.put("anlagen_anzahl", new Value.Amount(matter == null ? null : annexes.size()));
        Value.Group release = release(matter == null ? null : matter.release());
        root.put("medieninformation", release);
        for (String shortcut : List.of(
                "nummer",
                "ueberschrift",
                "text",
                "ausblick",
                "abbinder",
                "absender",
                "ansprechperson",
                "zitate",
                "zahlen",
                "bild")) {
            root.put(shortcut, release.members().getOrDefault(shortcut, new Value.Text("")));
        }
        return Value.Group.of(true, root);
    }

    private List<Guest> guests() {
        return matter == null ? List.of() : matter.guestsWhoSignNothing();
    }

    /** Who else concludes what the first one does; a paper is about some of a matter's agreements. */
    private List<Municipality> others(@Nullable Municipality first, List<Municipality> municipalities) {
        return municipalities.stream()
                .filter(one -> first != null && !one.key().equals(first.key()))
                .filter(one -> today == null
                        || agreements.stream()
                                .anyMatch(
                                        agreement -> agreement.municipalities().contains(one)))
                .toList();
    }

    private static Value.Items annexes(List<Annex> annexes) {
        List<Value> numbered = new ArrayList<>();
        for (Annex annex : annexes) {
            numbered.add(annex(annex, numbered.size() + 1));
        }
        return new Value.Items(numbered, annex(null, 0));
    }

    /** The number is that of the heading over the annex. */
    private static Value.Group annex(@Nullable Annex annex, int number) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("nummer", new Value.Amount(annex == null ? null : number));
        members.put("titel", text(annex, Annex::title));
        members.put("datei", text(annex, Annex::file));
        members.put("art", text(annex, read -> switch (read.kind()) {
            case RATSBESCHLUSS -> "Ratsbeschluss";
            case VOLLMACHT -> "Vollmacht";
            case SONSTIGE -> "Anlage";
        }));
        return new Value.Group(annex != null, members, Map.of("", annex == null ? "" : annex.title()), null);
    }

    /** A municipality's own reference goes before the one for "the municipality", which one of several cannot claim. */
    private Value.Group fileReferences(@Nullable Municipality first, List<Municipality> municipalities) {
        Map<String, Value> references = new LinkedHashMap<>();
        HOUSES.forEach(house -> references.put(house, new Value.Text("")));
        if (matter != null) {
            Map<String, String> all = matter.fileReferences();
            all.forEach((house, reference) -> references.put(house, new Value.Text(reference)));
            boolean letter = today != null && first != null;
            List<String> own = (letter ? List.of(first) : municipalities)
                    .stream()
                            .filter(one -> all.containsKey(one.key().replace('-', '_')))
                            .map(one -> (letter || municipalities.size() == 1 ? "" : one.label() + " ")
                                    + all.get(one.key().replace('-', '_')))
                            .toList();
            if (!own.isEmpty()) {
                references.put("kommune", new Value.Text(String.join(", ", own)));
            } else if (letter && matter.municipalities().size() > 1) {
                references.put("kommune", new Value.Text(""));
            }
        }
        return Value.Group.of(references.values().stream().anyMatch(Predicate.not(Value::isEmpty)), references);
    }

    private Value.Group policeDirectorate() {
        return new Value.Group(
                matter != null,
                Map.of("direktion", text(matter, Matter::policeDirectorate)),
                parties.houseForms("polizei"),
                null);
    }

    /** As they are called up: by step, those of one step by the order of protocol. */
    private static List<Signatory> byStep(Matter matter, List<Signatory> signatories) {
        return Protocol.of(matter).sorted(signatories).stream()
                .sorted(Comparator.comparingInt(Signatory::step))
                .toList();
    }

    private Value.Items signing(List<Signatory> signatories) {
        List<Value> values = new ArrayList<>();
        String before = "";
        for (Signatory signatory : signatories) {
            String party = signatory.person().actsFor();
            values.add(signatory(signatory, party.equals(before)));
            before = party;
        }
        return new Value.Items(values, signatory(null, false));
    }

    /** @param jointly the one before acts for the same party */
    private Value.Group signatory(@Nullable Signatory signatory, boolean jointly) {
        Value.Group person = person(signatory == null ? null : signatory.person());
        Map<String, Value> members = new LinkedHashMap<>(person.members());
        members.put("gemeinsam", new Value.Flag(jointly));
        members.put("schritt", new Value.Amount(signatory == null ? null : signatory.step()));
        members.put("frist", new Value.Moment(signatory == null ? null : signatory.deadline()));
        return new Value.Group(person.present(), members, person.forms(), person.person());
    }

    private static String basis(Person person) {
        return person.deputyship() == null ? "" : person.deputyship().basis();
    }

    /** The house is written out; any other institution stands as it was entered. */
    private Value.Group guest(@Nullable Guest guest) {
        Value.Group person = person(guest == null ? null : guest.person());
        Map<String, Value> members = new LinkedHashMap<>(person.members());
        members.put("institution", text(guest, parties::institution));
        members.put("amt_mit_haus", text(guest, parties::officeWithHouse));
        return new Value.Group(person.present(), members, person.forms(), person.person());
    }

    private Value.Group person(@Nullable Person person) {
        Value.Group known = person == null ? null : written.get(person);
        Value.Group group = known == null ? write(person) : known;
        if (person != null) {
            written.put(person, group);
        }
        return group;
    }

    private Value.Group write(@Nullable Person person) {
        Map<String, String> office = PersonForms.office(person);
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("schluessel", text(person, Person::key));
        members.put("anrede", text(person, read -> switch (read.salutation()) {
            case HERR -> "Herr";
            case FRAU -> "Frau";
            case KEINE -> "";
        }));
        members.put("titel", text(person, Person::title));
        members.put("vorname", text(person, Person::givenName));
        members.put("name", text(person, Person::familyName));
        members.put("amt", new Value.Text(office.getOrDefault("", "")));
        // "amtierend" stands before the office.
        members.put("vertretung", text(person, read -> read.isActing() ? "" : read.representation()));
        members.put("amtierend", new Value.Flag(person != null && person.isActing()));
        members.put("vertretung_grundlage", text(person, MatterValues::basis));
        members.put("mail", text(person, Person::mail));
        Value.Group party = parties.party(person);
        members.put("partei", party);
        members.put("amt_mit_haus", text(person, parties::officeWithHouse));
        members.put("amt_im_zitat", text(person, parties::officeInQuote));
        members.put("rolle", party.members().getOrDefault("rolle", new Value.Text("")));
        return new Value.Group(person != null, members, PersonForms.of(person), person);
    }

    private Value.Group release(@Nullable PressRelease release) {
        PressRelease.Contact contact = release == null ? null : release.contact();
        PressRelease.Counters counters = release == null ? null : release.counters();
        Map<String, Value> people = new LinkedHashMap<>();
        people.put("name", text(contact, PressRelease.Contact::name));
        people.put("telefon", text(contact, PressRelease.Contact::telephone));
        people.put("telefax", text(contact, PressRelease.Contact::fax));
        people.put("mail", text(contact, PressRelease.Contact::mail));
        Optional<Mailbox> mailbox = contact == null ? Optional.empty() : mailbox(contact.mail());
        boolean plain = mailbox.filter(one -> !one.encrypted()).isPresent();
        people.put("nur_unverschluesselt", new Value.Flag(plain));
        SignedFiles signed = mailbox.map(Mailbox::signedFiles).orElse(SignedFiles.JA);
        people.put("signiert_bedingt", new Value.Flag(signed == SignedFiles.BEDINGT));
        people.put("signiert_nein", new Value.Flag(signed == SignedFiles.NEIN));
        people.put("postfach_hinweis", new Value.Flag(plain || signed != SignedFiles.JA));
        Map<String, Value> figures = new LinkedHashMap<>();
        figures.put("stand", new Value.Day(counters == null ? null : counters.asOf()));
        figures.put("beraten", new Value.Amount(counters == null ? null : counters.advised()));
        figures.put("vereinbarungen", new Value.Amount(counters == null ? null : counters.agreements()));
        figures.put("praeventionsraete", new Value.Amount(counters == null ? null : counters.councils()));
        figures.put("mittel", text(counters, PressRelease.Counters::funds));
        figures.put("zeitraum", text(counters, PressRelease.Counters::period));
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("nummer", text(release, PressRelease::number));
        members.put("text", text(release, PressRelease::text));
        members.put("ausblick", text(release, PressRelease::outlook));
        members.put("abbinder", text(release, PressRelease::about));
        members.put("absender", text(release, PressRelease::sender));
        members.put("ueberschrift", text(release, PressRelease::headline));
        members.put("versand_ab", new Value.Moment(release == null ? null : release.sendFrom()));
        members.put("sperrfrist", new Value.Moment(release == null ? null : release.embargo()));
        members.put("ansprechperson", Value.Group.of(contact != null, people));
        members.put("zitate", items(release == null ? List.of() : release.quotes(), this::quote));
        members.put("zahlen", Value.Group.of(counters != null, figures));
        members.put("bild", picture(release == null ? null : release.picture()));
        return Value.Group.of(release != null, members);
    }

    private static Value.Group picture(PressRelease.@Nullable Picture picture) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("datei", new Value.Picture(picture));
        members.put("alt", text(picture, PressRelease.Picture::alt));
        members.put("bildunterschrift", text(picture, PressRelease.Picture::caption));
        members.put("quelle", text(picture, PressRelease.Picture::credit));
        members.put("rechte", text(picture, PressRelease.Picture::rights));
        return Value.Group.of(picture != null, members);
    }

    /** What the register says of an address; without an entry nothing is claimed about it. */
    private Optional<Mailbox> mailbox(String address) {
        return matter == null
                ? Optional.empty()
                : matter.mailboxes().stream()
                        .filter(one -> Address.normal(one.address()).equals(Address.normal(address)))
                        .findFirst();
    }

    private Value.Group quote(PressRelease.@Nullable Quote quote) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("person", person(quote == null ? null : quote.person()));
        members.put("text", text(quote, PressRelease.Quote::text));
        return Value.Group.of(quote != null, members);
    }

    private static <T> Value.Items items(List<T> list, Function<@Nullable T, Value.Group> read) {
        return new Value.Items(
                list.stream().map(item -> (Value) read.apply(item)).collect(Collectors.toList()), read.apply(null));
    }

    static <T> Value.Text text(@Nullable T source, Function<T, String> read) {
        return new Value.Text(source == null ? "" : read.apply(source));
    }
}
