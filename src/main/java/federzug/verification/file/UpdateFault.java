package federzug.verification.file;

import federzug.notice.Severity;

/**
 * What does not fit in an incremental update.
 *
 * @param at where the update begins
 * @param severity error: signed content was hidden, deleted or replaced; warning: programs may read the file differently;
 *     note: nothing is wrong, but it was done
 * @param what end of the message's key
 * @param detail objects, entries or places, for those who look into the file
 */
public record UpdateFault(int at, Severity severity, String what, String detail) {
    static UpdateFault altered(int at, String what, String detail) {
        return new UpdateFault(at, Severity.ERROR, what, detail);
    }

    public static UpdateFault doubtful(int at, String what, String detail) {
        return new UpdateFault(at, Severity.WARNING, what, detail);
    }
}
