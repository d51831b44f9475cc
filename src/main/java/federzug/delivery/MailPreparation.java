package federzug.delivery;

import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import federzug.delivery.smtp.MailTransport;
import federzug.document.Digest;
import federzug.notice.Notice;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prepares mails for hand-over: each gets its row in the ledger, its bytes, its file in the outbox and a lease by this
 * process; all of it is flushed to the disk, a group of mails at a time.
 */
final class MailPreparation {
    private final SendLedger ledger;
    private final StaleLeases staleLeases;
    private final MailBytes bytes;
    private final SenderPolicy policy;
    private final SendingEvidence evidence;
    private final DeliverySettings.Retry retry;
    private final Clock clock;
    private final Duration lease;
    private final Predicate<String> unsubscribed;

    /**
     * @param unsubscribed whether an address wants no more mails to the press list
     * @param lease how long a mail may be in this process's hands
     */
    MailPreparation(
            SendLedger ledger,
            MailBytes bytes,
            SenderPolicy policy,
            SendingEvidence evidence,
            DeliverySettings.Retry retry,
            Clock clock,
            Duration lease,
            Predicate<String> unsubscribed) {
        this.ledger = ledger;
        this.staleLeases = new StaleLeases(ledger);
        this.bytes = bytes;
        this.policy = policy;
        this.evidence = evidence;
        this.retry = retry;
        this.clock = clock;
        this.lease = lease;
        this.unsubscribed = unsubscribed;
    }

    /** What became of one mail of a group. */
    sealed interface PreparedMail permits Done, Ready, Failed {}

    /** There is nothing to hand over, now or ever. */
    record Done(Posted posted) implements PreparedMail {}

    /** Leased; to be handed over next. */
    record Ready(LedgerRow row, byte[] mail, String from, String to, List<Notice> conditions) implements PreparedMail {}

    record Failed(RuntimeException cause) implements PreparedMail {}

