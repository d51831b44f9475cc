package federzug.pipeline.batch;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.pipeline.JobRunner.Due;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWatch;
import federzug.pipeline.StageWork;
import federzug.pipeline.folder.FreeSpace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the work of a stage and does it, again if its error is transient. */
@Component
class StageWorks {
    private final Map<Stage, StageWork> works = new EnumMap<>(Stage.class);
    private final Retries retries;
    private final FreeSpace freeSpace;
    private final StageWatch watch;

    StageWorks(List<StageWork> works, Retries retries, FreeSpace freeSpace, StageWatch watch) {
        for (StageWork work : works) {
            StageWork other = this.works.put(work.stage(), work);
            if (other != null) {
                throw new IllegalStateException("two works of " + work.stage() + ": " + other + ", " + work);
            }
        }
        this.retries = retries;
        this.freeSpace = freeSpace;
        this.watch = watch;
    }

    void perform(Stage stage, Acting acting, Due due, Progress progress) {
        StageWork work = works.get(stage);
        if (work == null) {
            throw new IllegalStateException("no work of " + stage);
        }
        long began = System.nanoTime();
        boolean good = false;
        try {
            retries.run(() -> work.perform(acting, due.matter(), due.note(), progress));
            good = true;
        } finally {
            watch.done(stage, Duration.ofNanos(System.nanoTime() - began), good);
        }
    }

    /** On a full disk every matter would fail: the run ends with one clear word instead. */
    void requireSpace(RuntimeException trouble) {
        Optional<Notice> shortage = freeSpace.shortage();
        if (shortage.isPresent()) {
            throw new PipelineException(Kind.FAILURE, shortage.get()).causedBy(trouble);
        }
    }
}
