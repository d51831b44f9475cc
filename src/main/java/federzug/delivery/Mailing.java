package federzug.delivery;

import federzug.delivery.MailPreparation.Done;
import federzug.delivery.MailPreparation.Failed;
import federzug.delivery.MailPreparation.PreparedMail;
import federzug.delivery.MailPreparation.Ready;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.smtp.MailTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Sends many mails, a group at a time: while one group is handed over on several connections, the next is being
 * composed and written to the disk, and the results of the one before are reported.
 */
final class Mailing implements AutoCloseable {
    /** So many a machine can leave in doubt that loses its power, twice at most. */
    private static final int MOST = 8;
    /** So many groups are entered into the ledger at once. */
    private static final int AHEAD = 8;
    /** So much is composed at a time, however large the attachments are. */
    private static final long LARGEST = 8_000_000;

    private final MailPreparation preparation;
    private final Function<GroupCommit, Handover> handovers;
    private final SendLedger ledger;
    private final MailTransport carrier;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ExecutorService lines;
    private final GroupCommit commits;
    /** Leased, and not yet handed over. */
    private final Map<String, LedgerRow> waiting = new ConcurrentHashMap<>();

    private final List<CompletableFuture<?>> underWay = new ArrayList<>();
    private CompletableFuture<List<PreparedMail>> next = CompletableFuture.completedFuture(List.of());

    /**
     * @param lines how many mails are handed over at the same time
     */
    Mailing(
            MailPreparation preparation,
            SendLedger ledger,
            MailTransport carrier,
            Function<GroupCommit, Handover> handovers,
            int lines) {
        this.preparation = preparation;
        this.ledger = ledger;
        this.carrier = carrier;
        this.handovers = handovers;
        this.lines = Executors.newFixedThreadPool(lines);
        this.commits = GroupCommit.ofMany(ledger, workers);
    }

    void post(List<? extends Message> messages, Delivery delivery, Postbox.Results results) {
        List<List<Message>> groups = groups(messages);
        FirstRefusals first = new FirstRefusals(messages.size());
        Optional<MailTransport.Outcome> before = carrier.trouble();
        if (before.isPresent()) {
            held(groups, before.get(), delivery, results);
            return;
        }
        next = prepared(groups, 0, delivery);
        Runnable telling = () -> {};
        for (int i = 0; i < groups.size(); i++) {
            underWay.removeIf(CompletableFuture::isDone);
            List<CompletableFuture<Posted>> posted = new ArrayList<>();
            List<CompletableFuture<LedgerRow>> rows = new ArrayList<>();
            for (PreparedMail mail : got(next)) {
                posted.add(posted(mail, rows));
            }
            if (!first.isKnown()) {
                posted = judged(first, posted, rows);
            }
            // Asked once: a mail that was still on its way may make the server known as good again.
            Optional<MailTransport.Outcome> trouble = carrier.trouble();
            if (trouble.isEmpty() && i + 1 < groups.size()) {
                next = prepared(groups, i + 1, delivery);
            }
            telling.run();
            List<Message> group = groups.get(i);
            List<CompletableFuture<Posted>> outcome = posted;
            telling = () -> tell(group, outcome, results);
            if (trouble.isPresent()) {
                telling.run();
                held(groups.subList(i + 1, groups.size()), trouble.get(), delivery, results);
                return;
            }
        }
        telling.run();
    }

    /** What is known of the server holds for all mails that are left: none is written, and nobody waits again. */
    private void held(
            List<List<Message>> groups, MailTransport.Outcome known, Delivery delivery, Postbox.Results results) {
        groups.forEach(group -> preparation.hold(group, delivery, known).forEach(results::posted));
    }

    /** Waits for the first mails: until one of them has been taken, a refusal may be meant for us. */
    private List<CompletableFuture<Posted>> judged(
            FirstRefusals first, List<CompletableFuture<Posted>> posted, List<CompletableFuture<LedgerRow>> rows) {
        for (CompletableFuture<LedgerRow> row : rows) {
            try {
                first.add(row.join());
            } catch (CompletionException e) {
                // Reported with the others.
            }
        }
        Optional<MailTransport.Outcome> trouble = first.trouble();
        if (trouble.isEmpty()) {
            return posted;
        }
        carrier.hold(trouble.get());
        Map<String, LedgerRow> held = new HashMap<>();
        preparation.putOff(first.refused(), trouble.get()).forEach(row -> held.put(row.id(), row));
        return posted.stream()
                .map(future -> future.thenApply(one -> {
                    LedgerRow row = held.get(one.mail().id());
                    return row == null ? one : Posted.of(row, true, List.of());
                }))
                .toList();
    }

