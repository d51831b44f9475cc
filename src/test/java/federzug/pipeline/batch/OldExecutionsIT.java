package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Acting;
import federzug.pipeline.JobRunner;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.testkit.CeremonyApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring Batch's tables do not grow for ever. */
@Tag("database")
class OldExecutionsIT {
    private static final List<String> TABLES = List.of(
            "batch_job_instance",
            "batch_job_execution",
            "batch_job_execution_params",
            "batch_job_execution_context",
            "batch_step_execution",
            "batch_step_execution_context");

    @Test
    void whatEndedLongAgoGoesAndWhatHasNotEndedStays(@TempDir Path folder) {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            application.accept("einer", "");
            JobRunner runner = application.the(JobRunner.class);
            for (int i = 0; i < 2; i++) {
                runner.run(Acting.of("test"), List.of(Stage.REMIND), claims -> claims.claim("einer"), Progress.SILENT);
            }
            JdbcClient jdbc = application.the(JdbcClient.class);
            assertThat(TABLES)
                    .allSatisfy(table -> assertThat(rows(jdbc, table)).as(table).isGreaterThan(1));
            JdbcOldExecutions old = application.the(JdbcOldExecutions.class);

            old.delete();
            assertThat(rows(jdbc, "batch_job_execution")).as("of today").isEqualTo(2);

            jdbc.sql("update batch_job_execution set end_time = null where job_execution_id ="
                            + " (select max(job_execution_id) from batch_job_execution)")
                    .update();
            application.clock().move(Duration.ofDays(10_000));
            old.delete();
            assertThat(rows(jdbc, "batch_job_execution")).isEqualTo(1);
            assertThat(rows(jdbc, "batch_job_instance")).isEqualTo(1);
            assertThat(rows(jdbc, "batch_step_execution")).isPositive();

            jdbc.sql("update batch_job_execution set end_time = start_time").update();
            old.delete();
            assertThat(TABLES)
                    .allSatisfy(table -> assertThat(rows(jdbc, table)).as(table).isZero());
        }
    }

    private static int rows(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
