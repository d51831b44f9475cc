package federzug.pipeline;

import federzug.agreement.StoredMatter;
import federzug.notice.Notice;
import java.util.List;
import java.util.Map;

/** Drives the stages over many matters. The batch framework behind it is nobody else's business. */
public interface JobRunner {
    /**
     * Runs the stages in order, one matter after the other in each. Trouble with one matter keeps it from the later
     * stages and does not stop the rest.
     *
     * @return what went wrong, by matter id; empty if nothing did
     * @throws PipelineException (INPUT) if another live run holds one of the matters
     */
    Map<String, Trouble> run(List<Stage> stages, List<StoredMatter> matters, Work work);

    /** What a stage does with one matter. */
    @FunctionalInterface
    interface Work {
        void perform(Stage stage, StoredMatter matter);
    }

    /**
     * @param failure true: something failed (exit 3); false: input or attention needed (exit 2)
     */
    record Trouble(List<Notice> notices, boolean failure) {
        public Trouble {
            notices = List.copyOf(notices);
        }
    }
}
