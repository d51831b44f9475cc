package federzug.testkit;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Mailbox;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.agreement.Source;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Matters for tests, in memory. {@link #crimmitschau()} is what reading {@code examples/crimmitschau} gives (its source
 * aside); {@link #like(Matter)} changes single parts of one.
 */
public final class AMatter {
    public static final Municipality CRIMMITSCHAU = new Municipality(
            "crimmitschau",
            "Crimmitschau",
            Municipality.Status.GROSSE_KREISSTADT,
            "Zwickau",
            new Municipality.CouncilDecision(LocalDate.of(2021, 11, 11), "Muster-Beschluss 2021/11-01"));

    public static final Person RAPHAEL = new Person(
            "raphael",
            Person.Salutation.HERR,
            "",
            "André",
            "Raphael",
            "Oberbürgermeister",
            "crimmitschau",
            "",
            "ob@crimmitschau.example",
            List.of("ANDRÉ RAPHAEL"));

    public static final Person RODIG = new Person(
            "rodig",
            Person.Salutation.HERR,
            "",
            "Lutz",
            "Rodig",
            "Polizeipräsident",
            "polizei",
            "",
            "polizeipraesident@pd-zwickau.example",
            List.of());

    /** Who may sign for the mayor. */
    public static final Person DEPUTY = new Person(
            "kaya",
            Person.Salutation.FRAU,
            "Dr.",
            "Kim",
            "Kaya",
            "Erste Beigeordnete",
            "crimmitschau",
            "in Vertretung",
            "k@crimmitschau.example",
            List.of());

    public static final Person FORKERT = new Person(
            "forkert",
            Person.Salutation.HERR,
            "",
            "Sven",
            "Forkert",
            "Geschäftsführer",
            "lpr",
            "",
            "geschaeftsfuehrung@lpr.example",
            List.of());

    /** A guest: quoted, does not sign, has no address. */
    public static final Person WOELLER = new Person(
            "woeller",
            Person.Salutation.HERR,
            "Prof. Dr.",
            "Roland",
            "Wöller",
            "Staatsminister des Innern",
            "ministerium",
            "",
            "",
            List.of());

    /** The same person with another address. */
    public static Person at(String mail, Person person) {
        return new Person(
                person.key(),
                person.salutation(),
                person.title(),
                person.givenName(),
                person.familyName(),
                person.office(),
                person.actsFor(),
                person.representation(),
                mail,
                person.spellings(),
                person.deputyship());
    }

    /** Could sign in another person's place. */
    public static Person deputy(String mail) {
        return new Person(
                "vertreter",
                Person.Salutation.FRAU,
                "",
                "Vera",
                "Vertreter",
                "Polizeivizepräsidentin",
                "polizei",
                "in Vertretung",
                mail,
                // The name in one of the example keys.
                List.of("Manfred Weißbach"));
    }

    private String id;
    private boolean rehearsal;
    private LocalDate date;
    private final Matter base;
    private List<Person> persons;
    private List<Municipality> municipalities;
    private List<Agreement> agreements;
    private PressRelease release;
    private List<Mailbox> mailboxes;

    private AMatter(Matter base) {
        this.base = base;
        this.id = base.id();
        this.rehearsal = base.rehearsal();
        this.date = base.date();
        this.persons = base.persons();
        this.municipalities = base.municipalities();
        this.agreements = base.agreements();
        this.release = base.release();
        this.mailboxes = base.mailboxes();
    }

    /** One agreement, three signatories in steps 1 to 3, a guest, a release with approved quotes; a rehearsal. */
    public static Matter crimmitschau() {
        Map<String, String> references = new LinkedHashMap<>();
        references.put("lpr", "MUSTER-LPR-0521.2/17");
        references.put("kommune", "MUSTER-CR-103.21");
        return Canonical.addedTo(new Matter(
                "crimmitschau-2021",
                true,
                LocalDate.of(2021, 12, 1),
                LocalTime.of(11, 0),
                Matter.Form.VIRTUELL,
                references,
                List.of(CRIMMITSCHAU),
                List.of(RAPHAEL, RODIG, FORKERT, WOELLER),
                "Zwickau",
                List.of(new Agreement(
                        "crimmitschau",
                        "kooperationsvereinbarung",
                        List.of(CRIMMITSCHAU),
                        List.of(signatory(RAPHAEL, 1), signatory(RODIG, 2), signatory(FORKERT, 3)))),
                release(),
                List.of(
                        new Mailbox(
                                "presse@ministerium.example", false, Mailbox.SignedFiles.BEDINGT, 10, Set.of("pdf")),
                        new Mailbox(
                                "ob@crimmitschau.example", true, Mailbox.SignedFiles.JA, 20, Set.of("pdf", "docx"))),
                new Source(Path.of("examples/crimmitschau/vorgang.yaml"), "", Map.of()),
                "",
                "",
                List.of(),
                Map.of()));
    }

    /** A signatory at the person's demo device with the deadline of the example. */
    public static Signatory signatory(Person person, int step) {
        return new Signatory(person, step, "demo-" + person.key(), "rueckgabe", LocalDateTime.of(2021, 12, 1, 12, 0));
    }

    private static PressRelease release() {
        return new PressRelease(
                "medieninformation",
                LocalDateTime.of(2021, 12, 1, 11, 30),
                null,
                LocalDateTime.of(2021, 12, 1, 18, 0),
                "Crimmitschau tritt der Allianz Sichere Sächsische Kommunen bei",
                new PressRelease.Contact(
                        "Kim Muster", "+49 30 23125 000", "+49 30 23125 001", "presse@ministerium.example"),
                List.of(
                        quote(
                                WOELLER,
                                "Mustertext: An dieser Stelle steht später, was der Minister zum Beitritt der Stadt sagen"
                                        + " möchte. Dieser Satz ist nur ein Platzhalter und keine Äußerung einer"
                                        + " wirklichen Person.",
                                LocalDateTime.of(2021, 11, 30, 15, 20)),
                        quote(
                                RAPHAEL,
                                "Mustertext: Hier folgt ein Zitat aus dem Rathaus, das der Oberbürgermeister vorher gelesen"
                                        + " und freigegeben hat. Auch dieser Satz ist ein Platzhalter.",
                                LocalDateTime.of(2021, 11, 30, 16, 2)),
                        quote(
                                RODIG,
                                "Mustertext: Hier folgt ein Zitat der Polizeidirektion zur Zusammenarbeit mit der Stadt,"
                                        + " ebenfalls als Platzhalter.",
                                LocalDateTime.of(2021, 11, 30, 16, 40))),
                new PressRelease.Counters(LocalDate.of(2021, 12, 1), 126, 29, 26, "1,3 Millionen Euro"),
                List.of(
                        new PressRelease.Recipient(
                                "redaktion@musterzeitung.example", "Musterzeitung für Südwestsachsen"),
                        new PressRelease.Recipient(
                                "nachrichten@beispielfunk.example", "Beispielfunk Pleißetal, Frühredaktion"),
                        new PressRelease.Recipient("lokales@musterbote.example", "Der Musterbote – Büro Crimmitschau"),
                        new PressRelease.Recipient(
                                "redaktion@beispielblaettchen.example", "Beispielblättchen für Mülsen und Umgebung"),
                        new PressRelease.Recipient("post@muster-tv.example", "Muster-TV „Höhenblick“")),
                "",
                "",
                "",
                "",
                "",
                null,
                null);
    }

    private static PressRelease.Quote quote(Person person, String text, LocalDateTime approved) {
        return new PressRelease.Quote(person, text, new PressRelease.QuoteApproval(person, approved));
    }

    public static AMatter like(Matter base) {
        return new AMatter(base);
    }

    public AMatter id(String value) {
        id = value;
        return this;
    }

    public AMatter rehearsal(boolean value) {
        rehearsal = value;
        return this;
    }

    public AMatter date(LocalDate value) {
        date = value;
        return this;
    }

    public AMatter municipalities(Municipality... values) {
        municipalities = List.of(values);
        return this;
    }

    public AMatter persons(Person... values) {
        persons = List.of(values);
        return this;
    }

    public AMatter agreements(Agreement... values) {
        agreements = List.of(values);
        return this;
    }

    public AMatter mailboxes(Mailbox... values) {
        mailboxes = List.of(values);
        return this;
    }

    public AMatter withoutRelease() {
        release = null;
        return this;
    }

    public AMatter release(UnaryOperator<PressRelease> change) {
        release = change.apply(release);
        return this;
    }

    /** The first quote loses its approval, so that the release is held back. */
    public AMatter withAnUnapprovedQuote() {
        return release(old -> {
            List<PressRelease.Quote> quotes = new ArrayList<>(old.quotes());
            quotes.set(
                    0,
                    new PressRelease.Quote(quotes.get(0).person(), quotes.get(0).text(), null));
            return ARelease.like(old).quotes(quotes).build();
        });
    }

    public Matter build() {
        return Canonical.addedTo(new Matter(
                id,
                rehearsal,
                date,
                base.begin(),
                base.form(),
                base.fileReferences(),
                municipalities,
                persons,
                base.policeDirectorate(),
                agreements,
                release,
                mailboxes,
                base.source(),
                base.town(),
                base.group(),
                base.guests(),
                base.entities()));
    }
}
