package federzug.houseplan.broken.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.batch.core.job.Job;

@NullMarked
final class RunsABatchJob {
    Job thing;
}
