package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.JournalEntry;
import federzug.notice.Notice;
import federzug.pipeline.JobRunner;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.DatabaseForTests;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A machine died with all that was due in its hands: a worker goes on with one matter, served pages with another. */
@Tag("database")
class TakingOverIT {
    private static final Acting ACTING = Acting.of("test");
    private static final String SILENCE = "--federzug.batch.silence=6s";

    @TempDir
    Path folder;

    @Test
    void aWorkerAndServedPagesTakeOverFromADeadMachine() {
        Path first = folder.resolve("serve");
        Path second = folder.resolve("worker");
        try (CeremonyApplication serve =
                new CeremonyApplication(first, List.of(CeremonyApplication.SERVING, SILENCE))) {
            signed(serve, "ein-vorgang");
            if (DatabaseForTests.isServer()) { // the embedded database belongs to one home
                DatabaseForTests.share(second.resolve("home"), first.resolve("home"));
                try (CeremonyApplication other = new CeremonyApplication(second, List.of(SILENCE))) {
                    aWorkerTakesOver(serve, other);
                }
            }
            died(serve, "ein-vorgang");
            // Pages that are served look after mails by themselves, and may have the matter in hand for a moment.
            await().until(() -> serve.the(JobRunner.class)
                    .run(ACTING, List.of(Stage.REMIND), claims -> claims.claim("ein-vorgang"), Progress.SILENT)
                    .matters()
                    .contains("ein-vorgang"));
            nothingIsHeld(serve);
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }

    private static void nothingIsHeld(CeremonyApplication application) {
        await().until(() -> count(application, "run_lease") + count(application, "job_run") == 0);
    }

    private static void aWorkerTakesOver(CeremonyApplication serve, CeremonyApplication other) {
        died(serve, "ein-vorgang");
        List<Notice> troubles = new ArrayList<>();
        // On a server the silence counts from its start.
        await().until(() -> other.the(Worker.class)
                        .work(ACTING, true, new Worker.Stop(), Progress.SILENT, troubles::add, tally -> {})
                        .looks()
                > 0);

        assertThat(troubles).isEmpty();
        assertThat(serve.the(Ceremonies.class)
                        .ofMatter("ein-vorgang")
                        .get(0)
                        .state()
                        .word())
                .isIn("CHECKED", "CLOSED");
        assertThat(serve.the(Ceremonies.class).journal("ein-vorgang", "crimmitschau"))
                .extracting(JournalEntry::event)
                .containsOnlyOnce("SealAdded", "SealChecked");
        nothingIsHeld(serve);
    }

    private static void signed(CeremonyApplication application, String matter) {
        StoredMatter stored = application.accept(
                matter,
                CeremonyApplication.signatory(AMatter.RAPHAEL, 1, ""),
                CeremonyApplication.signatory(AMatter.RODIG, 2, ""));
        application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "rodig"));
        application.sign(matter, "raphael", "rodig");
    }

    /** A process on a machine that is not here began to work on it two hours ago and was not heard since. */
    private static void died(CeremonyApplication application, String matter) {
        JdbcClient jdbc = application.the(JdbcClient.class);
        jdbc.sql("insert into job_run (id, host, pid, process_start, began_at, beat_at) values ('dead',"
                        + " 'elsewhere/boot/home', 1, '', current_timestamp - interval '2' hour,"
                        + " current_timestamp + interval '1' hour)")
                .update();
        await().ignoreException(DuplicateKeyException.class)
                .until(() -> jdbc.sql("insert into run_lease (matter, run_id, stopped) values (?, 'dead', false)")
                                .param(matter)
                                .update()
                        == 1);
        jdbc.sql("update job_run set beat_at = current_timestamp - interval '2' hour where id = 'dead'")
                .update();
    }

    private static int count(CeremonyApplication application, String table) {
        return application
                .the(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