    /**
     * Ends what has been begun and writes down what became of it; a mail that is not yet on its way waits again. Only after
     * trouble is there anything to do.
     */
    @Override
    public void close() {
        Map<String, LedgerRow> left = new HashMap<>();
        takeBack(left);
        ended(next);
        takeBack(left);
        underWay.forEach(Mailing::ended);
        // Moved together with the outcomes that waited for a commit: whoever was to write them is leaving.
        commits.last(left.values().stream().map(StaleLeases::interrupted).toList());
        lines.shutdown();
        workers.shutdown();
    }

    /** From now on none of these is handed over. */
    private void takeBack(Map<String, LedgerRow> left) {
        for (String id : List.copyOf(waiting.keySet())) {
            LedgerRow row = waiting.remove(id);
            if (row != null) {
                left.put(id, row);
            }
        }
    }

    /** Trouble is told where the result is used. */
    private static void ended(CompletableFuture<?> work) {
        work.handle((result, trouble) -> "").join();
    }

    private CompletableFuture<List<PreparedMail>> prepared(List<List<Message>> groups, int at, Delivery delivery) {
        List<Message> group = groups.get(at);
        return CompletableFuture.supplyAsync(
                () -> {
                    if (at % AHEAD == 0 && at + 1 < groups.size()) {
                        enter(groups.subList(at, Math.min(at + AHEAD, groups.size())), delivery);
                    }
                    List<PreparedMail> mails = together(group, delivery);
                    for (PreparedMail mail : mails) {
                        if (mail instanceof Ready ready) {
                            waiting.put(ready.row().id(), ready.row());
                        }
                    }
                    return mails;
                },
                workers);
    }

    private void enter(List<List<Message>> groups, Delivery delivery) {
        try {
            preparation.enter(groups.stream().flatMap(List::stream).toList(), delivery);
        } catch (DeliveryException | DataIntegrityViolationException e) {
            // One of them cannot be entered: each group finds out for itself.
        }
    }

    /** One mail that the ledger cannot take must not take its group with it. */
    private List<PreparedMail> together(List<Message> group, Delivery delivery) {
        try {
            return preparation.prepare(group, delivery, workers);
        } catch (DeliveryException | DataIntegrityViolationException e) {
            return group.stream().map(message -> alone(message, delivery)).toList();
        }
    }

    private PreparedMail alone(Message message, Delivery delivery) {
        try {
            return preparation
                    .prepare(List.of(message), delivery, Runnable::run)
                    .get(0);
        } catch (RuntimeException e) {
            return new Failed(e);
        }
    }

    private CompletableFuture<Posted> posted(PreparedMail mail, List<CompletableFuture<LedgerRow>> rows) {
        if (mail instanceof Ready ready) {
            // Without a mail server no mail comes this far.
            Handover handover = handovers.apply(commits);
            CompletableFuture<CompletableFuture<LedgerRow>> handedOver =
                    CompletableFuture.supplyAsync(() -> carry(ready, handover), lines);
            underWay.add(handedOver);
            CompletableFuture<LedgerRow> carried = handedOver.thenCompose(row -> row);
            rows.add(carried);
            return carried.thenApply(row -> Posted.of(row, true, ready.conditions()));
        }
        return mail instanceof Failed failed
                ? CompletableFuture.failedFuture(failed.cause())
                : CompletableFuture.completedFuture(((Done) mail).posted());
    }

    private CompletableFuture<LedgerRow> carry(Ready ready, Handover handover) {
        if (waiting.remove(ready.row().id()) == null) {
            throw new CancellationException("taken back");
        }
        return handover.carry(ready);
    }

    private static void tell(List<Message> group, List<CompletableFuture<Posted>> posted, Postbox.Results results) {
        for (int i = 0; i < group.size(); i++) {
            Posted one;
            try {
                one = got(posted.get(i));
            } catch (DeliveryException e) {
                results.failed(group.get(i), e);
                continue;
            }
            results.posted(one);
        }
    }

    static <T> T got(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<List<Message>> groups(List<? extends Message> messages) {
        List<List<Message>> groups = new ArrayList<>();
        long size = 0;
        for (Message message : messages) {
            long more = message.attachments().stream()
                    .mapToLong(content -> content.size())
                    .sum();
            if (groups.isEmpty() || last(groups).size() == MOST || size + more > LARGEST) {
                groups.add(new ArrayList<>());
                size = 0;
            }
            last(groups).add(message);
            size += more;
        }
        return groups;
    }

    private static List<Message> last(List<List<Message>> groups) {
        return groups.get(groups.size() - 1);
    }
}
