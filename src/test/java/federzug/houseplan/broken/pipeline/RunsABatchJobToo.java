package federzug.houseplan.broken.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.batch.core.job.Job;

@NullMarked
final class RunsABatchJobToo {
    Job thing;
}
