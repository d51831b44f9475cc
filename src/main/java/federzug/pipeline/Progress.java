package federzug.pipeline;

import federzug.notice.Notice;

/**
 * Receives progress: one call when a step begins, one when something has changed. Called
 * by several threads at once.
 */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void working(Notice notice) {}

        @Override
        public void changed(Notice notice) {}
    };

    /** Something that may take a while has begun. */
    void working(Notice notice);

    /** Something has changed for good: one sentence each with {@code --plain}. */
    void changed(Notice notice);

    /** A stage has finished one more of its matters. */
    default void advanced(StageProgress pace) {}
}
