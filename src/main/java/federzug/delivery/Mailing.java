package federzug.delivery;

import federzug.delivery.MailPreparation.Done;
import federzug.delivery.MailPreparation.Failed;
import federzug.delivery.MailPreparation.Franked;
import federzug.delivery.MailPreparation.Ready;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Many mails together, a group at a time: while one group is handed over on several connections, the next is being
 * composed and written to the disk, and the results of the one before are told.
 */
final class Mailing implements AutoCloseable {
    /** So many a machine can leave in doubt that loses its power, twice at most. */
    private static final int MOST = 8;
    /** So much is composed at a time, however large the attachments are. */
    private static final long LARGEST = 8_000_000;

    private final MailPreparation franking;
    private final Function<GroupCommit, Handover> handovers;
    private final JdbcSendLedger ledger;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ExecutorService lines;

    /**
     * @param lines how many mails are handed over at the same time
     */
    Mailing(MailPreparation franking, JdbcSendLedger ledger, Function<GroupCommit, Handover> handovers, int lines) {
        this.franking = franking;
        this.ledger = ledger;
        this.handovers = handovers;
        this.lines = Executors.newFixedThreadPool(lines);
    }

    void post(List<? extends Message> messages, Delivery delivery, Postbox.Results results) {
        GroupCommit commits = new GroupCommit(ledger, workers);
        List<List<Message>> groups = groups(messages);
        CompletableFuture<List<Franked>> next = franked(groups.get(0), delivery);
        Runnable telling = () -> {};
        for (int i = 0; i < groups.size(); i++) {
            List<CompletableFuture<Posted>> posted = new ArrayList<>();
            for (Franked mail : got(next)) {
                posted.add(posted(mail, commits));
            }
            if (i + 1 < groups.size()) {
                next = franked(groups.get(i + 1), delivery);
            }
            telling.run();
            List<Message> group = groups.get(i);
            telling = () -> tell(group, posted, results);
        }
        telling.run();
    }

    /** Whatever has been begun comes to its end. */
    @Override
    public void close() {
        lines.shutdown();
        workers.shutdown();
    }

    private CompletableFuture<List<Franked>> franked(List<Message> group, Delivery delivery) {
        return CompletableFuture.supplyAsync(() -> together(group, delivery), workers);
    }

    /** One mail that the ledger cannot take must not take its group with it. */
    private List<Franked> together(List<Message> group, Delivery delivery) {
        try {
            return franking.frank(group, delivery, workers);
        } catch (DeliveryException | DataIntegrityViolationException e) {
            return group.stream().map(message -> alone(message, delivery)).toList();
        }
    }

    private Franked alone(Message message, Delivery delivery) {
        try {
            return franking.frank(List.of(message), delivery, Runnable::run).get(0);
        } catch (RuntimeException e) {
            return new Failed(e);
        }
    }

    private CompletableFuture<Posted> posted(Franked mail, GroupCommit commits) {
        if (mail instanceof Ready ready) {
            // Without a mail server no mail comes this far.
            Handover handover = handovers.apply(commits);
            return CompletableFuture.supplyAsync(() -> handover.carry(ready), lines)
                    .thenCompose(row -> row)
                    .thenApply(row -> Posted.of(row, true, ready.conditions()));
        }
        return mail instanceof Failed failed
                ? CompletableFuture.failedFuture(failed.cause())
                : CompletableFuture.completedFuture(((Done) mail).posted());
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
