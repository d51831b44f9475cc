package federzug.document;

import federzug.notice.GermanTime;
import federzug.notice.Place;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code document}: which bytes are which stage. What differs between the stages is kept as JSON. */
@Component
class JdbcStages {
    private static final Map<Class<? extends Document>, String> WORDS = Map.of(
            FilledDraft.class, "FILLED",
            ArchivalPdf.class, "ARCHIVAL",
            PreparedPdf.class, "PREPARED",
            SignedPdf.class, "SIGNED",
            SealedPdf.class, "SEALED");

    private final JsonMapper json = JsonMapper.builder().build();
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RecentStages recent = new RecentStages();

    JdbcStages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is wrong with a document whose bytes are not there. */
    DocumentException missing(Digest digest, String code, Object... place) {
        return jdbc.sql("select at from document_forgotten where digest = ?")
                .param(digest.hex())
                .query(OffsetDateTime.class)
                .optional()
                .map(at -> DocumentException.refused(
                        "document.store.forgotten",
                        Place.NOWHERE,
                        digest.brief(),
                        GermanTime.of(clock).day(at.toInstant())))
                .orElseGet(() -> {
                    Object[] arguments = new Object[place.length + 1];
                    arguments[0] = digest.brief();
                    System.arraycopy(place, 0, arguments, 1, place.length);
                    return DocumentException.failed(code, Place.NOWHERE, arguments);
                });
    }

    void keep(Document document) {
        Content content = document.content();
        if (find(content.digest(), document.getClass()).isPresent()) {
            return;
        }
        ObjectNode facts = json.valueToTree(document);
        facts.remove("content");
        try {
            jdbc.sql("insert into document (digest, stage, name, size, facts, kept_at)"
                            + " values (:digest, :stage, :name, :size, :facts, :at)")
                    .param("digest", content.digest().hex())
                    .param("stage", word(document.getClass()))
                    .param("name", content.name())
                    .param("size", content.size())
                    .param("facts", json.writeValueAsString(facts))
                    .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
            recent.kept(document);
        } catch (DuplicateKeyException e) {
            // Another process stored the same stage at the same moment: nothing is left to do.
        }
    }

    <D extends Document> Optional<D> find(Digest digest, Class<D> stage) {
        Optional<D> known = recent.find(digest, stage);
        if (known.isPresent()) {
            return known;
        }
        Optional<D> found = read(digest, stage);
        found.ifPresent(recent::found);
        return found;
    }

    private <D extends Document> Optional<D> read(Digest digest, Class<D> stage) {
        return jdbc.sql("select name, size, facts from document where digest = :digest and stage = :stage")
                .param("digest", digest.hex())
                .param("stage", word(stage))
                .query((row, number) -> {
                    ObjectNode facts = (ObjectNode) json.readTree(row.getString("facts"));
                    facts.set(
                            "content",
                            json.valueToTree(new Content(digest, row.getString("name"), row.getLong("size"))));
                    return json.treeToValue(facts, stage);
                })
                .optional();
    }

    private static String word(Class<? extends Document> stage) {
        String word = WORDS.get(stage);
        if (word == null) {
            throw new IllegalArgumentException("not a stage: " + stage);
        }
        return word;
    }

    /**
     * The stages used last, as many as a few matters need: the steps of a matter read the same ones repeatedly.
     * They never change, so only what is not committed must not be remembered.
     */
    private static final class RecentStages {
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
}
