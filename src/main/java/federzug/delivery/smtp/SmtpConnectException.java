package federzug.delivery.smtp;

import jakarta.mail.MessagingException;

/** A conversation with the mail server that ended before the first mail. */
final class SmtpConnectException extends MessagingException {
    private static final long serialVersionUID = 1L;

    private final SmtpPhase phase;
    private final transient SmtpReply reply;
    private final boolean encryptionMissing;

    SmtpConnectException(MessagingException cause, SmtpPhase phase, SmtpReply reply, boolean encryptionMissing) {
        super(cause.getMessage(), cause);
        this.phase = phase;
        this.reply = reply;
        this.encryptionMissing = encryptionMissing;
    }

    SmtpPhase phase() {
        return phase;
    }

    SmtpReply reply() {
        return reply;
    }

    /** The server offers no encryption, without which it gets nothing from us. */
    boolean isEncryptionMissing() {
        return encryptionMissing;
    }
}
