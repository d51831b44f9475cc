package federzug.pipeline.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.board.Dossier.Happened;
import federzug.pipeline.board.Dossier.Waiting;
import federzug.pipeline.board.Dossier.Whole;
import federzug.pipeline.board.MatterStep.Kind;
import federzug.pipeline.board.MatterStep.State;
import federzug.pipeline.run.Jobs;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.testkit.CeremonyApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people at a desk see of a matter, from the first document to the end. */
@Tag("database")
class DossierIT {
    @TempDir
    static Path folder;

    private static CeremonyApplication application;

    @BeforeAll
    static void start() {
        application = new CeremonyApplication(folder);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Whole whole(String id) {
        return application.the(Dossier.class).of(id);
    }

    private static State state(String id, Kind kind) {
        return whole(id).steps().get(kind.ordinal()).state();
    }

    private static String now(String id) {
        return Texts.german().text(whole(id).brief().now());
    }

    private static void open(String id, String device) throws Exception {
        application.open(id, device);
    }

    @Test
    void saysThatNothingIsPreparedYet() {
        StoredMatter stored = application.accept("neu", "rueckgabe");
        Whole whole = whole(stored.matter().id());
        assertThat(whole.steps()).extracting(MatterStep::kind).containsExactly(Kind.values());
        assertThat(whole.steps())
                .extracting(MatterStep::state)
                .containsExactly(
                        State.DONE,
                        State.OPEN,
                        State.DONE,
                        State.NOT_YET,
                        State.NOT_YET,
                        State.NOT_YET,
                        State.NOT_YET,
                        State.NOT_YET);
        assertThat(whole.papers()).isEmpty();
        assertThat(whole.brief().title()).isEqualTo("Crimmitschau");
    }

    @Test
    void namesTheHolderAndReportsWhatHasHappened() throws Exception {
        open("laeuft", "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), "laeuft", Progress.SILENT);
        assertThat(state("laeuft", Kind.SIGNING)).isEqualTo(State.RUNNING);
        assertThat(state("laeuft", Kind.INVITATIONS)).isEqualTo(State.RUNNING);
        assertThat(now("laeuft")).isEqualTo("Jetzt unterzeichnet Oberbürgermeister André Raphael.");
        assertThat(whole("laeuft").brief().waiting()).isEqualTo(Waiting.FOR_OTHERS);
        Happened last = whole("laeuft").history().get(0);
        assertThat(Texts.german().text(last.what())).startsWith("André Raphael ist an der Reihe");
        assertThat(last.actor()).isEqualTo("kim");
    }

    @Test
    void asksForADecisionAfterARefusal() throws Exception {
        open("abgelehnt", "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), "abgelehnt", Progress.SILENT);
        application
                .the(TurnDesk.class)
                .decline(
                        Acting.onPage("kim"),
                        new Whose("abgelehnt", null, "raphael"),
                        "Der Rat war dagegen",
                        Progress.SILENT);
        assertThat(state("abgelehnt", Kind.SIGNING)).isEqualTo(State.NEEDS_YOU);
        assertThat(now("abgelehnt")).startsWith("André Raphael hat abgelehnt");
        assertThat(whole("abgelehnt").brief().waiting()).isEqualTo(Waiting.FOR_YOU);
        assertThat(whole("abgelehnt").history()).extracting(Happened::reason).contains("Der Rat war dagegen");
        assertThat(application.the(Dossier.class).all().get(0).waiting()).isEqualTo(Waiting.FOR_YOU);
    }

    @Test
    void isForNobodyWhenItWasCalledOff() throws Exception {
        open("abgebrochen", "rueckgabe");
        application
                .the(TurnDesk.class)
                .cancel(Acting.of("kim"), "abgebrochen", null, "Termin fällt aus", Progress.SILENT);
        assertThat(whole("abgebrochen").brief().waiting()).isEqualTo(Waiting.FOR_NOBODY);
        assertThat(now("abgebrochen")).isEqualTo("Die Unterzeichnung ist abgebrochen.");
        assertThat(state("abgebrochen", Kind.SIGNING)).isEqualTo(State.NOT_YET);
    }

    @Test
    void givesTheNewestDocumentsOnly() throws Exception {
        open("papiere", "");
        int before = whole("papiere").papers().size();
        application.sign("papiere", "raphael");
        assertThat(before).isEqualTo(1);
        assertThat(whole("papiere").papers())
                .extracting(Dossier.Paper::name)
                .hasSize(2)
                .anyMatch(name -> name.contains("signiert") || name.endsWith(".pdf"));
        assertThat(whole("papiere").papers())
                .allSatisfy(paper -> assertThat(
                                application.the(MatterDocuments.class).document("papiere", paper.digest()))
                        .isPresent());
        assertThat(state("papiere", Kind.SIGNING)).isEqualTo(State.RUNNING);
    }

    @Test
    void findsByPlaceAndPersonAndRefusesTheUnknown() {
        application.accept("gesucht", "rueckgabe");
        Dossier dossier = application.the(Dossier.class);
        assertThat(dossier.about(" FORKERT "))
                .extracting(brief -> brief.status().id())
                .contains("gesucht");
        assertThat(dossier.about("gibt es nicht")).isEmpty();
        assertThatThrownBy(() -> dossier.of("../gesucht")).isInstanceOf(PipelineException.class);
    }
}
