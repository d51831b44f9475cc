package federzug.pipeline;

import java.time.Duration;

/** Records how long the stages of matters take in this process. Thread-safe. */
public interface StageWatch {
    /** @param good false: an error has stopped the matter */
    void done(Stage stage, Duration took, boolean good);
}
