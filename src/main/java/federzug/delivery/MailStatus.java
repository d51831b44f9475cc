package federzug.delivery;

import federzug.delivery.smtp.SmtpTrouble;
import federzug.notice.Notice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one mail.
 *
 * @param id for commands that name a mail
 * @param recipient the address as written in the matter, also when a rehearsal went elsewhere
 * @param name display name of the recipient, may be empty
 * @param about what it is about inside the matter, as {@link Message#about()}
 * @param messageId with angle brackets: to search a mail server's log by
 * @param file name of the {@code .eml} in the matter's mail folder
 * @param since when it came into its state
 * @param nextAttempt when a deferred mail is tried again at the earliest; null: by the next call
 * @param reason why it is deferred, rejected, unknown or to be sent by hand; null where there is nothing to explain
 * @param replaced it came back, and the same went to another address of the person since: nothing is to be done about it
 */
public record MailStatus(
        String id,
        String matter,
        String recipient,
        String name,
        Message.Kind kind,
        String about,
        MailState state,
        String messageId,
        String subject,
        String file,
        Instant since,
        @Nullable Instant nextAttempt,
        @Nullable Notice reason,
        boolean replaced) {
    /** The same, with that reason: it came back, and went to another address since. */
    public MailStatus replacedBecause(Notice why) {
        return new MailStatus(
                id,
                matter,
                recipient,
                name,
                kind,
                about,
                state,
                messageId,
                subject,
                file,
                since,
                nextAttempt,
                why,
                true);
    }

    /** Belongs to a rehearsal. */
    public boolean isRehearsal() {
        return subject.startsWith(SenderPolicy.REHEARSAL);
    }

    /**
     * Nothing goes on by itself: a person has to find out, to decide or to mend a setting. A draft that lies ready to be
     * sent by hand is what was agreed for that mailbox.
     */
    public boolean waitsForPerson() {
        return switch (state) {
            case UNKNOWN -> true;
            case REJECTED, BOUNCED -> !replaced;
            case DEFERRED -> nextAttempt == null || reason != null && SmtpTrouble.isTheServers(reason.code());
            default -> false;
        };
    }
}
