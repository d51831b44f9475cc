package federzug.delivery.ledger;

import federzug.delivery.LeaseHolder;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.smtp.SmtpTrouble;
import federzug.document.Digest;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the ledger knows it. What is fixed when the row is made: identity, number, file name, Message-ID and date.
 *
 * @param businessKey what is sent at most once
 * @param mail digest of the bytes that were written, null before
 * @param holder the process that leased it, empty if none
 * @param nextAttempt when it may be tried again at the earliest, in the zone people live in; null: at once
 * @param decidedAt when a person last decided about it
 * @param perhapsTwice whether it arrived could not be found out: it is sent again, and says so
 * @param version counts the moves
 */
public record LedgerRow(
        String id,
        String matter,
        String businessKey,
        Message.Kind kind,
        String recipient,
        String name,
        String subject,
        String fileName,
        String messageId,
        MailState state,
        Reason reason,
        @Nullable Digest mail,
        int attempts,
        String holder,
        @Nullable Instant leaseUntil,
        Instant createdAt,
        Instant since,
        @Nullable ZonedDateTime nextAttempt,
        @Nullable Instant decidedAt,
        boolean perhapsTwice,
        long version) {
    /**
     * Why it is in its state.
     *
     * @param code of the text, empty if there is nothing to explain
     * @param detail what the mail server said, or the like
     */
    public record Reason(String code, String detail) {
        public static final Reason NONE = new Reason("", "");
    }

    public boolean isTakenUp() {
        return state == MailState.LEASED || state == MailState.HANDING_OVER;
    }

    /** Leased by a process that has ended. */
    public boolean isAbandoned(Instant now) {
        return isTakenUp()
                && (leaseUntil == null
                        || leaseUntil.isBefore(now)
                        || LeaseHolder.parse(holder).isDead());
    }

    /** A leased mail of which is recorded beside the ledger that it has begun to be handed over. */
    public LedgerRow begun() {
        return new LedgerRow(
                id,
                matter,
                businessKey,
                kind,
                recipient,
                name,
                subject,
                fileName,
                messageId,
                MailState.HANDING_OVER,
                reason,
                mail,
                attempts,
                holder,
                leaseUntil,
                createdAt,
                since,
                nextAttempt,
                decidedAt,
                perhapsTwice,
                version);
    }

    /** Put off, and not yet to be tried again. */
    public boolean isTooEarly(Instant now) {
        return state == MailState.DEFERRED && nextAttempt != null && now.isBefore(nextAttempt.toInstant());
    }

    /** Since when we have been trying: a person's decision restarts it. */
    public Instant triedSince() {
        return decidedAt == null ? createdAt : decidedAt;
    }

    public @Nullable Notice notice() {
        if (reason.code().isEmpty()) {
            return null;
        }
        Severity severity = Set.of(MailState.ACCEPTED, MailState.PENDING, MailState.WITHDRAWN)
                        .contains(state)
                ? Severity.NOTE
                : Severity.WARNING;
        String next = nextAttempt == null ? "" : GermanTime.second(nextAttempt);
        if (SmtpTrouble.isTheServers(reason.code())) {
            // No address is named that has nothing to do with it; the same for all mails that wait for the server.
            return new Notice(reason.code(), severity, Place.NOWHERE, List.of("", reason.detail(), "", "", next));
        }
        return new Notice(
                reason.code(),
                severity,
                Place.file(fileName),
                List.of(recipient, reason.detail(), messageId, id, next));
    }

    public MailStatus status() {
        return new MailStatus(
                id,
                matter,
                recipient,
                name,
                kind,
                about(),
                state,
                messageId,
                subject,
                fileName,
                since,
                nextAttempt == null ? null : nextAttempt.toInstant(),
                notice(),
                false);
    }

    /** Of a mail whose addresses were deleted only a digest is left. */
    private String about() {
        List<String> parts = keyParts();
        return parts.size() > 1 ? parts.get(1) : "";
    }

    /** The parts of the business key, without the mark of a rehearsal: kind, what it is about, and so on. */
    List<String> keyParts() {
        String key = businessKey.startsWith(LedgerEntry.REHEARSAL)
                ? businessKey.substring(LedgerEntry.REHEARSAL.length())
                : businessKey;
        return List.of(key.split("/", -1));
    }
}
