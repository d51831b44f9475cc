package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.AgreementException;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.SigningDesk;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.Papers;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.Releases;
import federzug.signing.Devices;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is wrong with one matter never stops another, and can be repaired. */
class UnreadableMatterIT extends SharedApplication {
    private static final Acting STAFF = Acting.of("mueller");
    private static final byte[] SPECIMEN = SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert");

    @Override
    protected CeremonyApplication application(Path folder) {
        return new CeremonyApplication(folder, List.of("--federzug.rendering.proof=never"));
    }

    @Test
    void oneThatCannotBeReadIsListedAndTheOthersGoOn() {
        StoredMatter broken = application.accept("kaputt", "rueckgabe");
        application.open(broken, SPECIMEN);
        StoredMatter fine = application.accept("heil", "rueckgabe");
        application.open(fine, SPECIMEN);
        breakData("kaputt");

        List<MatterStatus> board = application.the(Board.class).all();
        assertThat(board).extracting(MatterStatus::id).contains("heil", "kaputt");
        MatterStatus listed = application.the(Board.class).of("kaputt");
        assertThat(listed.isReadable()).isFalse();
        assertThat(listed.needsAttention()).isTrue();
        assertThat(listed.hasEnded()).isFalse();
        assertThat(listed.notices())
                .extracting(Notice::code)
                .startsWith("pipeline.matter.unreadable", "agreement.matter.unreadable")
                .hasSizeGreaterThan(2);

        RunReport resumed = application.the(Jobs.class).resume(STAFF, Progress.SILENT);
        assertThat(resumed.matters()).contains("heil", "kaputt");
        assertThat(resumed.remarkable()).contains("kaputt").doesNotContain("heil");
        assertThat(application
                        .the(Jobs.class)
                        .remind(STAFF, null, false, Progress.SILENT)
                        .remarkable())
                .contains("kaputt")
                .doesNotContain("heil");
        assertThat(application
                        .the(ReturnDesk.class)
                        .take(STAFF, null, List.of(new Upload("x.pdf", new byte[] {1})), Progress.SILENT)
                        .files())
                .singleElement()
                .satisfies(taken -> assertThat(taken.notices())
                        .extracting(Notice::code)
                        .doesNotContain("agreement.matter.unreadable"));
    }

    @Test
    void repairPutsTheNewestReadableVersionInForceAgain() {
        StoredMatter first = application.acceptWithDeputy("repariert", "rueckgabe");
        application.open(first, SPECIMEN);
        StoredMatter second = application.acceptWithDeputy("repariert", "rueckgabe", "andere@pd-zwickau.example");
        assertThat(second.version()).isEqualTo(2);
        breakData("repariert");
        assertThatThrownBy(() -> application.the(Matters.class).find("repariert"))
                .isInstanceOf(AgreementException.class);

        MatterStatus status = application.the(Repairing.class).repair(STAFF, "repariert", Progress.SILENT);

        assertThat(status.isReadable()).isTrue();
        StoredMatter now = application.the(Matters.class).find("repariert").orElseThrow();
        assertThat(now.version()).as("nothing is overwritten").isEqualTo(3);
        assertThat(now.matter().persons()).isEqualTo(first.matter().persons());
        assertThat(application
                        .the(Ceremonies.class)
                        .ofMatter("repariert")
                        .get(0)
                        .basis()
                        .matterVersion())
                .as("prepared again from it")
                .isEqualTo(3);
        application.the(Repairing.class).repair(STAFF, "repariert", Progress.SILENT);
        assertThat(application.the(Matters.class).find("repariert")).contains(now);
    }

