package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.Notice;
import federzug.pipeline.Doctor.Checkup;
import federzug.pipeline.TurnDesk.Whose;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Handing out, inviting, reminding, deciding about turns, and the doctor's look at it. */
@TestInstance(Lifecycle.PER_CLASS)
class CeremonyDesksIT {
    private CeremonyApplication application;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        application = new CeremonyApplication(folder);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void handsTheDocumentToOnePersonAndInvitesThemOnce() throws Exception {
        Ceremony ceremony = waiting("ausgabe");
        handOut(ceremony);
        handOut(ceremony);
        assertThat(states(ceremony)).containsExactly(TurnState.OPENED, TurnState.WAITING, TurnState.WAITING);
        List<MailStatus> mails = mails(ceremony);
        assertThat(mails).extracting(MailStatus::kind).containsExactly(Message.Kind.INVITATION);
        String mail = Files.readString(
                folder.resolve("out/ausgabe/mail/" + mails.get(0).file()));
        assertThat(mail).contains("PROBE", "ob@crimmitschau.example", "kooperationsvereinbarung.pdf");
    }

    @Test
    void remindsOnlyAfterTheIntervalAndCatchesUpOnNothing() {
        Ceremony ceremony = waiting("erinnern");
        handOut(ceremony);
        remind(ceremony);
        assertThat(mails(ceremony)).hasSize(1);
        application.clock().move(Duration.ofDays(5));
        remind(ceremony);
        remind(ceremony);
        assertThat(mails(ceremony))
                .extracting(MailStatus::kind)
                .containsExactly(Message.Kind.INVITATION, Message.Kind.REMINDER);
    }

    @Test
    void takesBackGivesToTheNextInTheStepAndKeepsTheReason() {
        Ceremony ceremony = waiting("zurueck");
        handOut(ceremony);
        desk().takeBack(whose(ceremony, "raphael"), "Karte vergessen", Progress.SILENT);
        assertThat(states(ceremony)).startsWith(TurnState.INVITED);
        List<JournalEntry> journal = application.the(Ceremonies.class).journal(ceremony.matter(), ceremony.agreement());
        assertThat(journal.get(journal.size() - 1).reason()).isEqualTo("Karte vergessen");
    }

    @Test
    void switchesToTheOtherWayEvenFromABegunSignature() {
        Ceremony ceremony = waiting("ersatzweg");
        desk().switchOver(whose(ceremony, "raphael"), "", Progress.SILENT);
        assertThat(now(ceremony).turn("raphael"))
                .extracting(Turn::device, Turn::fallback)
                .containsExactly("demo-raphael", "rueckgabe");
    }

    @Test
    void deferringLetsTheNextSignAndDecliningDoesNot() {
        Ceremony ceremony = waiting("spaeter");
        LocalDateTime later = LocalDateTime.now(application.clock()).plusDays(3);
        desk().defer(whose(ceremony, "raphael"), later, "", Progress.SILENT);
        handOut(ceremony);
        assertThat(states(ceremony)).containsExactly(TurnState.DEFERRED, TurnState.OPENED, TurnState.WAITING);
        desk().decline(whose(ceremony, "rodig"), "nicht zuständig", Progress.SILENT);
        handOut(ceremony);
        assertThat(states(ceremony)).containsExactly(TurnState.DEFERRED, TurnState.DECLINED, TurnState.WAITING);
    }

    @Test
    void refusesToDeferIntoThePast() {
        Ceremony ceremony = waiting("vorbei");
        assertThatThrownBy(() -> desk().defer(
                                whose(ceremony, "raphael"),
                                LocalDateTime.now(application.clock()).minusDays(1),
                                "",
                                Progress.SILENT))
                .hasMessage("pipeline.turn.past");
    }

    @Test
    void callingOffSaysWhoHasSignedAndWhoWasAsked() {
        Ceremony ceremony = waiting("absage");
        handOut(ceremony);
        assertThat(desk().beforeCancel("absage", null).told()).containsExactly("André Raphael");
        desk().cancel("absage", null, "forkert", "Termin entfällt");
        assertThat(now(ceremony).state().word()).isEqualTo("CANCELLED");
    }

    @Test
    void theDoctorFindsAHealthyMatterAndWhoIsMissing() {
        Ceremony ceremony = waiting("gesund");
        Checkup checkup = application.the(Doctor.class).examine(ceremony.matter(), Progress.SILENT);
        assertThat(checkup.findings())
                .extracting(Notice::code)
                .contains("pipeline.doctor.document", "pipeline.doctor.device", "pipeline.doctor.timestamp");
        assertThat(checkup.isHealthy()).as("%s", checkup.findings()).isTrue();
        assertThat(checkup.missing())
                .filteredOn(one -> one.code().startsWith("pipeline.doctor.missing-signature"))
                .hasSize(3);
    }

    @Test
    void theDoctorTellsTheWrongCertificate() {
        StoredMatter stored = application.accept("vertauscht", "demo-rodig");
        application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
        Checkup checkup = application.the(Doctor.class).examine("vertauscht", Progress.SILENT);
        assertThat(checkup.isHealthy()).isFalse();
        assertThat(checkup.findings()).extracting(Notice::code).contains("pipeline.doctor.device-name");
    }

    private Ceremony waiting(String matter) {
        return application.open(
                application.accept(matter, "rueckgabe"), SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
    }

    private TurnDesk desk() {
        return application.the(TurnDesk.class);
    }

    private static Whose whose(Ceremony ceremony, String person) {
        return new Whose(ceremony.matter(), null, person);
    }

    private void handOut(Ceremony ceremony) {
        application.the(Invitations.class).handOut(stored(ceremony), Progress.SILENT);
    }

    private void remind(Ceremony ceremony) {
        application.the(Invitations.class).remind(stored(ceremony), false, Progress.SILENT);
    }

    private StoredMatter stored(Ceremony ceremony) {
        return application.the(Matters.class).find(ceremony.matter()).orElseThrow();
    }

    private List<MailStatus> mails(Ceremony ceremony) {
        return application.the(Postbox.class).mails(ceremony.matter());
    }

    private List<TurnState> states(Ceremony ceremony) {
        return now(ceremony).turns().stream().map(Turn::state).toList();
    }

    private Ceremony now(Ceremony ceremony) {
        return application
                .the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow();
    }
}
