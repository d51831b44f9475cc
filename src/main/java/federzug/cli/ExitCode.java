package federzug.cli;

/** The exit codes of the contract; in a batch 3 beats 2 beats 1. */
final class ExitCode {
    static final int DONE = 0;
    static final int ATTENTION = 1;
    static final int INPUT = 2;
    static final int FAILED = 3;

    private ExitCode() {}
}
