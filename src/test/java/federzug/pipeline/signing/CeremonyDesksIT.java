package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import federzug.agreement.Matters;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Severity;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.MatterDocuments;
import federzug.pipeline.board.MatterDocuments.MatterDocument;
import federzug.pipeline.checking.Checking;
import federzug.pipeline.checking.Checking.CheckedUpload;
import federzug.pipeline.checking.ReportForm;
import federzug.pipeline.doctor.Doctor;
import federzug.pipeline.doctor.Doctor.Checkup;
import federzug.pipeline.mailing.Mailroom;
import federzug.pipeline.mailing.Sending;
import federzug.pipeline.preparing.Preparation;
import federzug.pipeline.run.Closing;
import federzug.pipeline.run.Renewal;
import federzug.pipeline.signing.Replacing.Effect;
import federzug.pipeline.signing.SigningDesk.Reading;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.signing.Devices;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.MailAsText;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handing out, inviting, reminding, deciding about turns, and the doctor's look at it. */
@Tag("database")
class CeremonyDesksIT extends SharedApplication {
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
        assertThat(mail).contains("PROBE", "ob@crimmitschau.example", "_Kooperationsvereinbarung_Crimmitschau.pdf");
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
        desk().takeBack(Acting.of("test"), whose(ceremony, "raphael"), "Karte vergessen", Progress.SILENT);
        assertThat(states(ceremony)).startsWith(TurnState.INVITED);
        List<JournalEntry> journal = application.the(Ceremonies.class).journal(ceremony.matter(), ceremony.agreement());
        assertThat(journal.get(journal.size() - 1).reason()).isEqualTo("Karte vergessen");
    }

    @ParameterizedTest
    @CsvSource({"rueckgabe, demo-raphael", "demo-raphael, rueckgabe", "demo-raphael, demo-rodig"})
    void switchesFromABegunSignatureToEachOtherWayAndBack(String device, String fallback) {
        String matter = "ersatzweg-" + device + "-" + fallback;
        StoredMatter stored = application.accept(
                matter,
                new Signatory(AMatter.RAPHAEL, 1, device, fallback, null),
                CeremonyApplication.signatory(AMatter.RODIG, 2, ""),
                CeremonyApplication.signatory(AMatter.FORKERT, 3, ""));
        Ceremony ceremony = begun(application.open(stored));

        desk().switchOver(Acting.of("test"), whose(ceremony, "raphael"), "Karte klemmt", Progress.SILENT);

        assertThat(application.the(Ceremonies.class).session(matter, ceremony.agreement()))
                .isEmpty();
        assertThat(now(ceremony).turn("raphael"))
                .extracting(Turn::device, Turn::fallback, Turn::state)
                .containsExactly(fallback, device, TurnState.OPENED);
        desk().switchOver(Acting.of("test"), whose(ceremony, "raphael"), "", Progress.SILENT);
        assertThat(now(ceremony).turn("raphael").device()).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"takeback", "defer", "decline", "cancel"})
    void aBegunSignatureIsGivenUpByEveryOtherDecision(String decision) {
        Ceremony ceremony = begun(waiting("begonnen-" + decision));
        Whose whose = whose(ceremony, "raphael");
        LocalDateTime later = LocalDateTime.now(application.clock()).plusDays(3);
        switch (decision) {
            case "takeback" -> desk().takeBack(Acting.of("test"), whose, "", Progress.SILENT);
            case "defer" -> desk().defer(Acting.of("test"), whose, later, "", Progress.SILENT);
            case "decline" -> desk().decline(Acting.of("test"), whose, "", Progress.SILENT);
            default -> desk().cancel(Acting.of("forkert"), ceremony.matter(), null, "", Progress.SILENT);
        }
        assertThat(application.the(Ceremonies.class).session(ceremony.matter(), ceremony.agreement()))
                .isEmpty();
        assertThat(now(ceremony).turn("raphael").state()).isNotEqualTo(TurnState.SIGNING);
    }

    @Test
    void anUnfinishedSignatureExpires() {
        Ceremony ceremony = begun(waiting("verfallen"));
        application.clock().move(Duration.ofMinutes(50));
        handOut(ceremony);
        assertThat(states(ceremony)).startsWith(TurnState.SIGNING);
        application.clock().move(Duration.ofMinutes(20));
        List<Notice> told = new ArrayList<>();
        application.the(Invitations.class).handOut(Acting.of("test"), stored(ceremony), listening(told));
        assertThat(states(ceremony)).startsWith(TurnState.OPENED);
        assertThat(told).extracting(Notice::code).contains("pipeline.sign.expired");
        assertThat(application.the(Ceremonies.class).session(ceremony.matter(), ceremony.agreement()))
                .isEmpty();
    }

    @Test
    void anExpiredSignatureMayBeBegunAgainByTheSamePerson() {
        Ceremony ceremony = begun(waiting("neu-begonnen"));
        application.clock().move(Duration.ofHours(2));
        List<Notice> told = new ArrayList<>();
        SigningDesk signing = application.the(SigningDesk.class);
        signing.sign(
                Acting.of("test"),
                signing.show(ceremony.matter(), null, "raphael", "demo-raphael"),
                name -> new char[0],
                listening(told));
        assertThat(told).extracting(Notice::code).contains("pipeline.sign.expired", "pipeline.sign.done");
        assertThat(states(ceremony)).startsWith(TurnState.SIGNED);
    }

    @Test
    void aDeputyBeforeTheFirstSignatureMakesANewVersionAndVoidsInvitations() {
        StoredMatter stored = application.acceptWithDeputy("vertretung-vorher", "");
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);
        Ceremony before = now(stored);

        Effect effect =
                replacing().show(new Whose("vertretung-vorher", null, "rodig"), "vertreter", "demo-rodig", null);
        assertThat(effect.signAgain()).isEmpty();
        assertThat(now(stored)).as("shown only").isEqualTo(before);
        replacing().replace(Acting.of("test"), effect, "vertreter", "Urlaub", Progress.SILENT);

        Ceremony after = now(stored);
        assertThat(after.paper().content().digest())
                .isNotEqualTo(before.paper().content().digest());
        assertThat(after.turns())
                .extracting(Turn::person, Turn::state)
                .containsExactly(
                        tuple("raphael", TurnState.WAITING),
                        tuple("vertreter", TurnState.WAITING),
                        tuple("forkert", TurnState.WAITING));
        assertThat(after.turn("vertreter").office()).contains("in Vertretung");
        assertThat(events(after)).containsSubsequence("PersonReplaced", "PreparedAgain");
        assertThat(returned(application.signed(before.paper(), "rodig", "demo-rodig", true)))
                .containsExactly("pipeline.return.replaced");
        assertThat(returned(application.signed(before.paper(), "raphael", "demo-raphael", true)))
                .containsExactly("pipeline.return.before-replacement");
    }

    private List<String> returned(byte[] copy) {
        try {
            Path file = Files.write(folder.resolve("alte-kopie.pdf"), copy);
            return application
                    .the(ReturnDesk.class)
                    .take(Acting.of("test"), null, Upload.each(List.of(file), ReturnDesk.LARGEST), Progress.SILENT)
                    .files()
                    .stream()
                    .peek(taken -> assertThat(taken.accepted()).isFalse())
                    .flatMap(taken -> taken.notices().stream())
                    .map(Notice::code)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aDeputyAfterASignatureShowsWhoMustSignAgain() {
        StoredMatter stored = application.acceptWithDeputy("vertretung-nachher", "");
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);
        SigningDesk signing = application.the(SigningDesk.class);
        signing.sign(
                Acting.of("test"),
                signing.show("vertretung-nachher", null, "raphael", null),
                name -> new char[0],
                Progress.SILENT);
        Ceremony signed = now(stored);

        Effect effect =
                replacing().show(new Whose("vertretung-nachher", null, "rodig"), "vertreter", "demo-rodig", null);
        assertThat(effect.signAgain()).containsExactly("André Raphael");
        assertThat(now(stored)).isEqualTo(signed);
        replacing().replace(Acting.of("test"), effect, "vertreter", "krank", Progress.SILENT);

        assertThat(now(stored).turns())
                .allSatisfy(turn -> assertThat(turn.state()).isEqualTo(TurnState.WAITING));
        assertThat(returned(application
                        .the(DocumentStore.class)
                        .bytes(signed.paper().content().digest())))
                .as("it was taken over once, and counts no more")
                .containsExactly("pipeline.return.before-replacement");
        assertThat(events(now(stored))).containsSubsequence("PersonReplaced", "CeremonyCancelled", "PreparedAgain");
        assertThatThrownBy(() ->
                        replacing().show(new Whose("vertretung-nachher", null, "raphael"), "vertreter", null, null))
                .hasMessageContaining("agreement.replacement.signs-already");
    }

    @Test
    void notifiesSignersOnceThatSomebodyDeclinesAndThatADeputyTakesOver() {
        StoredMatter stored = signedByRaphael("nachricht-vertretung");
        Whose rodig = new Whose("nachricht-vertretung", null, "rodig");
        desk().decline(Acting.of("test"), rodig, "nicht zuständig", Progress.SILENT);
        assertThat(news(stored)).containsExactly("raphael declined");
        sendOpen(stored);
        assertThat(news(stored)).hasSize(1);
        desk().reconsider(Acting.of("test"), rodig, "", Progress.SILENT);
        sendOpen(stored);
        assertThat(news(stored)).containsExactly("raphael declined", "raphael reconsidered");

        Effect effect = replacing().show(rodig, "vertreter", "demo-rodig", null);
        replacing().replace(Acting.of("test"), effect, "vertreter", "krank", Progress.SILENT);
        assertThat(news(stored))
                .containsExactly("raphael declined", "raphael reconsidered", "raphael replaced", "rodig replaced");
        sendOpen(stored);
        assertThat(news(stored)).hasSize(4);
    }

    @Test
    void notifiesSignersAndInvitedPersonsOfACancellingAlsoAfterAKill() {
        StoredMatter stored = signedByRaphael("nachricht-absage");
        application.the(Invitations.class).handOut(Acting.of("test"), stored, Progress.SILENT);
        Ceremonies ceremonies = application.the(Ceremonies.class);
        Ceremony open = now(stored);
        assertThat(open.turn("rodig").state()).isEqualTo(TurnState.WAITING);
        Instant at = application.clock().instant();
        Ceremony asked = ceremonies.save(open.openTurn("rodig"), Acting.of("test"), at);
        // Killed between the decision and its mails: the next call finishes.
        ceremonies.save(asked.cancel("entfällt"), Acting.of("test"), at);
        sendOpen(stored);
        sendOpen(stored);
        assertThat(news(stored)).containsExactly("raphael cancelled", "rodig cancelled");
    }

    @Test
    void anInvitationThatLiesAsAFileIsNoLongerAskedForOnceItsPersonHasDeclined() {
        StoredMatter rehearsal = application.accept("absage-vor-versand", "rueckgabe");
        StoredMatter stored = application.the(Matters.class).accept(rehearsal.matter(), false, rehearsal.out());
        application.open(stored);
        application.the(Invitations.class).handOut(Acting.of("test"), stored, Progress.SILENT);
        Predicate<Notice> sending = notice -> notice.code().equals("delivery.server.by-hand");
        Board board = application.the(Board.class);
        assertThat(board.of("absage-vor-versand").notices()).anyMatch(sending);

        application
                .the(TurnDesk.class)
                .decline(
                        Acting.of("test"),
                        new Whose("absage-vor-versand", null, "raphael"),
                        "so nicht",
                        Progress.SILENT);
        assertThat(board.of("absage-vor-versand").notices()).noneMatch(sending);
    }

    private StoredMatter signedByRaphael(String matter) {
        StoredMatter stored = application.acceptWithDeputy(matter, "");
        application.open(stored);
        SigningDesk signing = application.the(SigningDesk.class);
        signing.sign(
                Acting.of("test"), signing.show(matter, null, "raphael", null), name -> new char[0], Progress.SILENT);
        return stored;
    }

    private void sendOpen(StoredMatter stored) {
        Sending sending = application.the(Mailroom.class).sending(stored, Progress.SILENT);
        application.the(Invitations.class).sendOpen(stored, sending);
        sending.finish();
    }

    /** Who hears of what, by the files in the outbox. */
    private List<String> news(StoredMatter stored) {
        return application.the(Postbox.class).mails(stored.matter().id()).stream()
                .filter(mail -> mail.kind() == Message.Kind.SIGNING_NEWS)
                .map(mail -> {
                    String file = mail.file().replaceAll("\\d+-|\\.eml", "");
                    return file + " " + said(stored, mail.file());
                })
                .toList();
    }

    private String said(StoredMatter stored, String file) {
        try {
            String mail = MailAsText.of(
                    Files.readAllBytes(folder.resolve("out/" + stored.matter().id() + "/mail/" + file)));
            if (mail.contains("unterzeichnet nun doch")) {
                return "reconsidered";
            }
            return mail.contains("abgelehnt") ? "declined" : mail.contains("abgesagt") ? "cancelled" : "replaced";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void somebodyWhoHasSignedIsNotReplaced() {
        StoredMatter stored = application.acceptWithDeputy("vertretung-zu-spaet", "");
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);
        SigningDesk signing = application.the(SigningDesk.class);
        signing.sign(
                Acting.of("test"),
                signing.show("vertretung-zu-spaet", null, "raphael", null),
                name -> new char[0],
                Progress.SILENT);
        Whose whose = new Whose("vertretung-zu-spaet", null, "raphael");
        StoredMatter before =
                application.the(Matters.class).find("vertretung-zu-spaet").orElseThrow();
        assertThatThrownBy(() -> replacing()
                        .replace(
                                Acting.of("test"),
                                replacing().show(whose, "vertreter", "demo-rodig", null),
                                "vertreter",
                                "",
                                Progress.SILENT))
                .hasMessageContaining("ceremony.turn-refused.signed");
        assertThat(now(stored).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(application.the(Matters.class).find("vertretung-zu-spaet"))
                .as("the signer stays among those who get the signed agreement")
                .contains(before);
    }

    @Test
    void nobodyIsReplacedWhoseSigningHasEnded() {
        StoredMatter stored = application.acceptWithDeputy("vertretung-beendet", "");
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);
        Effect shown =
                replacing().show(new Whose("vertretung-beendet", null, "rodig"), "vertreter", "demo-rodig", null);
        desk().cancel(Acting.of("leitung"), "vertretung-beendet", null, "abgesagt", Progress.SILENT);
        Ceremony ended = now(stored);

        assertThatThrownBy(() -> replacing().replace(Acting.of("test"), shown, "vertreter", "", Progress.SILENT))
                .hasMessageContaining("ceremony.refused");

        assertThat(now(stored)).isEqualTo(ended);
        assertThat(application.the(Matters.class).find("vertretung-beendet")).contains(stored);
    }

    @Test
    void aDeputyWithoutAddressIsRefusedAndTheMatterStaysReadable() {
        StoredMatter stored = application.acceptWithDeputy("vertretung-ohne-mail", "", "");
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);
        Ceremony before = now(stored);

        assertThatThrownBy(() -> replacing()
                        .show(new Whose("vertretung-ohne-mail", null, "rodig"), "vertreter", "demo-rodig", null))
                .hasMessageContaining("agreement.signatory.no-mail");

        assertThat(now(stored)).isEqualTo(before);
        assertThat(application.the(Matters.class).find("vertretung-ohne-mail")).contains(stored);
    }

    @Test
    void renewsTheSealOfWhatIsClosedOnlyWhenItIsDue() {
        Ceremony ceremony = waiting("erneuern");
        for (String person : List.of("raphael", "rodig", "forkert")) {
            SigningDesk signing = application.the(SigningDesk.class);
            signing.sign(
                    Acting.of("test"),
                    signing.show(ceremony.matter(), null, person, "demo-" + person),
                    name -> new char[0],
                    Progress.SILENT);
        }
        Renewal renewal = application.the(Renewal.class);
        assertThat(renewal.renew(Acting.of("test"), "erneuern", Duration.ofDays(9000), Progress.SILENT))
                .as("not sealed yet")
                .isEqualTo(new Renewal.Result(0, 0, 0, Duration.ZERO, List.of()));
        application.the(Closing.class).close(Acting.of("test"), stored(ceremony), Progress.SILENT);
        Ceremony sealed = now(ceremony);

        assertThat(renewal.renew(Acting.of("test"), "erneuern", Duration.ofDays(365), Progress.SILENT))
                .isEqualTo(new Renewal.Result(0, 1, 0, Duration.ZERO, List.of()));
        assertThat(now(ceremony)).isEqualTo(sealed);
        assertThat(renewal.renew(Acting.of("test"), "erneuern", Duration.ofDays(9000), Progress.SILENT))
                .isEqualTo(new Renewal.Result(1, 0, 0, Duration.ZERO, List.of()));

        Ceremony renewed = now(ceremony);
        assertThat(renewed.paper().content().size())
                .isGreaterThan(sealed.paper().content().size());
        assertThat(renewed.state().word()).isEqualTo("CHECKED");
        assertThat(events(renewed)).endsWith("SealRenewed");
    }

    @Test
    void givesTheDocumentsAndReportsOfAMatterAndNothingOfAnother() {
        StoredMatter stored = application.accept(
                "seiten",
                CeremonyApplication.signatory(AMatter.RAPHAEL, 1, ""),
                CeremonyApplication.signatory(AMatter.RODIG, 2, ""));
        Ceremony open = application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "rodig"));
        Digest mark = application.the(Ceremonies.class).lastEntry("seiten");
        SigningDesk signing = application.the(SigningDesk.class);
        for (String person : List.of("raphael", "rodig")) {
            signing.sign(
                    Acting.of("test"),
                    signing.show("seiten", null, person, null),
                    name -> new char[0],
                    Progress.SILENT);
        }
        assertThat(application.the(Ceremonies.class).lastEntry("seiten"))
                .as("something has happened")
                .isNotEqualTo(mark)
                .isEqualTo(application.the(Ceremonies.class).lastEntry("seiten"));
        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);
        Digest sealed = now(stored).paper().content().digest();

        MatterDocuments documents = application.the(MatterDocuments.class);
        assertThat(documents.document("seiten", sealed).orElseThrow())
                .extracting(MatterDocument::name, document -> Digest.of(document.content()))
                .containsExactly("kooperationsvereinbarung-signiert.pdf", sealed);
        assertThat(documents.document("seiten", open.prepared().content().digest()))
                .map(MatterDocument::name)
                .contains("kooperationsvereinbarung.pdf");
        for (ReportForm form : ReportForm.values()) {
            assertThat(documents.report("seiten", open.agreement(), form))
                    .as("%s", form)
                    .map(MatterDocument::name)
                    .contains("pruefbericht" + form.ending());
        }
        Digest foreign = waiting("andere-seiten").paper().content().digest();
        assertThat(documents.document("seiten", foreign)).isEmpty();
        assertThat(documents.report("andere-seiten", open.agreement(), ReportForm.PDF))
                .isEmpty();
        assertThatThrownBy(() -> documents.document("gibt-es-nicht", sealed)).hasMessage("pipeline.matter.unknown");
    }

    @Test
    void aKeyElsewhereSignsInTwoSteps() {
        StoredMatter stored = application.accept("zwei-schritte", "");
        application.open(stored);
        SigningDesk signing = application.the(SigningDesk.class);
        Reading reading = signing.show("zwei-schritte", null, "raphael", null);
        try (SigningDevice key = application.the(Devices.class).open("demo-raphael", name -> new char[0])) {
            assertThatThrownBy(() -> signing.begin(
                            Acting.onPage("raphael"),
                            reading,
                            application.the(Devices.class).facts("demo-rodig").chain(),
                            Progress.SILENT))
                    .as("another person's certificate")
                    .isInstanceOf(PipelineException.class);
            assertThat(states(now(stored))).startsWith(TurnState.WAITING);

            SigningSession session =
                    signing.begin(Acting.onPage("raphael"), reading, key.certificateChain(), Progress.SILENT);
            assertThat(states(now(stored))).startsWith(TurnState.SIGNING);
            byte[] wrong = key.sign(new byte[] {1});
            assertThatThrownBy(
                            () -> signing.complete(Acting.onPage("raphael"), reading, session, wrong, Progress.SILENT))
                    .isInstanceOf(NoticedException.class);
            SigningSession again =
                    signing.begin(Acting.onPage("raphael"), reading, key.certificateChain(), Progress.SILENT);
            MatterStatus status = signing.complete(
                    Acting.onPage("raphael"), reading, again, key.sign(again.toBeSigned()), Progress.SILENT);

            assertThat(status.agreements().get(0).turns())
                    .extracting(MatterStatus.TurnStatus::state)
                    .startsWith("SIGNED");
            assertThatThrownBy(() -> signing.complete(
                            Acting.onPage("raphael"), reading, again, key.sign(again.toBeSigned()), Progress.SILENT))
                    .as("the document is another one now")
                    .hasMessage("pipeline.sign.changed");
        }
    }

    @Test
    void checksUploadsAsFilesAndKeepsNothingOfThem() {
        Checking checking = application.the(Checking.class);
        byte[] pdf = SigningSpecimen.pdf(200, 60, "raphael");
        List<CheckedUpload> checked = checking.check(
                List.of(new Upload("../unsigniert.pdf", pdf), new Upload("brief.txt", new byte[] {1})),
                null,
                null,
                Locale.GERMAN);
        assertThat(checked).extracting(CheckedUpload::name).containsExactly("unsigniert.pdf", "brief.txt");
        assertThat(checked).noneMatch(one -> one.verdict().isValid());
        assertThat(checking.report(checked.get(0), ReportForm.PDF, Locale.GERMAN)
                        .orElseThrow())
                .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(checking.report(checked.get(0), ReportForm.HTML, Locale.GERMAN)
                        .map(String::new))
                .hasValueSatisfying(html -> assertThat(html).contains("unsigniert.pdf"));
        assertThat(application.the(DocumentStore.class).contains(Digest.of(pdf)))
                .isFalse();
    }

    @Test
    void deferringLetsTheNextSignAndDecliningDoesNot() {
        Ceremony ceremony = waiting("spaeter");
        LocalDateTime later = LocalDateTime.now(application.clock()).plusDays(3);
        MatterStatus deferred = desk().defer(Acting.of("test"), whose(ceremony, "raphael"), later, "", Progress.SILENT);
        assertThat(deferred.agreements().get(0).turns())
                .extracting(MatterStatus.TurnStatus::state)
                .containsExactly("DEFERRED", "OPENED", "WAITING");
        assertThat(states(ceremony)).containsExactly(TurnState.DEFERRED, TurnState.OPENED, TurnState.WAITING);
        desk().decline(Acting.of("test"), whose(ceremony, "rodig"), "nicht zuständig", Progress.SILENT);
        assertThat(states(ceremony)).containsExactly(TurnState.DEFERRED, TurnState.DECLINED, TurnState.WAITING);
        desk().reconsider(Acting.of("test"), whose(ceremony, "rodig"), "geklärt", Progress.SILENT);
        assertThat(states(ceremony))
                .as("the document is handed out again")
                .containsExactly(TurnState.DEFERRED, TurnState.OPENED, TurnState.WAITING);
        assertThatThrownBy(() -> desk().reconsider(Acting.of("test"), whose(ceremony, "rodig"), "", Progress.SILENT))
                .hasMessage("ceremony.turn.not-declined");
    }

    @Test
    void refusesToDeferIntoThePast() {
        Ceremony ceremony = waiting("vorbei");
        assertThatThrownBy(() -> desk().defer(
                                Acting.of("test"),
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
        desk().cancel(Acting.of("forkert"), "absage", null, "Termin entfällt", Progress.SILENT);
        assertThat(now(ceremony).state().word()).isEqualTo("CANCELLED");
    }

    @Test
    void theDoctorFindsAHealthyMatterAndWhoIsMissing() {
        Ceremony ceremony = waiting("gesund");
        Checkup checkup = application.the(Doctor.class).examine(ceremony.matter(), Progress.SILENT);
        assertThat(checkup.findings())
                .extracting(Notice::code)
                .contains("pipeline.doctor.document", "pipeline.doctor.device", "trust.timestamp.example-works");
        // The test moves the clock, and its home was not made by the product.
        assertThat(checkup.findings())
                .filteredOn(one -> !Set.of("pipeline.doctor.clock-off", "pipeline.doctor.rights-open")
                        .contains(one.code()))
                .allSatisfy(one -> assertThat(one.severity()).isEqualTo(Severity.NOTE));
        assertThat(checkup.missing())
                .filteredOn(one -> one.code().startsWith("pipeline.doctor.missing-signature"))
                .hasSize(3);
    }

    @Test
    void theDoctorReportsTheWrongCertificate() {
        StoredMatter stored = application.accept("vertauscht", "demo-rodig");
        application.open(stored);
        Checkup checkup = application.the(Doctor.class).examine("vertauscht", Progress.SILENT);
        assertThat(checkup.isHealthy()).isFalse();
        assertThat(checkup.findings()).extracting(Notice::code).contains("pipeline.doctor.device-name");
    }

    private Ceremony waiting(String matter) {
        return application.open(matter, "rueckgabe");
    }

    private Ceremony begun(Ceremony waiting) {
        Ceremonies ceremonies = application.the(Ceremonies.class);
        Ceremony open = ceremonies.save(
                waiting.openTurn("raphael"),
                Acting.of("test"),
                application.clock().instant());
        try (SigningDevice device = application.the(Devices.class).open("demo-raphael", name -> new char[0])) {
            SigningSession session =
                    application.the(Signing.class).begin(open.paper(), open.request("raphael"), device);
            return ceremonies.save(
                    open.begin("raphael", session),
                    Acting.of("raphael"),
                    application.clock().instant());
        }
    }

    private static Progress listening(List<Notice> told) {
        return new Progress() {
            @Override
            public void working(Notice notice) {}

            @Override
            public void changed(Notice notice) {
                told.add(notice);
            }
        };
    }

    private Replacing replacing() {
        return application.the(Replacing.class);
    }

    private List<String> events(Ceremony ceremony) {
        return application.the(Ceremonies.class).journal(ceremony.matter(), ceremony.agreement()).stream()
                .map(JournalEntry::event)
                .toList();
    }

    private Ceremony now(StoredMatter stored) {
        return application.the(Ceremonies.class).ofMatter(stored.matter().id()).get(0);
    }

    private TurnDesk desk() {
        return application.the(TurnDesk.class);
    }

    private static Whose whose(Ceremony ceremony, String person) {
        return new Whose(ceremony.matter(), null, person);
    }

    private void handOut(Ceremony ceremony) {
        application.the(Invitations.class).handOut(Acting.of("test"), stored(ceremony), Progress.SILENT);
    }

    private void remind(Ceremony ceremony) {
        application.the(Invitations.class).remind(stored(ceremony), false, "", Progress.SILENT);
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
        return application.now(ceremony);
    }
}
