package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.TurnState;
import federzug.document.PreparedPdf;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.DataChange;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.preparing.Intake.CheckedIntake;
import federzug.pipeline.signing.SigningDesk;
import federzug.pipeline.signing.Successors;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.release.Release;
import federzug.release.Releases;
import federzug.signing.Devices;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SharedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A question is a value: what a person has agreed to counts as long as it is what they were shown. */
@Tag("database")
class ConsentIT extends SharedApplication {
    private static final Acting STAFF = Acting.of("mueller");

    @Override
    protected CeremonyApplication application(Path folder) {
        return new CeremonyApplication(folder, List.of("--federzug.rendering.proof=never"));
    }

    @Test
    void aConsentCountsForExactlyWhatWasShown() throws IOException {
        Data data = new Data("einwilligung");
        RunRequest request = data.request();
        Jobs jobs = application.the(Jobs.class);
        assertThat(jobs.check(request, Progress.SILENT).changes())
                .as("nothing is prepared yet")
                .isEmpty();
        assertThat(jobs.prepare(STAFF, request, Progress.SILENT).notices()).noneMatch(Notice::isError);
        assertThat(jobs.check(request, Progress.SILENT).changes())
                .as("the same data")
                .isEmpty();

        data.change("Polizeipräsident\n", "Leitender Polizeipräsident\n");
        CheckedIntake shown = jobs.check(request, Progress.SILENT);
        assertThat(shown.changes()).extracting(DataChange::matter).containsExactly(data.id);
        assertThat(shown.changes().get(0).differences())
                .extracting(Difference::after)
                .contains("Leitender Polizeipräsident");
        assertThat(data.stored().version()).as("to look changes nothing").isEqualTo(1);

        data.change("Leitender Polizeipräsident", "Amtierender Polizeipräsident");
        RunReport refused = jobs.prepare(STAFF, request.confirmed(shown.changes()), Progress.SILENT);
        assertThat(refused.notices()).extracting(Notice::code).contains("pipeline.change.unconfirmed");
        assertThat(data.stored().version()).isEqualTo(1);

        List<DataChange> now = jobs.check(request, Progress.SILENT).changes();
        RunReport done = jobs.prepare(STAFF, request.confirmed(now), Progress.SILENT);
        assertThat(done.notices()).noneMatch(Notice::isError);
        assertThat(data.stored().version()).isEqualTo(2);
        aBegunSignatureKeepsItsText(data);
    }

    /** The data must not say something else than what is being signed. */
    private void aBegunSignatureKeepsItsText(Data data) throws IOException {
        Jobs jobs = application.the(Jobs.class);
        SigningDesk desk = application.the(SigningDesk.class);
        SigningDesk.Reading reading = desk.show(data.id, null, "raphael", null);
        desk.begin(
                STAFF,
                reading,
                application.the(Devices.class).facts(reading.device()).chain(),
                Progress.SILENT);
        data.change("Amtierender Polizeipräsident", "Polizeipräsident");
        RunReport refused = jobs.prepare(STAFF, data.request().confirmingAll(), Progress.SILENT);
        assertThat(refused.notices()).extracting(Notice::code).contains("pipeline.change.begun");
        assertThat(data.stored().version()).isEqualTo(2);
        assertThat(data.ceremony().turn("raphael").state()).isEqualTo(TurnState.SIGNING);

        application
                .the(TurnDesk.class)
                .takeBack(STAFF, new Whose(data.id, null, "raphael"), "anderer Text", Progress.SILENT);
        PreparedPdf before = data.ceremony().prepared();
        jobs.prepare(STAFF, data.request().confirmingAll(), new Stopping("pipeline.prepare.rendering"));
        assertThat(data.stored().version()).as("the data count").isEqualTo(3);
        assertThat(data.ceremony().prepared())
                .as("their document is not made yet")
                .isEqualTo(before);
        assertThatThrownBy(() -> desk.sign(
                        STAFF, desk.show(data.id, null, "raphael", null), name -> new char[0], Progress.SILENT))
                .as("nobody signs what does not count any more")
                .hasMessage("ceremony.save.outdated");
        assertThat(data.ceremony().anybodySigned()).isFalse();

        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .noneMatch(Notice::isError);
        assertThat(data.ceremony().prepared()).isNotEqualTo(before);
        desk.sign(STAFF, desk.show(data.id, null, "raphael", null), name -> new char[0], Progress.SILENT);
        assertThat(data.ceremony().anybodySigned()).isTrue();
    }

    /** Breaks off when a step begins, as a kill would. */
    private record Stopping(String step) implements Progress {
        @Override
        public void changed(Notice notice) {
            // nobody listens
        }

        @Override
        public void working(Notice notice) {
            if (notice.code().equals(step)) {
                throw new IllegalStateException(step);
            }
        }
    }

