package federzug.pipeline.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Mailbox;
import federzug.agreement.Mailbox.SignedFiles;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState;
import federzug.delivery.AMailroom;
import federzug.delivery.AgreementMail;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.document.Content;
import federzug.document.MailText;
import federzug.document.SealedPdf;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.mailing.SignedCopies.Bundle;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCopiesTest {
    private static final Municipality TORGAU =
            new Municipality("torgau", "Torgau", Municipality.Status.GROSSE_KREISSTADT, "Nordsachsen", null);
    private static final Person BARTH = new Person(
            "barth",
            Person.Salutation.FRAU,
            "",
            "Romina",
            "Barth",
            "Oberbürgermeisterin",
            "torgau",
            "",
            "ob@torgau.example",
            List.of());

    private final AMailroom room = new AMailroom();

    @TempDir
    Path folder;

    @Test
    void eachPersonGetsAllOwnAgreementsInOneMail() {
        assertThat(bundles(matter(), checked("crimmitschau"), checked("torgau")))
                .containsExactlyInAnyOrder(
                        "raphael: crimmitschau",
                        "rodig: crimmitschau torgau",
                        "forkert: crimmitschau torgau",
                        "barth: torgau");
    }

    @Test
    void waitsForAnAgreementThatIsStillBeingSignedAndSaysSo() {
        SignedCopies copies = copies(matter(), checked("crimmitschau"), open("torgau"));
        assertThat(copies.bundles()).extracting(SignedCopiesTest::words).containsExactly("raphael: crimmitschau");
        assertThat(copies.notices(Place.NOWHERE))
                .extracting(Notice::code)
                .containsExactly("pipeline.send.together", "pipeline.send.together");
        assertThat(copies.isThrough(checked("crimmitschau"), Set.copyOf(copies.bundles())))
                .isFalse();
    }

    @Test
    void doesNotWaitForAnAgreementThatHasComeToAHalt() {
        Ceremony halted =
                open("torgau").openTurn("raphael").next().decline("raphael").next();
        assertThat(bundles(matter(), checked("crimmitschau"), halted)).contains("rodig: crimmitschau");
        Ceremony cancelled = open("torgau").cancel("abgesagt").next();
        assertThat(bundles(matter(), checked("crimmitschau"), cancelled)).contains("rodig: crimmitschau");
    }

    @Test
    void whatAnOlderVersionHasSentAloneStaysAlone() {
        posted(AMatter.RODIG, "crimmitschau");
        assertThat(bundles(matter(), checked("crimmitschau"), checked("torgau")))
                .contains("rodig: crimmitschau", "rodig: torgau", "forkert: crimmitschau torgau")
                .doesNotContain("rodig: crimmitschau torgau");
    }

    @Test
    void whatHasGoneTogetherStaysTogetherAndNothingGoesAgain() {
        posted(AMatter.RODIG, "crimmitschau", "torgau");
        assertThat(bundles(matter(), closed("crimmitschau"), checked("torgau")))
                .containsExactlyInAnyOrder("rodig: crimmitschau torgau", "forkert: torgau", "barth: torgau");
    }

    @Test
    void theMailOfAnotherAddressOrOfARehearsalIsAnother() {
        Person moved = AMatter.at("neu@pd-zwickau.example", AMatter.RODIG);
        posted(moved, "crimmitschau");
        room.postbox().post(mail(AMatter.FORKERT, "crimmitschau"), new Delivery(true, folder, List.of()));
        assertThat(bundles(matter(), checked("crimmitschau"), checked("torgau")))
                .contains("rodig: crimmitschau torgau", "forkert: crimmitschau torgau");
    }

    @Test
    void aMailboxGetsNoMoreInOneMailThanItTakes() {
        Mailbox small = new Mailbox(AMatter.RODIG.mail(), true, SignedFiles.JA, 1, Set.of("pdf"));
        Matter limited = AMatter.like(matter()).mailboxes(small).build();
        assertThat(bundles(limited, checked("crimmitschau", 400_000), checked("torgau", 400_000)))
                .contains("rodig: crimmitschau", "rodig: torgau", "forkert: crimmitschau torgau");
    }

    private static Matter matter() {
        Matter base = AMatter.crimmitschau();
        List<Person> persons = new ArrayList<>(base.persons());
        persons.add(BARTH);
        Agreement first = base.agreements().get(0);
        return AMatter.like(base)
                .municipalities(AMatter.CRIMMITSCHAU, TORGAU)
                .persons(persons.toArray(Person[]::new))
                .agreements(
                        first,
                        new Agreement(
                                "torgau",
                                first.template(),
                                List.of(TORGAU),
                                List.of(
                                        AMatter.signatory(BARTH, 1),
                                        AMatter.signatory(AMatter.RODIG, 2),
                                        AMatter.signatory(AMatter.FORKERT, 3)),
                                List.of(),
                                Set.of()))
                .build();
    }

    private List<String> bundles(Matter matter, Ceremony... ceremonies) {
        return copies(matter, ceremonies).bundles().stream()
                .map(SignedCopiesTest::words)
                .toList();
    }

    private SignedCopies copies(Matter matter, Ceremony... ceremonies) {
        return new SignedCopies(
                new StoredMatter(matter, 1, false, null),
                List.of(ceremonies),
                room.postbox(),
                new Delivery(false, folder, List.of()));
    }

    private static String words(Bundle bundle) {
        return bundle.person().key() + ": " + String.join(" ", bundle.agreements());
    }

    private void posted(Person person, String... agreements) {
        room.postbox().post(mail(person, agreements), AMailroom.to(folder, false));
    }

    private AgreementMail mail(Person person, String... agreements) {
        return new AgreementMail(
                matter().id(),
                List.of(agreements),
                Letters.recipient(person),
                "Vereinbarung",
                new MailText("Text\n", "<p>Text</p>"),
                List.of());
    }

    private static Ceremony open(String agreement) {
        return like(CeremonyBuilder.aCeremony().opened(), agreement, null);
    }

    private static Ceremony checked(String agreement) {
        return checked(agreement, 1000);
    }

    private static Ceremony checked(String agreement, int size) {
        SealedPdf paper = paper(size);
        return like(
                CeremonyBuilder.aCeremony().signedByAll(),
                agreement,
                new CeremonyState.Checked(paper, CeremonyBuilder.digest("report")));
    }

    private static Ceremony closed(String agreement) {
        return like(
                CeremonyBuilder.aCeremony().signedByAll(),
                agreement,
                new CeremonyState.Closed(paper(1000), CeremonyBuilder.digest("report")));
    }

    private static SealedPdf paper(int size) {
        SealedPdf sealed = CeremonyBuilder.sealed(CeremonyBuilder.aCeremony().signedByAll());
        return new SealedPdf(
                new Content(sealed.content().digest(), sealed.content().name(), size), sealed.base());
    }

    private static Ceremony like(Ceremony base, String agreement, CeremonyState state) {
        return new Ceremony(
                base.matter(),
                agreement,
                base.version(),
                base.rehearsal(),
                base.basis(),
                base.prepared(),
                base.turns(),
                state == null ? base.state() : state,
                base.since());
    }
}