    /**
     * @param workers compose and write, several at once
     * @return in the order of the messages
     */
    List<PreparedMail> prepare(List<? extends Message> messages, Delivery delivery, Executor workers) {
        compare(messages, delivery);
        List<LedgerRow> rows = rows(messages, delivery);
        Set<String> doubtful = policy.leaves(delivery) ? doubtful(messages) : Set.of();
        List<CompletableFuture<Draft>> drafts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Message message = messages.get(i);
            LedgerRow row = rows.get(i);
            boolean inDoubt = doubtful.contains(row.matter());
            drafts.add(CompletableFuture.supplyAsync(() -> attempted(message, row, delivery, inDoubt), workers));
        }
        List<Draft> written = drafts.stream().map(CompletableFuture::join).toList();
        boolean fresh = written.stream().anyMatch(draft -> draft instanceof Written);
        CompletableFuture<Void> named = fresh
                ? CompletableFuture.runAsync(() -> Outbox.flush(delivery.folder()), workers)
                : CompletableFuture.completedFuture(null);
        try {
            return moved(written, delivery, workers);
        } finally {
            named.join();
        }
    }

    private Set<String> doubtful(List<? extends Message> messages) {
        return messages.stream()
                .map(Message::matter)
                .distinct()
                .filter(evidence::isInDoubt)
                .collect(Collectors.toSet());
    }

    private void compare(List<? extends Message> messages, Delivery delivery) {
        if (policy.leaves(delivery)) {
            messages.stream()
                    .map(Message::matter)
                    .distinct()
                    .forEach(matter -> evidence.compare(matter, delivery.folder()));
        }
    }

    /** Defers mails to a server whose error is known; none is leased. */
    List<Posted> hold(List<? extends Message> messages, Delivery delivery, MailTransport.Outcome trouble) {
        compare(messages, delivery);
        List<LedgerRow> rows =
                rows(messages, delivery).stream().map(staleLeases::settled).toList();
        Instant now = clock.instant();
        List<Transition> moves = rows.stream()
                .filter(row -> row.state().isOpen() && !row.isTooEarly(now))
                .map(row -> held(row, trouble))
                .toList();
        ledger.moveAll(moves);
        Set<String> moved = moves.stream().map(move -> move.row().id()).collect(Collectors.toSet());
        return rows.stream()
                .map(row -> moved.contains(row.id())
                        ? Posted.of(ledger.latest(row), true, List.of())
                        : Posted.of(row, false, List.of()))
                .toList();
    }

    /** What has been refused because of the server waits for it instead. */
    List<LedgerRow> putOff(List<LedgerRow> rows, MailTransport.Outcome trouble) {
        ledger.moveAll(rows.stream().map(row -> held(row, trouble)).toList());
        return rows.stream().map(ledger::latest).toList();
    }

    private Transition held(LedgerRow row, MailTransport.Outcome trouble) {
        Reason reason = new Reason(trouble.code(), trouble.detail());
        Instant next = trouble.mayWait() ? clock.instant().plus(retry.delayAfter(row.attempts())) : null;
        return Transition.defer(row, reason, row.mail(), next);
    }

    private sealed interface Draft permits Written, Left, Spoilt {}

    /** Its file is in the outbox, and this is to be its next state. */
    private record Written(Message message, LedgerRow row, byte[] mail, Digest digest, MailState next, Reason reason)
            implements Draft {}

    /** Stays as it is. */
    private record Left(LedgerRow row, boolean salvaged) implements Draft {}

    private record Spoilt(RuntimeException cause) implements Draft {}

    private List<LedgerRow> rows(List<? extends Message> messages, Delivery delivery) {
        return ledger.entries(messages.stream()
                .map(message -> policy.entry(message, delivery))
                .toList());
    }

    /** Gives many mails their rows at once, which is much quicker than a few at a time; none is leased by that. */
    void enter(List<? extends Message> messages, Delivery delivery) {
        rows(messages, delivery);
    }

    private Draft attempted(Message message, LedgerRow row, Delivery delivery, boolean inDoubt) {
        try {
            return draft(message, row, delivery, inDoubt);
        } catch (RuntimeException e) {
            return new Spoilt(e);
        }
    }

    private Draft draft(Message message, LedgerRow row, Delivery delivery, boolean inDoubt) {
        LedgerRow known = staleLeases.settled(row);
        if (message instanceof PressMail && unsubscribed.test(row.recipient())) {
            LedgerRow off = known.state().isOpen() ? withdrawn(known) : known;
            return new Left(off, off != row);
        }
        LedgerRow settled = judged(wanted(known), delivery, inDoubt);
        if (!settled.state().isOpen()) {
            restore(message, delivery, settled);
            return new Left(settled, settled != row);
        }
        Instant now = clock.instant();
        Optional<Reason> late = late(settled, delivery, now);
        if (late.isEmpty() && settled.isTooEarly(now)) {
            return new Left(settled, settled != row);
        }
        byte[] mail = bytes.compose(message, settled, policy.addressing(message, delivery, false));
        Optional<Reason> obstacle = late.or(() -> MailboxRules.obstacle(message, delivery.mailboxes(), mail.length));
        if (obstacle.isPresent()) {
            byte[] unsent = bytes.compose(message, settled, policy.addressing(message, delivery, true));
            return written(message, settled, delivery, unsent, MailState.BY_HAND, obstacle.get());
        }
        if (policy.leaves(delivery)) {
            return written(message, settled, delivery, mail, MailState.LEASED, Reason.NONE);
        }
        if (delivery.rehearsal() || message instanceof TestMail) {
            return written(message, settled, delivery, mail, MailState.ACCEPTED, Reason.NONE);
        }
        // A file reaches nobody: a person sends it and records that.
        byte[] unsent = bytes.compose(message, settled, policy.addressing(message, delivery, true));
        return written(message, settled, delivery, unsent, MailState.BY_HAND, new Reason(Posted.NO_SERVER, ""));
    }

    /** What leaves the machine for the first time may have left it by another database. */
    private LedgerRow judged(LedgerRow row, Delivery delivery, boolean inDoubt) {
        return policy.leaves(delivery) ? evidence.judged(row, delivery, inDoubt) : row;
    }

    private LedgerRow withdrawn(LedgerRow row) {
        return ledger.move(Transition.to(
                        MailState.WITHDRAWN, row, new Reason("delivery.retry.unsubscribed", ""), row.mail()))
                .orElseGet(() -> ledger.latest(row));
    }

    /** Somebody who was taken off the list is on it again. */
    private LedgerRow wanted(LedgerRow row) {
        return row.state() == MailState.WITHDRAWN
                ? ledger.move(Transition.to(MailState.PENDING, row, Reason.NONE, row.mail()))
                        .orElseGet(() -> ledger.latest(row))
                : row;
    }

    private static Draft written(
            Message message, LedgerRow row, Delivery delivery, byte[] mail, MailState next, Reason reason) {
        Outbox.write(delivery.folder(), row.fileName(), mail);
        return new Written(message, row, mail, Digest.of(mail), next, reason);
    }

    /** Why it is no longer sent automatically; a person who has decided meanwhile knows the time. */
    private Optional<Reason> late(LedgerRow row, Delivery delivery, Instant now) {
        if (delivery.latest() != null && now.isAfter(delivery.latest()) && row.decidedAt() == null) {
            return Optional.of(new Reason("delivery.retry.too-late", ""));
        }
        boolean given = row.state() == MailState.DEFERRED
                && now.isAfter(row.triedSince().plus(retry.giveUpAfter()));
        return given
                ? Optional.of(new Reason("delivery.retry.given-up", row.reason().detail()))
                : Optional.empty();
    }

    /** A file that was deleted comes back, but only if it is exactly the mail that was sent. */
    private void restore(Message message, Delivery delivery, LedgerRow row) {
        if (Files.exists(delivery.folder().resolve(row.fileName()))) {
            return;
        }
        byte[] mail =
                bytes.compose(message, row, policy.addressing(message, delivery, row.state() == MailState.BY_HAND));
        if (Digest.of(mail).equals(row.mail())) {
            Outbox.write(delivery.folder(), row.fileName(), mail);
            Outbox.flush(delivery.folder());
        }
    }

    /** One commit for the group; what is to leave the machine is secured before its first byte can. */
    private List<PreparedMail> moved(List<Draft> drafts, Delivery delivery, Executor workers) {
        Instant until = ledger.now().plus(lease);
        List<Transition> moves = drafts.stream()
                .flatMap(draft -> draft instanceof Written written
                        ? java.util.stream.Stream.of(move(written, until))
                        : java.util.stream.Stream.empty())
                .toList();
        List<Optional<LedgerRow>> after = new ArrayList<>(ledger.moveAll(moves));
        List<LedgerRow> taken = after.stream()
                .flatMap(Optional::stream)
                .filter(LedgerRow::isTakenUp)
                .toList();
        if (!taken.isEmpty()) {
            secure(taken, delivery, workers);
        }
        List<PreparedMail> all = new ArrayList<>();
        for (Draft draft : drafts) {
            all.add(prepared(draft, draft instanceof Written ? after.remove(0).orElse(null) : null, delivery));
        }
        return all;
    }

    /** Side by side: a disk needs as long for one of these as for all of them. */
    private void secure(List<LedgerRow> taken, Delivery delivery, Executor workers) {
        CompletableFuture<Void> secured = CompletableFuture.runAsync(ledger::secure, workers);
        try {
            raise(taken, delivery, workers);
        } finally {
            secured.handle((done, trouble) -> "").join();
        }
        Mailing.got(secured);
    }

    private void raise(List<LedgerRow> taken, Delivery delivery, Executor workers) {
        try {
            evidence.raise(delivery.folder(), taken, workers);
        } catch (DeliveryException e) {
            ledger.moveAll(taken.stream().map(StaleLeases::interrupted).toList());
            throw e;
        }
    }

    private static Transition move(Written draft, Instant until) {
        return draft.next() == MailState.LEASED
                ? Transition.lease(draft.row(), draft.digest(), until)
                : Transition.to(draft.next(), draft.row(), draft.reason(), draft.digest());
    }

    /**
     * @param after null: it was changed meanwhile
     */
    private PreparedMail prepared(Draft draft, @Nullable LedgerRow after, Delivery delivery) {
        if (draft instanceof Spoilt spoilt) {
            return new Failed(spoilt.cause());
        }
        if (draft instanceof Left left) {
            return new Done(Posted.of(left.row(), left.salvaged(), List.of()));
        }
        Written written = (Written) draft;
        List<Notice> conditions = written.next() == MailState.BY_HAND
                ? List.of()
                : MailboxRules.conditions(written.message(), delivery.mailboxes());
        if (after == null || written.next() != MailState.LEASED) {
            return new Done(Posted.of(after == null ? ledger.latest(written.row()) : after, true, conditions));
        }
        return new Ready(
                after,
                written.mail(),
                policy.envelopeFrom(),
                policy.envelopeTo(written.message(), delivery),
                conditions);
    }
}
