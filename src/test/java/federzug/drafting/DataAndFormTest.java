package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.DataCheck;
import federzug.agreement.Deputyship;
import federzug.agreement.LegalEntity;
import federzug.agreement.Mailbox;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataAndFormTest extends ConsistencyFixture {
    @Test
    void sampleTextStopsARealMatterAndNoRehearsal() {
        Drafting drafting = new Drafting(new FolderTemplateCatalogue(settings), store);
        FilledDraft agreement = drafting.fill(matter, matter.agreements().get(0));
        FilledDraft release = drafting.fillRelease(matter);

        List<Notice> real = samples(consistency.check(matter, false, List.of(agreement), release));
        assertThat(real).isNotEmpty().allMatch(Notice::isError);
        assertThat(real)
                .extracting(notice -> Texts.german().line(notice))
                .anyMatch(line -> line.contains("Mustertext"))
                .anyMatch(line -> line.contains("MUSTER-LPR"));
        assertThat(samples(consistency.check(matter, true, List.of(agreement), release)))
                .isEmpty();
    }

    @Test
    void namesThatOnlyResembleASampleAreNone() {
        FilledDraft draft = new FilledDraft(
                store.put(
                        "text.docx",
                        WordFile.of("Kim Muster aus Musterstadt, Frau Muster-Beispiel, ein Muster; bemustert.")
                                .bytes()),
                "Titel",
                List.of());
        assertThat(samples(consistency.check(matter, false, List.of(draft), null)))
                .isEmpty();
    }

    @Test
    void aTownCouldNotBindItselfElectronicallyBeforeTheLawSaidSo() {
        assertThat(form(matter, false))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("agreement.form.too-early", Severity.WARNING));
        assertThat(Texts.german().text(form(matter, false).get(0)))
                .contains("01.12.2021", "20.02.2022", "§ 60 Abs. 1 SächsGemO");
        assertThat(form(matter, true)).extracting(Notice::severity).containsOnly(Severity.NOTE);
        assertThat(form(on(matter, LocalDate.of(2022, 2, 20)), false)).isEmpty();
    }

    @Test
    void aDeputyNeedsWhatTheRuleSays() {
        assertThat(codes(signedBy(deputy("a", Deputyship.Kind.BEIGEORDNETER, "§ 55 SächsGemO"))))
                .isEmpty();
        assertThat(codes(signedBy(deputy("a", Deputyship.Kind.BEIGEORDNETER, ""))))
                .containsExactly("agreement.form.no-rule");
        assertThat(codes(signedBy(deputy("a", Deputyship.Kind.BEDIENSTETER, "§ 60"))))
                .containsExactly("agreement.form.not-alone");
        assertThat(codes(signedBy(
                        deputy("a", Deputyship.Kind.BEDIENSTETER, "§ 60"),
                        deputy("b", Deputyship.Kind.BEDIENSTETER, "§ 60"))))
                .isEmpty();
        assertThat(codes(signedBy(deputy("a", Deputyship.Kind.BEVOLLMAECHTIGTER, "Vollmacht vom 1. März"))))
                .containsExactly("agreement.form.no-annex");
        Matter attached = signedBy(deputy("a", Deputyship.Kind.BEVOLLMAECHTIGTER, "Vollmacht vom 1. März"));
        Agreement one = attached.agreements().get(0);
        assertThat(codes(AMatter.like(attached)
                        .agreements(new Agreement(
                                one.key(),
                                one.template(),
                                one.municipalities(),
                                one.signatories(),
                                List.of(new Annex("v.pdf", "Vollmacht", Annex.Kind.VOLLMACHT, ""))))
                        .build()))
                .isEmpty();
        Person plain = new Person(
                "p",
                Person.Salutation.FRAU,
                "",
                "P",
                "Beispiel",
                "Beigeordnete",
                "crimmitschau",
                "in Vertretung",
                "p@c.example",
                List.of());
        assertThat(form(signedBy(plain), false))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("agreement.form.no-basis", Severity.NOTE));
    }

    @Test
    void aPowerOfAttorneyOfAHouseIsMissedToo() {
        Person officer = new Person(
                "p",
                Person.Salutation.FRAU,
                "",
                "P",
                "Beispiel",
                "Polizeidirektorin",
                "polizei",
                "in Vollmacht",
                "p@pd.example",
                List.of(),
                new Deputyship(Deputyship.Kind.BEVOLLMAECHTIGTER, "Vollmacht vom 1. März"));
        Agreement without = agreement(matter.municipalities(), AMatter.RAPHAEL, officer, AMatter.FORKERT);
        assertThat(codes(after2022(without))).containsExactly("agreement.form.no-power");
        assertThat(codes(after2022(with(without, Annex.Kind.VOLLMACHT)))).isEmpty();
    }

    @Test
    void theClauseOnContactsNeedsItsAnnex() {
        Agreement plain = with(matter.agreements().get(0), Annex.Kind.RATSBESCHLUSS);
        Agreement contacts = new Agreement(
                plain.key(),
                plain.template(),
                plain.municipalities(),
                plain.signatories(),
                plain.annexes(),
                Set.of(Agreement.Clause.ANSPRECHPERSONEN));
        assertThat(codes(after2022(plain))).isEmpty();
        assertThat(codes(after2022(contacts))).containsExactly("agreement.form.no-contacts");
        assertThat(codes(after2022(with(contacts, Annex.Kind.SONSTIGE)))).isEmpty();
    }

    @Test
    void missesANeededDecisionAndABoundParty() {
        Municipality waiting = new Municipality(
                "crimmitschau",
                "Crimmitschau",
                Municipality.Status.GROSSE_KREISSTADT,
                "Zwickau",
                null,
                "",
                LegalEntity.UNKNOWN,
                true);
        Matter undecided = on(
                AMatter.like(matter)
                        .municipalities(waiting)
                        .agreements(agreement(List.of(waiting), AMatter.RAPHAEL, AMatter.RODIG))
                        .build(),
                LocalDate.of(2026, 3, 2));

        assertThat(form(undecided, false))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("agreement.form.no-decision", Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple("agreement.form.nobody-signs", Severity.WARNING));
        assertThat(form(undecided, true)).extracting(Notice::severity).containsOnly(Severity.NOTE);
    }

    @Test
    void reportsDoubledTitlesAndAddressesWithTheirPlace() {
        Person doubled = person("x", "Prof. Dr.", "Dr. Kim", "Beispiel", "x@c.example");
        Person same = person("y", "Dr.", "Toni", "Drexler", "X@C.example");

        assertThat(data(AMatter.like(matter)
                        .persons(doubled, same)
                        .withoutRelease()
                        .build()))
                .extracting(Notice::code, notice -> notice.place().within())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("agreement.data.title-twice", "personen[0].titel"),
                        org.assertj.core.groups.Tuple.tuple("agreement.data.same-mail", "personen[1].mail"));
    }

    @Test
    void reportsAnApprovalOfTomorrowWhileTheDataAreWritten() {
        LocalDateTime afternoon = LocalDateTime.of(2021, 11, 30, 16, 10);
        assertThat(DataCheck.findings(matter, afternoon, Severity.WARNING))
                .extracting(Notice::code, notice -> notice.place().within())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "agreement.data.approval-ahead", "medieninformation.zitate[2].freigabe.am"));
        assertThat(DataCheck.findings(matter, afternoon.plusHours(1), Severity.WARNING))
                .isEmpty();
    }

    @Test
    void reportsTimesThatLieWrong() {
        assertThat(codesOfData(LocalDateTime.of(2021, 11, 30, 10, 0)))
                .containsExactly("agreement.data.embargo-before-event");
        assertThat(codesOfData(LocalDateTime.of(2021, 12, 1, 10, 59)))
                .containsExactly("agreement.data.embargo-before-event");
        assertThat(codesOfData(LocalDateTime.of(2021, 12, 1, 11, 0))).containsExactly("agreement.data.embargo-over");
        assertThat(codesOfData(LocalDateTime.of(2021, 12, 1, 18, 1)))
                .containsExactly("agreement.data.embargo-after-latest");
        assertThat(codesOfData(LocalDateTime.of(2021, 12, 1, 12, 0))).isEmpty();
        Signatory late = new Signatory(AMatter.RODIG, 1, "demo-rodig", "", LocalDateTime.of(2021, 11, 30, 9, 0));
        assertThat(data(withDeadlines(matter, late)))
                .extracting(Notice::code)
                .containsExactly("agreement.data.deadline-past");
        Signatory early = new Signatory(AMatter.RODIG, 1, "demo-rodig", "", LocalDateTime.of(2021, 11, 30, 23, 59));
        assertThat(data(withDeadlines(matter, early)))
                .extracting(Notice::code, notice -> notice.place().within())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "agreement.data.deadline-before-event", "vereinbarungen[0].unterzeichnende[0].frist"));
        Signatory onTheDay = new Signatory(AMatter.RODIG, 1, "demo-rodig", "", LocalDateTime.of(2021, 12, 1, 10, 0));
        assertThat(data(withDeadlines(matter, onTheDay)))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("agreement.data.deadline-before-event", Severity.NOTE));
        Signatory atTheBeginning =
                new Signatory(AMatter.RODIG, 1, "demo-rodig", "", LocalDateTime.of(2021, 12, 1, 11, 0));
        assertThat(data(withDeadlines(matter, atTheBeginning))).isEmpty();
    }

    private static Matter withDeadlines(Matter matter, Signatory first) {
        return AMatter.like(matter)
                .agreements(new Agreement(
                        "crimmitschau",
                        "kooperationsvereinbarung",
                        List.of(AMatter.CRIMMITSCHAU),
                        List.of(first, AMatter.signatory(AMatter.RAPHAEL, 2))))
                .build();
    }

    @Test
    void aMailboxThatRefusesWhatWillBeSentIsKnownBefore() {
        Mailbox refusing = new Mailbox(
                AMatter.RODIG.mail().toUpperCase(java.util.Locale.ROOT),
                false,
                Mailbox.SignedFiles.NEIN,
                5,
                Set.of("docx"));
        assertThat(data(AMatter.like(matter).mailboxes(refusing).build()))
                .extracting(Notice::code)
                .containsExactly("agreement.data.mailbox-signed", "agreement.data.mailbox-type");
    }

    private List<String> codesOfData(LocalDateTime embargo) {
        return data(AMatter.like(matter)
                        .release(old -> ARelease.like(old).embargo(embargo).build())
                        .build())
                .stream()
                .map(Notice::code)
                .toList();
    }

    private List<String> codes(Matter changed) {
        return form(changed, false).stream().map(Notice::code).toList();
    }

    private List<Notice> form(Matter changed, boolean rehearsal) {
        return of("agreement.form.", consistency.check(changed, rehearsal, List.of(), null));
    }

    private List<Notice> data(Matter changed) {
        return of("agreement.data.", consistency.check(changed, false, List.of(), null));
    }

    private static List<Notice> samples(List<Notice> notices) {
        return of("drafting.data.sample", notices);
    }

    private static List<Notice> of(String beginning, List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.code().startsWith(beginning))
                .toList();
    }

    private Matter after2022(Agreement agreement) {
        return AMatter.like(matter)
                .date(LocalDate.of(2026, 3, 2))
                .persons(agreement.signatories().stream().map(Signatory::person).toArray(Person[]::new))
                .agreements(agreement)
                .withoutRelease()
                .build();
    }

    private static Agreement with(Agreement agreement, Annex.Kind kind) {
        return new Agreement(
                agreement.key(),
                agreement.template(),
                agreement.municipalities(),
                agreement.signatories(),
                List.of(new Annex("anlage.pdf", "Anlage", kind, "")),
                agreement.clauses());
    }

    private static Matter on(Matter matter, LocalDate day) {
        return AMatter.like(matter).date(day).build();
    }

    private Matter signedBy(Person... persons) {
        List<Person> all = new ArrayList<>(List.of(persons));
        all.add(AMatter.RODIG);
        all.add(AMatter.FORKERT);
        Person[] signing = all.toArray(new Person[0]);
        return AMatter.like(matter)
                .date(LocalDate.of(2026, 3, 2))
                .persons(signing)
                .agreements(agreement(List.of(AMatter.CRIMMITSCHAU), signing))
                .withoutRelease()
                .build();
    }

    private static Agreement agreement(List<Municipality> municipalities, Person... persons) {
        List<Signatory> signatories = new ArrayList<>();
        for (Person person : persons) {
            signatories.add(AMatter.signatory(person, 1));
        }
        return new Agreement("crimmitschau", "kooperationsvereinbarung", municipalities, signatories);
    }

    private static Person person(String key, String title, String given, String family, String mail) {
        return new Person(
                key, Person.Salutation.KEINE, title, given, family, "Gast", "ministerium", "", mail, List.of());
    }

    private static Person deputy(String key, Deputyship.Kind kind, String basis) {
        Deputyship deputyship = new Deputyship(kind, basis);
        return new Person(
                key,
                Person.Salutation.FRAU,
                "",
                "Kim",
                "Beispiel",
                "Beigeordnete",
                "crimmitschau",
                deputyship.remark(),
                key + "@c.example",
                List.of(),
                deputyship);
    }
}
