package federzug.document;

import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the bytes in the database, for all machines that share it. The folder of this home is a cache: each reading is
 * proven by the digest, and what is missing or was changed there is fetched again.
 */
final class DatabaseDocumentStore implements DocumentStore {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDocumentStore.class);

    private final JdbcDocumentContents contents;
    private final FileDocumentStore cache;

    DatabaseDocumentStore(JdbcDocumentContents contents, FileDocumentStore cache) {
        this.contents = contents;
        this.cache = cache;
    }

    @Override
    public Content put(String name, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        contents.put(digest, bytes);
        if (!cache.contains(digest)) {
            try {
                cache.fetch(digest, out -> out.write(bytes));
            } catch (IOException e) {
                LOG.info("not cached: {}", digest, e);
            }
        }
        return new Content(digest, name, bytes.length);
    }

    @Override
    public byte[] bytes(Digest digest) {
        return isCached(digest) ? cache.bytes(digest) : direct(digest);
    }

    @Override
    public InputStream open(Digest digest) {
        return isCached(digest) ? cache.open(digest) : new ByteArrayInputStream(direct(digest));
    }

    /** True of what only this home has, too: documents from before they were kept in the database. */
    @Override
    public boolean contains(Digest digest) {
        return cache.contains(digest) || contents.contains(digest);
    }

    @Override
    public <D extends Document> D keep(D document) {
        return cache.keep(document);
    }

    @Override
    public <D extends Document> Optional<D> find(Digest digest, Class<D> stage) {
        return cache.find(digest, stage);
    }

    private boolean isCached(Digest digest) {
        if (cache.holds(digest)) {
            return true;
        }
        try {
            cache.fetch(digest, out -> {
                if (!contents.write(digest, out)) {
                    throw cache.missing(digest);
                }
            });
            return cache.holds(digest);
        } catch (IOException e) {
            LOG.info("not cached: {}", digest, e);
            return false;
        }
    }

    /** Without the cache, for example on a full disk. */
    private byte[] direct(Digest digest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!contents.write(digest, bytes)) {
                throw cache.missing(digest);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (!Digest.of(bytes.toByteArray()).equals(digest)) {
            throw DocumentException.failed("document.database.changed", Place.NOWHERE, digest.brief());
        }
        return bytes.toByteArray();
    }

    /** Chooses where documents are kept, by the settings. */
    @Configuration(proxyBeanMethods = false)
    static class Choice {
        @Bean
        static DocumentStore documentStore(
                DocumentSettings settings, JdbcStages stages, JdbcDocumentContents contents) {
            FileDocumentStore files = new FileDocumentStore(settings, stages);
            return settings.inDatabase() ? new DatabaseDocumentStore(contents, files) : files;
        }
    }
}
