package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.AgreementException;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.notice.Notice;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.SigningDesk;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is wrong with one matter never stops another, and can be repaired. */
@Tag("database")
@TestInstance(Lifecycle.PER_CLASS)
class UnreadableMatterIT {
    private static final Acting STAFF = Acting.of("mueller");
    private static final byte[] SPECIMEN = SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert");

    private CeremonyApplication application;

    @BeforeAll
    void start(@TempDir Path folder) {
        application = new CeremonyApplication(folder);
    }

    @AfterAll
    void stop() {
        application.close();
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
    void signaturesAreNeverGivenAnotherText() {
        StoredMatter stored = application.accept("signiert-kaputt", "");
        application.open(stored, SPECIMEN);
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(STAFF, desk.show("signiert-kaputt", null, "raphael", null), name -> new char[0], Progress.SILENT);
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
