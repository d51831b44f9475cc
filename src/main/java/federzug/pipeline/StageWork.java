package federzug.pipeline;

import federzug.ceremony.Acting;

/**
 * What a stage does with one matter; found by its stage. It needs the database and the document store, and nothing of
 * the run's memory: everything else comes as a value. Called by several threads at once, and safe to repeat.
 */
public interface StageWork {
    Stage stage();

    /**
     * @param acting who has started the run
     * @param note what was noted when the matter was claimed, or empty
     */
    void perform(Acting acting, String matter, String note, Progress progress);
}
