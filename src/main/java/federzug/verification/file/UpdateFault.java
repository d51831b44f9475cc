package federzug.verification.file;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;

/**
 * What does not fit in an incremental update.
 *
 * @param at where the update begins
 * @param severity error: signed content was hidden, deleted or replaced; warning: programs may read the file differently
 * @param what end of the message's key
 * @param detail objects, entries or places, for those who look into the file
 */
record UpdateFault(int at, Severity severity, String what, String detail) {
    static UpdateFault altered(int at, String what, String detail) {
        return new UpdateFault(at, Severity.ERROR, what, detail);
    }

    static UpdateFault doubtful(int at, String what, String detail) {
        return new UpdateFault(at, Severity.WARNING, what, detail);
    }

    /** @param step in words: after which step it was done */
    Notice notice(String step) {
        return severity == Severity.ERROR
                ? Notice.error("verification.change." + what, Place.NOWHERE, step, detail)
                : Notice.warning("verification.doubtful." + what, Place.NOWHERE, step, detail);
    }
}
