package federzug.delivery;

import java.time.Duration;

/** Hands one mail over to the next mail server. */
interface Carrier {
    /** How long one attempt can take at most, time-outs included. */
    Duration longestAttempt();

    /**
     * @param mail the whole mail; goes out byte for byte
     * @param to envelope recipient
     * @param gate asked once, when all but the end mark has been transmitted
     */
    Outcome carry(byte[] mail, String from, String to, Gate gate);

    /** Writes down durably that the end mark comes next. */
    interface Gate {
        /**
         * @return false if the mail must not be finished: somebody else has taken it over
         */
        boolean open();
    }

    /**
     * @param state ACCEPTED, DEFERRED, REJECTED or UNKNOWN
     * @param code of the text that says why; empty when accepted
     * @param detail what the mail server said
     */
    record Outcome(MailState state, String code, String detail) {}
}
