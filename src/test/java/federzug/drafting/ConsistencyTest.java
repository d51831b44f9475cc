package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Municipality.Status;
import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import federzug.agreement.PressRelease;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyTest extends ConsistencyFixture {
    @Test
    void findsNothingInTheExample() {
        Drafting drafting = new Drafting(new FolderTemplateCatalogue(settings), store);
        FilledDraft agreement = drafting.fill(matter, matter.agreements().get(0));
        assertThat(checked(matter, false, List.of(agreement), drafting.fillRelease(matter)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GROSSE_KREISSTADT, Crimmitschau, Oberbürgermeister,",
        "GROSSE_KREISSTADT, Crimmitschau, Bürgermeister, drafting.consistency.office-deputy",
        "STADT, Lichtenstein/Sa., Bürgermeister,",
        "STADT, Lichtenstein/Sa., Oberbürgermeister, drafting.consistency.office",
        "GEMEINDE, Mülsen, Oberbürgermeisterin, drafting.consistency.office",
        "LANDKREIS, Zwickau, Landrat,",
        "STADT, Lichtenstein/Sa., Landrätin, drafting.consistency.office",
        "STADT, Zwickau, Bürgermeister, drafting.consistency.status-listed",
        "GROSSE_KREISSTADT, Dresden, Oberbürgermeister, drafting.consistency.status-listed",
        "GROSSE_KREISSTADT, Neustadt, Oberbürgermeister, drafting.consistency.status-not-listed",
    })
    void comparesTheOfficeWithTheStatusOfTheMunicipality(Status status, String name, String office, String code) {
        Municipality place = new Municipality("ort", name, status, "Zwickau", null);
        Salutation salutation = office.endsWith("in") ? Salutation.FRAU : Salutation.HERR;
        Person mayor = new Person("x", salutation, "", "Toni", "Beispiel", office, "ort", "", "", List.of());
        Matter changed = AMatter.like(matter)
                .municipalities(place)
                .persons(mayor)
                .withoutRelease()
                .build();
        assertThat(codes(checked(changed, true, List.of(), null))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    /** What the draft would decline, box and mails would show as it was entered. */
    @ParameterizedTest
    @CsvSource({
        "FRAU, Polizeipräsident, drafting.consistency.office-male",
        "FRAU, Erster Bürgermeister, drafting.consistency.office-male",
        "FRAU, Polizeipräsidentin,",
        "FRAU, Leiterin des Führungsstabes,",
        "FRAU, Vorstand,",
        "FRAU, 1. Beigeordnete,",
        "HERR, Landrätin, drafting.consistency.office-female",
        "HERR, Beigeordnete, drafting.consistency.office-female",
        "HERR, Mitglied des Landtags,",
        "KEINE, Polizeipräsident,",
    })
    void comparesTheOfficeWithTheSalutation(Salutation salutation, String office, String code) {
        Person person = new Person("x", salutation, "", "Toni", "Beispiel", office, "polizei", "", "", List.of());
        Matter changed = AMatter.like(matter).persons(person).withoutRelease().build();
        assertThat(codes(checked(changed, true, List.of(), null))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({
        "GEMEINDE, Mülsen, Zwickau,",
        "GEMEINDE, Mülsen, Nordsachsen, drafting.consistency.directorate",
        "KREISFREIE_STADT, Leipzig, '', drafting.consistency.directorate",
        "LANDKREIS, Vogtlandkreis, '',",
        "LANDKREIS, Landkreis Görlitz, '', drafting.consistency.directorate",
        "VERBAND, Zweckverband Ost, '',",
    })
    void comparesTheDirectorateWithTheCounty(Status status, String name, String district, String code) {
        Municipality place = new Municipality("ort", name, status, district, null);
        Matter changed = AMatter.like(matter)
                .municipalities(place)
                .persons(AMatter.RODIG)
                .withoutRelease()
                .build();
        assertThat(codes(checked(changed, true, List.of(), null))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void aDeputyMayBeCalledMayorInABigTown() {
        Person deputy = new Person(
                "x",
                Salutation.HERR,
                "",
                "Max",
                "Beispiel",
                "Bürgermeister",
                "crimmitschau",
                "in Vertretung",
                "",
                List.of());
        assertThat(checked(AMatter.like(matter).persons(deputy).withoutRelease().build(), true, List.of(), null))
                .isEmpty();
    }

    @Test
    void findsANameThatNearlyEqualsAKnownPersons() {
        assertThat(lines("dass Minister Wöllner und Herr Rafael kommen"))
                .containsExactly(
                        "text.docx, Absatz 1: „dass Minister Wöllner und Herr Rafael kommen“: „Wöllner“ ist fast, aber"
                                + " nicht ganz der Name von Roland Wöller. Bitte die Schreibweise prüfen.",
                        "text.docx, Absatz 1: „dass Minister Wöllner und Herr Rafael kommen“: „Rafael“ ist fast, aber"
                                + " nicht ganz der Name von André Raphael. Bitte die Schreibweise prüfen.");
        assertThat(found("Staatsminister Roland Wöllner kommt"))
                .singleElement()
                .extracting(Notice::severity)
                .isEqualTo(Severity.ERROR);
        assertThat(found("Wöllers Rede, Raphaels Dank, Forkert, die Stadt Crimmitschau, der Rohdiamant, Ritter,"
                        + " Forscher"))
                .isEmpty();
    }

    @Test
    void aShortNameIsNotSoughtInEveryWord() {
        Person weiss = new Person(
                "weiss",
                AMatter.RODIG.salutation(),
                "",
                "Manfred",
                "Weiß",
                "Polizeipräsident",
                "polizei",
                "",
                "pp@polizei.example",
                List.of());
        Matter other = AMatter.like(matter)
                .persons(AMatter.RAPHAEL, weiss, AMatter.FORKERT, AMatter.WOELLER)
                .build();
        NameCheck names = new NameCheck(other);
        names.look(Passage.of(Place.in("text.docx", "Absatz 1"), "Ihr Wissen wird auf diese Weise größer."));
        assertThat(names.notices()).isEmpty();
        names.look(Passage.of(Place.in("text.docx", "Absatz 2"), "Es sprach Polizeipräsident Weise."));
        assertThat(names.notices()).singleElement().extracting(Notice::severity).isEqualTo(Severity.WARNING);
    }

    @Test
    void anOrdinaryWordIsNobodysMisspeltName() {
        NameCheck names = new NameCheck(AMatter.like(matter)
                .persons(called("Schulz"), called("Berger"), called("Kramer"))
                .build());
        names.look(
                Passage.of(Place.in("text.docx", "Absatz 1"), "die Beteiligung von Schulen, die Schule, die Bürger"));
        assertThat(names.notices()).isEmpty();
        names.look(Passage.of(
                Place.in("text.docx", "Absatz 2"), "Es sprachen Herr Bürger und Frau Schulze, dann Schultz."));
        assertThat(names.notices()).hasSize(3);
    }

    private static Person called(String name) {
        return new Person(
                name.toLowerCase(Locale.ROOT), Salutation.HERR, "", "Max", name, "Leiter", "lpr", "", "", List.of());
    }

    @Test
    void anAnnexThatTheTextRefersToMustBeThere() {
        assertThat(codes(found("Die Ansprechpersonen stehen in einer Anlage.")))
                .containsExactly("drafting.consistency.annex-missing");
        assertThat(codes(found("Das Nähere regelt Anlage 2."))).containsExactly("drafting.consistency.annex-missing");
        assertThat(found("Vorhaben können in Anlagen geregelt werden.", "Eine Anlage ist eine Grünfläche."))
                .isEmpty();
        FilledDraft annexed = new FilledDraft(
                store.put(
                        "text.docx", WordFile.of("Das Nähere regelt Anlage 1.").bytes()),
                "Titel",
                List.of(),
                List.of(new FilledDraft.Annex(
                        store.put("liste.docx", WordFile.of("Liste").bytes()), "Liste")));
        assertThat(checked(AMatter.like(matter).withoutRelease().build(), false, List.of(annexed), null))
                .isEmpty();
    }

    @Test
    void findsOpenQuotationMarks() {
        assertThat(codes(found("»Gut« und »besser«", "»über zwei", "Absätze«"))).isEmpty();
        assertThat(codes(found("»Gut", "»besser«"))).containsExactly("drafting.consistency.quote-open");
        assertThat(codes(found("Gut«"))).containsExactly("drafting.consistency.quote-not-opened");
        assertThat(codes(found("»Gut »besser« «")))
                .containsExactly("drafting.consistency.quote-open", "drafting.consistency.quote-not-opened");
    }

    @Test
    void findsWeekdaysThatDoNotFitTheirDate() {
        assertThat(found("am Mittwoch, 1.\u00a0Dezember 2021, am Donnerstag, den 02.12.2021, Samstag, 4. Dezember"))
                .isEmpty();
        assertThat(lines("am Dienstag, 1.\u00a0Dezember 2021"))
                .singleElement()
                .asString()
                .endsWith("Der 1.\u00a0Dezember 2021 ist ein Mittwoch, im Text steht Dienstag. Bitte Wochentag oder"
                        + " Datum berichtigen.");
        assertThat(found("am Montag, dem 3.1.")).isEmpty();
        assertThat(found("am Freitag, dem 3. Januar"))
                .singleElement()
                .extracting(Notice::severity)
                .isEqualTo(Severity.WARNING);
        assertThat(codes(found("am 31. November 2021"))).containsExactly("drafting.consistency.no-such-date");
        assertThat(found("§ 1 Abs. 2. Dezember ist 2021, 10.10. und Version 3.14.2021x"))
                .isEmpty();
    }

    @Test
    void findsLeftoversOfMarkup() {
        for (String text :
                List.of("**fett**", "<b>fett</b>", "eins<br/>zwei", "a &amp; b", "${datum}", "{{name}}", "TODO")) {
            assertThat(codes(found("Text " + text))).as(text).containsExactly("drafting.consistency.markup");
        }
        assertThat(found("3 < 4 und 5 > 4, A & B, * Anmerkung, a_b, 100 $")).isEmpty();
    }

    @Test
    void anAnnexIsForAPersonToJudgeUnlessAMarkWasLeft() {
        FilledDraft draft = new FilledDraft(
                store.put("text.docx", WordFile.of("Text.").bytes()),
                "Titel",
                List.of(),
                List.of(
                        new FilledDraft.Annex(
                                store.put(
                                        "vollmacht.docx",
                                        WordFile.of(
                                                        "Staatsminister Roland Wöllner",
                                                        "»offen",
                                                        "${datum}",
                                                        "am 31. November 2021")
                                                .bytes()),
                                "Vollmacht"),
                        new FilledDraft.Annex(store.put("beschluss.pdf", new byte[] {'%'}), "Beschluss")));
        Matter without = AMatter.like(matter).withoutRelease().build();
        assertThat(checked(without, false, List.of(draft), null))
                .extracting(notice -> notice.severity() + " " + notice.code() + " "
                        + notice.place().file() + ", " + notice.place().within().split(":")[0])
                .containsExactlyInAnyOrder(
                        "WARNING drafting.consistency.name vollmacht.docx, Absatz 1",
                        "WARNING drafting.consistency.quote-open vollmacht.docx, Absatz 2",
                        "ERROR drafting.consistency.markup vollmacht.docx, Absatz 3",
                        "WARNING drafting.consistency.no-such-date vollmacht.docx, Absatz 4");
    }

    @Test
    void saysWhereInTheDataAWrongTextStands() {
        Matter changed = AMatter.like(matter)
                .release(old -> withQuotes(
                        old,
                        new PressRelease.Quote(
                                AMatter.RODIG,
                                "Das ist **wichtig**.",
                                old.quotes().get(2).approval())))
                .build();
        FilledDraft draft = new Drafting(new FolderTemplateCatalogue(settings), store).fillRelease(changed);
        assertThat(checked(changed, false, List.of(), draft)).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.consistency.markup");
            assertThat(notice.place().within()).isEqualTo("medieninformation.zitate[0].text");
        });
    }

    @Test
    void todayMustBeTheDayOfTheEvent() {
        assertThat(codes(release("Heute unterzeichnen wir", UnaryOperator.identity())))
                .isEmpty();
        assertThat(codes(release("am heutigen Tag", old -> times(old, 2, 2))))
                .containsExactly("drafting.consistency.today");
        assertThat(codes(release("Heute", old -> times(old, 1, 2)))).containsExactly("drafting.consistency.today-late");
        assertThat(codes(release("Morgen oder Heutemann", old -> times(old, 2, 2))))
                .isEmpty();
    }

    @Test
    void whatTheClockSaysIsOnlyANoteInARehearsal() {
        Matter old = AMatter.like(matter)
                .release(release -> counters(release, LocalDate.of(2021, 10, 30)))
                .build();
        assertThat(checked(old, false, List.of(), null))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("drafting.consistency.counters-old", Severity.WARNING));
        Consistency later = new Consistency(store, Clock.offset(eve, java.time.Duration.ofDays(9)), settings);
        assertThat(wording(later.check(old, true, List.of(), null)))
                .extracting(Notice::code, Notice::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("drafting.consistency.past-event", Severity.NOTE),
                        org.assertj.core.groups.Tuple.tuple("drafting.consistency.counters-old", Severity.NOTE));
        Matter ahead = AMatter.like(matter)
                .release(release -> counters(release, LocalDate.of(2021, 12, 2)))
                .build();
        assertThat(codes(checked(ahead, true, List.of(), null))).containsExactly("drafting.consistency.counters-later");
    }

    @Test
    void warnsOfAQuoteWithoutApprovalAndOfADecisionAfterTheEvent() {
        Municipality late = new Municipality(
                "crimmitschau",
                "Crimmitschau",
                Status.GROSSE_KREISSTADT,
                "Zwickau",
                new Municipality.CouncilDecision(LocalDate.of(2021, 12, 9), "1"));
        Matter changed = AMatter.like(matter)
                .withAnUnapprovedQuote()
                .municipalities(late)
                .build();
        assertThat(checked(changed, false, List.of(), null))
                .extracting(Notice::code)
                .containsExactly("drafting.consistency.decision-later", "drafting.consistency.quote-not-approved");
    }

    /** What is printed is the value, whatever stands in the control. */
    @Test
    void readsWhatABoundControlShows() {
        String control = "<w:p><w:sdt><w:sdtPr>%s<w:dataBinding w:xpath=\"/a/b\""
                + " w:storeItemID=\"{11111111-2222-3333-4444-555555555555}\"/><w:text/></w:sdtPr><w:sdtContent>"
                + WordFile.r("%s", "") + "</w:sdtContent></w:sdt></w:p>";
        assertThat(codes(bound(control.formatted("", "Crimmitschau"), "[Ort eintragen]")))
                .containsExactly("drafting.consistency.to-fill");
        assertThat(bound(control.formatted("", "[Ort eintragen]"), "Crimmitschau"))
                .isEmpty();
        assertThat(bound(control.formatted("<w:showingPlcHdr/>", "Ort"), "Crimmitschau"))
                .isEmpty();
        assertThat(codes(bound(control.formatted("<w:showingPlcHdr/>", "Ort"), "")))
                .containsExactly("drafting.consistency.prompt");
    }

    private List<Notice> bound(String body, String value) {
        byte[] docx = WordFile.of(body)
                .part("customXml/item1.xml", "<a><b>" + value + "</b></a>")
                .part(
                        "customXml/itemProps1.xml",
                        "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\""
                                + " ds:itemID=\"{11111111-2222-3333-4444-555555555555}\"/>")
                .bytes();
        FilledDraft draft = new FilledDraft(store.put("text.docx", docx), "Titel", List.of());
        return checked(AMatter.like(matter).withoutRelease().build(), false, List.of(draft), null);
    }

    /** What wording and dates say; samples and matters of form have tests of their own. */
    private List<Notice> checked(Matter changed, boolean rehearsal, List<FilledDraft> agreements, FilledDraft release) {
        return wording(consistency.check(changed, rehearsal, agreements, release));
    }

    private static List<Notice> wording(List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.code().startsWith("drafting.consistency."))
                .toList();
    }

    private List<Notice> found(String... paragraphs) {
        return checked(AMatter.like(matter).withoutRelease().build(), false, List.of(draft(paragraphs)), null);
    }

    private List<String> lines(String... paragraphs) {
        return found(paragraphs).stream().map(Texts.german()::line).toList();
    }

    private List<Notice> release(String paragraph, UnaryOperator<PressRelease> change) {
        return checked(AMatter.like(matter).release(change).build(), false, List.of(), draft(paragraph));
    }

    private FilledDraft draft(String... paragraphs) {
        return new FilledDraft(store.put("text.docx", WordFile.of(paragraphs).bytes()), "Titel", List.of());
    }

    private static List<String> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).toList();
    }

    private static PressRelease withQuotes(PressRelease old, PressRelease.Quote... quotes) {
        return ARelease.like(old).quotes(List.of(quotes)).build();
    }

    private static PressRelease times(PressRelease old, int from, int latest) {
        return ARelease.like(old)
                .sendFrom(LocalDateTime.of(2021, 12, from, 11, 30))
                .latest(LocalDateTime.of(2021, 12, latest, 18, 0))
                .build();
    }

    private static PressRelease counters(PressRelease old, LocalDate asOf) {
        PressRelease.Counters counters = old.counters();
        return ARelease.like(old)
                .counters(new PressRelease.Counters(
                        asOf,
                        counters.advised(),
                        counters.agreements(),
                        counters.councils(),
                        counters.funds(),
                        counters.period()))
                .build();
    }
}