    @Test
    void aSignatureFreezesTheTextAndNothingElse() throws IOException {
        Data data = new Data("eingefroren");
        Jobs jobs = application.the(Jobs.class);
        jobs.prepare(STAFF, data.request(), Progress.SILENT);
        Ceremony prepared = data.ceremony();

        data.change("am: \"2021-11-30T16:02\"", "am: \"2021-11-30T16:12\"");
        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .as("no document would be another one, so nobody is asked")
                .noneMatch(Notice::isError);
        assertThat(data.ceremony().paper()).isEqualTo(prepared.paper());

        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(STAFF, desk.show(data.id, null, "raphael", null), name -> new char[0], Progress.SILENT);
        Release before = application.the(Releases.class).find(data.id).orElseThrow();
        data.change("am: \"2021-11-30T16:40\"", "am: \"2021-12-01T08:40\"");
        data.change("polizeipraesident@", "vorzimmer@");
        data.change("ueberschrift: Crimmitschau tritt", "ueberschrift: Jetzt tritt Crimmitschau");
        data.change("versand_ab: \"2021-12-01T11:30\"", "versand_ab: \"2021-12-01T12:30\"");
        data.change(
                "geraet: demo-forkert, ersatzweg: rueckgabe, frist: \"2021-12-01T12:00\"",
                "geraet: rueckgabe, frist: \"2021-12-03T12:00\"");
        RunReport open = jobs.prepare(STAFF, data.request(), Progress.SILENT);
        assertThat(open.notices()).noneMatch(Notice::isError);
        Ceremony now = data.ceremony();
        assertThat(now.turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(now.prepared()).isEqualTo(prepared.prepared());
        assertThat(now.turn("forkert").device()).isEqualTo("rueckgabe");
        assertThat(now.turn("forkert").deadline()).isEqualTo(LocalDateTime.of(2021, 12, 3, 12, 0));
        assertThat(data.stored().matter().person("rodig").orElseThrow().mail()).startsWith("vorzimmer@");
        assertThat(application
                        .the(Releases.class)
                        .find(data.id)
                        .orElseThrow()
                        .state()
                        .papers())
                .isNotEqualTo(before.state().papers());

        int version = data.stored().version();
        data.change("Muster-Beschluss 2021/11-01", "Muster-Beschluss 2021/11-02");
        data.change("vorzimmer@", "sekretariat@");
        RunReport refused = jobs.prepare(STAFF, data.request().confirmingAll(), Progress.SILENT);
        Notice refusal = refused.notices().stream()
                .filter(notice -> notice.code().equals("pipeline.change.signed"))
                .findFirst()
                .orElseThrow();
        assertThat(Texts.german().text(refusal)).contains("2021/11-02").doesNotContain("sekretariat");
        assertThat(data.stored().version()).isEqualTo(version);
        assertThat(data.ceremony()).isEqualTo(now);

        Successors successors = application.the(Successors.class);
        assertThat(successors.signed(data.id)).containsExactly("André Raphael");
        assertThatThrownBy(() -> successors.begin(STAFF, data.id, "neu\nprobe: nein", folder, Progress.SILENT))
                .hasMessage("pipeline.successor.identity");
        assertThatThrownBy(() -> successors.begin(STAFF, data.id, data.id, folder, Progress.SILENT))
                .hasMessage("pipeline.successor.taken");
        application.accept("noch-offen", "");
        assertThatThrownBy(() -> successors.begin(STAFF, "noch-offen", "neu", folder, Progress.SILENT))
                .hasMessage("pipeline.successor.nothing-signed");
        assertThat(data.ceremony()).as("refused changes nothing").isEqualTo(now);
        Path newer = folder.resolve("nachfolger");
        // A kill between the file and the cancelling: the same call finishes.
        Path file = Files.createDirectories(newer).resolve("vorgang.yaml");
        Files.writeString(file, application.the(Matters.class).dataFor(data.id, "nachfolger"));
        assertThat(successors
                        .begin(STAFF, data.id, "nachfolger", newer, Progress.SILENT)
                        .matter()
                        .state())
                .isEqualTo("CANCELLED");
        assertThat(application.the(Ceremonies.class).journal(data.id, "crimmitschau"))
                .last()
                .extracting(JournalEntry::actor, JournalEntry::reason)
                .containsExactly("mueller", "Nachfolger: nachfolger");
        RunRequest request = RunRequest.of(List.of(newer), folder.resolve("out"), false);
        assertThat(jobs.prepare(STAFF, request, Progress.SILENT).notices()).noneMatch(Notice::isError);
        assertThat(application
                        .the(Matters.class)
                        .find("nachfolger")
                        .orElseThrow()
                        .matter()
                        .persons())
                .isEqualTo(data.stored().matter().persons());
        assertThatThrownBy(() -> successors.begin(STAFF, "nachfolger", "noch-einer", newer, Progress.SILENT))
                .hasMessage("pipeline.successor.exists");
    }

    @Test
    void ofTwoAgreementsEachIsFrozenByItsOwnFirstSignature() throws IOException {
        Data data = new Data("zweierlei");
        data.change("# Alle Personen", """
                  - schluessel: werdau
                    name: Werdau
                    status: grosse_kreisstadt
                    landkreis: Zwickau
                    ratsbeschluss: { datum: 2021-11-12, nummer: "Muster-Beschluss 2021/11-07" }
                # Alle Personen""");
        data.change("  - schluessel: rodig\n", """
                  - schluessel: muster
                    anrede: Herr
                    vorname: Kim
                    name: Muster
                    amt: Oberbürgermeister
                    fuer: werdau
                    mail: ob@werdau.example
                  - schluessel: rodig
                """);
        data.change("\nmedieninformation:\n", """
                  - schluessel: werdau
                    vorlage: kooperationsvereinbarung
                    kommunen: [werdau]
                    unterzeichnende:
                      - { person: muster, schritt: 1, geraet: rueckgabe }
                      - { person: rodig, schritt: 2, geraet: demo-rodig }
                      - { person: forkert, schritt: 3, geraet: demo-forkert }
                medieninformation:
                """);
        Jobs jobs = application.the(Jobs.class);
        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .noneMatch(Notice::isError);
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(STAFF, desk.show(data.id, "crimmitschau", "raphael", null), name -> new char[0], Progress.SILENT);
        Ceremony signed = data.ceremony();
        Ceremonies ceremonies = application.the(Ceremonies.class);
        Ceremony open = ceremonies.find(data.id, "werdau").orElseThrow();

        assertThat(application.the(DataDesk.class).of("kim", data.id).signedBy())
                .as("a page leaves the form open as well")
                .isNull();
        data.change("2021/11-07", "2021/11-08");
        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .as("documents would be made again, so somebody has to agree")
                .extracting(Notice::code)
                .contains("pipeline.change.unconfirmed");
        assertThat(jobs.prepare(STAFF, data.request().confirmingAll(), Progress.SILENT)
                        .notices())
                .noneMatch(Notice::isError);
        assertThat(data.ceremony().paper()).isEqualTo(signed.paper());
        assertThat(data.ceremony().turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(ceremonies.find(data.id, "werdau").orElseThrow().prepared()).isNotEqualTo(open.prepared());

        int version = data.stored().version();
        data.change("2021/11-08", "2021/11-09");
        data.change("2021/11-01", "2021/11-02");
        assertThat(jobs.prepare(STAFF, data.request().confirmingAll(), Progress.SILENT)
                        .notices())
                .extracting(Notice::code)
                .contains("pipeline.change.signed");
        assertThat(data.stored().version()).isEqualTo(version);

        assertThat(application
                        .the(JdbcClient.class)
                        .sql("update matter set canonical = replace(canonical, 'form: virtuell', 'form: x')"
                                + " where id = ? and version = ?")
                        .params(data.id, version)
                        .update())
                .isOne();
        assertThat(application
                        .the(Repairing.class)
                        .repair(STAFF, data.id, Progress.SILENT)
                        .isReadable())
                .as("the older data give the text that was signed")
                .isTrue();
        assertThat(data.stored().version()).isEqualTo(version + 1);
        assertThat(data.ceremony().paper()).isEqualTo(signed.paper());
    }

    @Test
    void whatWasCalledOffDoesNotComeBackForAnotherTelephoneNumber() throws IOException {
        Data data = new Data("abgesagt");
        Jobs jobs = application.the(Jobs.class);
        jobs.prepare(STAFF, data.request(), Progress.SILENT);
        application.the(TurnDesk.class).cancel(STAFF, data.id, null, "entfällt", Progress.SILENT);
        Ceremony cancelled = data.ceremony();

        data.change("+49 30 23125 000", "+49 30 23125 111");
        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .noneMatch(Notice::isError);
        assertThat(data.stored().version()).as("the release takes it over").isEqualTo(2);
        assertThat(data.ceremony()).isEqualTo(cancelled);

        data.change("Polizeipräsident\n", "Leitender Polizeipräsident\n");
        assertThat(jobs.prepare(STAFF, data.request(), Progress.SILENT).notices())
                .extracting(Notice::code)
                .contains("pipeline.change.unconfirmed");
        assertThat(jobs.prepare(STAFF, data.request().confirmingAll(), Progress.SILENT)
                        .notices())
                .noneMatch(Notice::isError);
        assertThat(data.ceremony().state().word())
                .as("another text that somebody has confirmed is a new beginning")
                .isEqualTo("PREPARED");
    }

    /** A copy of the example under an identity of its own. */
    private final class Data {
        private final String id;
        private final Path file;

        Data(String id) throws IOException {
            this.id = id;
            file = Files.createDirectories(folder.resolve("daten-" + id)).resolve("vorgang.yaml");
            Files.copy(Path.of("examples/crimmitschau/verteiler.csv"), file.resolveSibling("verteiler.csv"));
            Files.copy(Path.of("examples/crimmitschau/vorgang.yaml"), file);
            change("kennung: crimmitschau-2021", "kennung: " + id);
        }

        void change(String before, String after) throws IOException {
            String text = Files.readString(file);
            assertThat(text).contains(before);
            Files.writeString(file, text.replace(before, after));
        }

        RunRequest request() {
            return RunRequest.of(List.of(file), folder.resolve("out"), false);
        }

        StoredMatter stored() {
            return application.the(Matters.class).find(id).orElseThrow();
        }

        Ceremony ceremony() {
            return application.the(Ceremonies.class).ofMatter(id).get(0);
        }
    }
}
