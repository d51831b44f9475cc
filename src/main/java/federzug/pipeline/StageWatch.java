package federzug.pipeline;

import java.time.Duration;

/** Hears how long the stages of matters take in this process. Called by several threads at once. */
public interface StageWatch {
    /** @param good false: trouble has stopped the matter */
    void done(Stage stage, Duration took, boolean good);
}
