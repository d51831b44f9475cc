package federzug.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The stages used last, as many as a few matters need: the steps of a matter read the same ones repeatedly.
 * They never change, so only what is not committed must not be remembered.
 */
final class RecentStages {
    private static final int MOST = 512;

    private final Map<Key, Document> stages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Document> eldest) {
            return size() > MOST;
        }
    };

    private record Key(Digest digest, Class<? extends Document> stage) {}

    <D extends Document> Optional<D> find(Digest digest, Class<D> stage) {
        synchronized (stages) {
            return Optional.ofNullable(stage.cast(stages.get(new Key(digest, stage))));
        }
    }

    /** A row that was read; it may be this transaction's own, which may yet be rolled back. */
    void found(Document document) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            remember(document);
        }
    }

    /** A row that was written. */
    void kept(Document document) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            remember(document);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remember(document);
            }
        });
    }

    private void remember(Document document) {
        synchronized (stages) {
            stages.put(new Key(document.content().digest(), document.getClass()), document);
        }
    }
}
