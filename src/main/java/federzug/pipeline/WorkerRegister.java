package federzug.pipeline;

/** The workers of a database. All must make the same of the same data, whichever of them is quicker. */
public interface WorkerRegister {
    /**
     * Enters this process, until the entry is closed.
     *
     * @throws PipelineException (INPUT) if it works with another program, other templates, fonts or trust than one that was
     *     there before
     */
    Entry enter();

    /** A worker that is there. */
    interface Entry extends AutoCloseable {
        @Override
        void close();
    }
}
