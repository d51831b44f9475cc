package federzug.delivery.smtp;

import federzug.delivery.MailState;
import java.time.Duration;
import java.util.Optional;

/** Hands mails over to the next mail server. Several threads may use it at once. */
public interface MailTransport extends AutoCloseable {
    /** Stands in where no mail server is configured: mails end as files, so none may reach it. */
    MailTransport NONE = new MailTransport() {
        @Override
        public Duration longestAttempt() {
            return Duration.ZERO;
        }

        @Override
        public Outcome carry(byte[] mail, String from, String to, Gate gate) {
            throw new IllegalStateException("no mail server");
        }
    };

    /** How long one attempt can take at most, time-outs included. */
    Duration longestAttempt();

    /** How many mails may be on their way at the same time. */
    default int connections() {
        return 1;
    }

    /** Waits until the next mail may go: only so many at once and a minute. To be called before the mail is leased. */
    default Turn awaitTurn() {
        return () -> {};
    }

    /** Lasts until the mail is handed over. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param mail the whole mail; goes out byte for byte
     * @param from envelope sender
     * @param to envelope recipient
     * @param gate asked once, when all but the end mark has been transmitted
     */
    Outcome carry(byte[] mail, String from, String to, Gate gate);

    /** Takes leave of the server; the carrier may be used again. */
    @Override
    default void close() {}

    /** Writes down durably that the end mark comes next. */
    interface Gate {
        /**
         * @return false if the mail must not be finished: another process has taken it over
         */
        boolean open();
    }

    /**
     * @param state ACCEPTED, DEFERRED, REJECTED or UNKNOWN
     * @param code of the text that says why; empty when accepted
     * @param detail what the mail server said
     */
    record Outcome(MailState state, String code, String detail) {
        /** Where a setting must be fixed first, waiting does not help. */
        public boolean mayWait() {
            return SmtpTrouble.mayWait(code);
        }

        /** It would meet every other mail as well. */
        boolean isTheServers() {
            return SmtpTrouble.isTheServers(code);
        }
    }

    /** Trouble of the server that is known already: nothing need be tried for now. */
    default Optional<Outcome> trouble() {
        return Optional.empty();
    }

    /** Records an error of the server that only several mails together have shown. */
    default void hold(Outcome trouble) {}
}