    @Test
    void aSignatureBegunUnderUnreadableDataIsGivenUp() {
        application.acceptWithDeputy("begonnen-kaputt", "");
        application.open(application.acceptWithDeputy("begonnen-kaputt", "", "andere@pd-zwickau.example"), SPECIMEN);
        begin("begonnen-kaputt");
        breakData("begonnen-kaputt");

        assertThat(application
                        .the(Repairing.class)
                        .repair(STAFF, "begonnen-kaputt", Progress.SILENT)
                        .isReadable())
                .isTrue();
        assertThat(ceremony("begonnen-kaputt").turn("raphael").state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void signaturesAreNeverGivenAnotherText() {
        StoredMatter stored = application.accept("signiert-kaputt", "");
        application.open(stored, SPECIMEN);
        application.sign("signiert-kaputt", "raphael");
        breakData("signiert-kaputt");

        assertThatThrownBy(() -> application.the(Repairing.class).repair(STAFF, "signiert-kaputt", Progress.SILENT))
                .hasMessage("pipeline.repair.no-version");
        assertThat(application
                        .the(Ceremonies.class)
                        .ofMatter("signiert-kaputt")
                        .get(0)
                        .anybodySigned())
                .isTrue();
    }

    /** What a fault, or an older version of the program, may have done to the rows of a signing. */
    private static final Map<String, String> BROKEN_SIGNINGS = Map.of(
            "state", "update ceremony set state = 'WAITING_FOR_CARD' where matter = :matter",
            "paper", "update ceremony set signed = prepared, sealed = prepared where matter = :matter",
            "prepared", "update ceremony set prepared = 'abc', draft = '' where matter = :matter",
            "end", "update ceremony set state = '', journal_hash = '', journal_entries = 0 where matter = :matter",
            "turn", "update turn set state = 'GONE' where matter = :matter and person = 'forkert'",
            "turns", "delete from turn where matter = :matter");

    @Test
    void restoresASigningFromItsJournalInEveryState() {
        List<String> faults = BROKEN_SIGNINGS.keySet().stream().sorted().toList();
        List<String> stages = List.of(
                "prepared",
                "opened",
                "begun",
                "signed",
                "deferred",
                "declined",
                "reconsidered",
                "again",
                "switched",
                "cancelled",
                "all",
                "closed");
        for (int stage = 0; stage < stages.size(); stage++) {
            String matter = "unterzeichnung-" + stages.get(stage);
            StoredMatter stored = application.accept(
                    matter,
                    CeremonyApplication.signatory(AMatter.RAPHAEL, 1, ""),
                    CeremonyApplication.signatory(AMatter.FORKERT, 2, ""));
            application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "forkert"));
            take(stored, stages.get(stage));
            Ceremony before = ceremony(matter);
            for (int n = 0; n < 2; n++) {
                String fault = faults.get((2 * stage + n) % faults.size());
                breakSigning(matter, fault);
                assertThat(application.the(Board.class).of(matter).isReadable())
                        .as("%s, %s", matter, fault)
                        .isFalse();
                MatterStatus status = application.the(Repairing.class).repair(STAFF, matter, Progress.SILENT);
                assertThat(status.isReadable()).as("%s, %s", matter, fault).isTrue();
                Ceremony after = ceremony(matter);
                assertThat(after.state()).as("%s, %s", matter, fault).isEqualTo(before.state());
                assertThat(after.since()).isEqualTo(before.since());
                assertThat(after.prepared()).isEqualTo(before.prepared());
                assertThat(after.turns())
                        .as("%s, %s", matter, fault)
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                                stages.get(stage).equals("deferred") && fault.equals("turns") ? "deadline" : "")
                        .isEqualTo(before.turns());
                assertThat(application.the(Ceremonies.class).auditJournal(matter, after.agreement()))
                        .isEmpty();
            }
            goOn(stored, stages.get(stage));
        }
    }

    @Test
    void aSigningWhoseJournalIsNotWholeIsLeftToPeople() {
        StoredMatter stored = application.accept("protokoll-kaputt", "");
        application.open(stored, SPECIMEN);
        take(stored, "signed");
        JdbcClient jdbc = application.the(JdbcClient.class);
        jdbc.sql("delete from ceremony_journal where matter = 'protokoll-kaputt' and event = 'SignatureRecorded'")
                .update();
        breakSigning("protokoll-kaputt", "state");
        assertThatThrownBy(() -> application.the(Repairing.class).repair(STAFF, "protokoll-kaputt", Progress.SILENT))
                .hasMessageContaining("ceremony.journal");
        assertThat(application.the(Board.class).of("protokoll-kaputt").isReadable())
                .isFalse();
    }

    /** One matter of a folder has a broken signing: it is refused with its reason, and the others are taken. */
    @Test
    void dataOfOthersAreTakenBesideABrokenSigning(@TempDir Path data) throws IOException {
        StoredMatter stored = application.accept("ordner-kaputt", "rueckgabe");
        application.open(stored, SPECIMEN);
        breakSigning("ordner-kaputt", "state");
        for (String id : List.of("ordner-kaputt", "ordner-heil")) {
            Path one = Files.createDirectories(data.resolve(id));
            Files.copy(Path.of("examples/crimmitschau/verteiler.csv"), one.resolve("verteiler.csv"));
            String text = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"));
            Files.writeString(one.resolve("vorgang.yaml"), text.replace("crimmitschau-2021", id));
        }
        RunRequest request = RunRequest.of(List.of(data), data.resolve("out"), false);
        assertThat(application.the(Jobs.class).check(request, Progress.SILENT).notices())
                .extracting(Notice::code)
                .contains("ceremony.stored.unreadable");
        RunReport report = application.the(Jobs.class).prepare(STAFF, request.confirmingAll(), Progress.SILENT);
        assertThat(report.matters()).contains("ordner-heil").doesNotContain("ordner-kaputt");
        assertThat(report.notices()).extracting(Notice::code).contains("ceremony.stored.unreadable");
        assertThat(ceremony("ordner-heil").state().word()).isEqualTo("PREPARED");
        aReleaseIsRestoredToWhatItsSendingShows("ordner-heil", request);
    }

    private void aReleaseIsRestoredToWhatItsSendingShows(String matter, RunRequest request) {
        Releases releases = application.the(Releases.class);
        Papers papers = releases.find(matter).orElseThrow().state().papers();
        breakRelease(matter);
        assertThat(application.the(Board.class).of(matter).isReadable()).isFalse();
        assertThat(application
                        .the(Repairing.class)
                        .repair(STAFF, matter, Progress.SILENT)
                        .isReadable())
                .isTrue();
        assertThat(releases.find(matter)).as("drafted by the next run").isEmpty();
        application.the(Jobs.class).prepare(STAFF, request, Progress.SILENT);
        assertThat(releases.find(matter)).isPresent();

        Dispatch begun = new Dispatch(
                matter,
                0,
                Dispatch.State.BEGUN,
                papers,
                "",
                "mueller",
                application.clock().instant(),
                List.of());
        application.the(Dispatches.class).keep(begun);
        breakRelease(matter);
        application.the(Repairing.class).repair(STAFF, matter, Progress.SILENT);
        assertThat(releases.find(matter))
                .hasValueSatisfying(release -> assertThat(release.state())
                        .isInstanceOfSatisfying(
                                Dispatching.class,
                                state -> assertThat(state.papers()).isEqualTo(papers)));
    }

    private void breakRelease(String matter) {
        assertThat(application
                        .the(JdbcClient.class)
                        .sql("update press_release set state = 'GONE', draft = 'abc' where matter = ?")
                        .param(matter)
                        .update())
                .isOne();
    }

    private void take(StoredMatter stored, String stage) {
        String matter = stored.matter().id();
        TurnDesk turns = application.the(TurnDesk.class);
        Whose raphael = new Whose(matter, null, "raphael");
        switch (stage) {
            case "opened" -> {
                Ceremony ceremony = ceremony(matter);
                application
                        .the(Ceremonies.class)
                        .save(
                                ceremony.openTurn("raphael"),
                                STAFF,
                                application.clock().instant());
            }
            case "begun" -> begin(matter);
            case "signed" -> sign(matter, "raphael");
            case "deferred" ->
                turns.defer(
                        STAFF, raphael, LocalDateTime.now(application.clock()).plusDays(2), "", Progress.SILENT);
            case "declined" -> {
                sign(matter, "raphael");
                turns.decline(STAFF, new Whose(matter, null, "forkert"), "nein", Progress.SILENT);
            }
            case "reconsidered" -> {
                turns.decline(STAFF, raphael, "nein", Progress.SILENT);
                application.clock().move(Duration.ofMinutes(1));
                turns.reconsider(STAFF, raphael, "doch", Progress.SILENT);
            }
            case "again" -> {
                application.clock().move(Duration.ofMinutes(1));
                Ceremony known = ceremony(matter);
                application
                        .the(Ceremonies.class)
                        .save(
                                known.prepareAgain(
                                        known.rehearsal(),
                                        known.basis(),
                                        known.prepared(),
                                        stored.matter().agreements().get(0).signatories()),
                                STAFF,
                                application.clock().instant());
            }
            case "switched" -> turns.switchOver(STAFF, raphael, "", Progress.SILENT);
            case "cancelled" -> {
                sign(matter, "raphael");
                turns.cancel(STAFF, matter, null, "entfällt", Progress.SILENT);
            }
            case "all", "closed" -> {
                sign(matter, "raphael");
                sign(matter, "forkert");
                if (stage.equals("closed")) {
                    application.the(Closing.class).close(STAFF, stored, Progress.SILENT);
                }
            }
            default -> {}
        }
    }

    /** What could be done before can be done after the repair. */
    private void goOn(StoredMatter stored, String stage) {
        if (stage.equals("begun")) {
            // What was begun cannot be read either: it is begun again.
            application
                    .the(JdbcClient.class)
                    .sql("update signing_session set content = '{\"id\": 1' where matter = ?")
                    .param(stored.matter().id())
                    .update();
        }
        if (List.of("prepared", "again", "opened", "begun", "deferred", "reconsidered")
                .contains(stage)) {
            sign(stored.matter().id(), "raphael");
        } else if (stage.equals("all")) {
            application.the(Closing.class).close(STAFF, stored, Progress.SILENT);
            assertThat(ceremony(stored.matter().id()).state().word()).isEqualTo("CHECKED");
        }
    }

    private void sign(String matter, String person) {
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(STAFF, desk.show(matter, null, person, "demo-" + person), name -> new char[0], Progress.SILENT);
    }

    private void begin(String matter) {
        SigningDesk desk = application.the(SigningDesk.class);
        SigningDesk.Reading reading = desk.show(matter, null, "raphael", null);
        desk.begin(
                STAFF,
                reading,
                application.the(Devices.class).facts(reading.device()).chain(),
                Progress.SILENT);
    }

    private Ceremony ceremony(String matter) {
        return application.the(Ceremonies.class).ofMatter(matter).get(0);
    }

    private void breakSigning(String matter, String fault) {
        application
                .the(JdbcClient.class)
                .sql(BROKEN_SIGNINGS.get(fault))
                .param("matter", matter)
                .update();
    }

    /** As an older version of the program, or a fault in it, may have left it. */
    private void breakData(String matter) {
        JdbcClient jdbc = application.the(JdbcClient.class);
        String canonical = jdbc.sql(
                        "select canonical from matter where id = ? order by version desc fetch first 1 row only")
                .param(matter)
                .query(String.class)
                .single();
        jdbc.sql(
                        "update matter set canonical = ? where id = ? and version = (select max(version) from matter where id = ?)")
                .params(canonical.replace("form: virtuell", "form: fernmuendlich"), matter, matter)
                .update();
    }
}
