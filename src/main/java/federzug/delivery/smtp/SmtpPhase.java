package federzug.delivery.smtp;

/** How far a conversation with the mail server has come (RFC 5321, 3). */
enum SmtpPhase {
    /** No greeting yet. */
    CONNECTING,
    /** Names, encryption and login. */
    INTRODUCING,
    /** Ready for a mail, or its sender has been named. */
    SENDER,
    RECIPIENT,
    /** The mail itself, up to and with its end. */
    CONTENT
}
