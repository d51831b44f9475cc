package federzug.pipeline.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes from Spring Batch's tables what ended long ago: nothing reads it any more, and a worker adds a hundred rows an
 * hour. What was never ended stays for {@link DeadRuns}.
 */
@Component
class JdbcOldExecutions {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcOldExecutions.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TOGETHER = 500;

    /** Each after those that refer to it. */
    private static final List<String> OF_AN_EXECUTION = List.of(
            "delete from batch_step_execution_context where step_execution_id in"
                    + " (select step_execution_id from batch_step_execution where job_execution_id in (:ids))",
            "delete from batch_step_execution where job_execution_id in (:ids)",
            "delete from batch_job_execution_context where job_execution_id in (:ids)",
            "delete from batch_job_execution_params where job_execution_id in (:ids)",
            "delete from batch_job_execution where job_execution_id in (:ids)");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JdbcOldExecutions(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Deletes some of the oldest. Several processes may do so at once. */
    void delete() {
        LocalDateTime before = LocalDateTime.ofInstant(clock.instant().minus(KEPT), clock.getZone());
        List<Long> ids = jdbc.sql("select job_execution_id from batch_job_execution where end_time < :before"
                        + " order by job_execution_id fetch first :most rows only")
                .param("before", before)
                .param("most", TOGETHER)
                .query(Long.class)
                .list();
        if (ids.isEmpty()) {
            return;
        }
        try {
            delete(ids);
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            LOG.info("another process deletes the same", e);
        }
    }

    private void delete(List<Long> ids) {
        transaction.executeWithoutResult(status -> {
            List<Long> instances = jdbc.sql(
                            "select distinct job_instance_id from batch_job_execution where job_execution_id in (:ids)")
                    .param("ids", ids)
                    .query(Long.class)
                    .list();
            OF_AN_EXECUTION.forEach(sql -> jdbc.sql(sql).param("ids", ids).update());
            if (!instances.isEmpty()) {
                jdbc.sql("delete from batch_job_instance where job_instance_id in (:ids) and job_instance_id not in"
                                + " (select job_instance_id from batch_job_execution)")
                        .param("ids", instances)
                        .update();
            }
        });
    }
}
