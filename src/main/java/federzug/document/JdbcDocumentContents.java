package federzug.document;

import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code document_content}, which PostgreSQL alone has. Read and written in slices. */
@Component
class JdbcDocumentContents implements DocumentContents {
    private static final int SLICE = 1 << 20;
    private static final String INSERT =
            "insert into document_content (digest, bytes) values (?, ?) on conflict do nothing";

    private final DocumentSettings settings;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate own;
    private final JdbcClient client;
    private final Clock clock;

    JdbcDocumentContents(
            DocumentSettings settings, JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.client = JdbcClient.create(jdbc);
        this.clock = clock;
        this.settings = settings;
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        // What is stored stays, whatever becomes of the caller's transaction.
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean inUse() {
        return settings.inDatabase();
    }

    boolean contains(Digest digest) {
        return !jdbc.queryForList("select 1 from document_content where digest = ?", Integer.class, digest.hex())
                .isEmpty();
    }

    boolean put(Digest digest, byte[] bytes) {
        return !contains(digest)
                && inserted(statement -> {
                    statement.setString(1, digest.hex());
                    statement.setBytes(2, bytes);
                });
    }

    @Override
    public boolean put(Digest digest, Path file) throws IOException {
        if (isForgotten(digest) || contains(digest)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream read = new DigestInputStream(in, Digest.sha256())) {
            long size = Files.size(file);
            return Objects.requireNonNull(own.execute(status -> {
                boolean fresh = update(statement -> {
                    statement.setString(1, digest.hex());
                    statement.setBinaryStream(2, read, size);
                });
                if (!HexFormat.of().formatHex(read.getMessageDigest().digest()).equals(digest.hex())) {
                    throw DocumentException.failed(
                            "document.store.changed", Place.NOWHERE, digest.brief(), file.toAbsolutePath());
                }
                return fresh;
            }));
        }
    }

    private boolean inserted(PreparedStatementSetter values) {
        return Boolean.TRUE.equals(own.execute(status -> update(values)));
    }

    private boolean update(PreparedStatementSetter values) {
        return jdbc.update(INSERT, values) == 1;
    }

    @Override
    public boolean write(Digest digest, OutputStream to) throws IOException {
        try {
            Optional<byte[]> slice = slice(digest, 1);
            boolean there = slice.isPresent();
            for (int from = 1 + SLICE; slice.isPresent(); from += SLICE) {
                to.write(slice.get());
                slice = slice.get().length < SLICE ? Optional.empty() : slice(digest, from);
            }
            return there;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @param from counted from 1 */
    private Optional<byte[]> slice(Digest digest, int from) {
        return jdbc
                .query(
                        "select substring(bytes from ? for ?) from document_content where digest = ?",
                        (row, number) -> row.getBytes(1),
                        from,
                        SLICE,
                        digest.hex())
                .stream()
                .findFirst();
    }

    @Override
    public List<Digest> after(String last, int most) {
        return jdbc.query(
                "select digest from document_content where digest > ? order by digest fetch first ? rows only",
                (row, number) -> new Digest(row.getString(1)),
                last,
                most);
    }

    // Deletion: the intention is stored first, so that a killed call can be repeated.

    @Override
    public Set<Digest> negotiated(String matter) {
        Set<Digest> found = new LinkedHashSet<>();
        for (String column : new String[] {"draft", "compared", "changes"}) {
            client.sql("select " + column + " from negotiated_draft where matter = ? and " + column + " is not null")
                    .param(matter)
                    .query(String.class)
                    .list()
                    .forEach(hex -> found.add(new Digest(hex)));
        }
        return found;
    }

    @Override
    public void forget(Set<Digest> documents) {
        for (Digest digest : documents) {
            mark(digest);
            if (inUse()) {
                client.sql("delete from document_content where digest = ?")
                        .param(digest.hex())
                        .update();
            }
            forgetCopy(digest);
        }
    }

    @Override
    public void forgetCopies() {
        if (inUse()) {
            jdbc.query(
                    "select digest from document_forgotten f where not exists"
                            + " (select 1 from document_content c where c.digest = f.digest)",
                    (ResultSet row) -> forgetCopy(new Digest(row.getString(1))));
        }
    }

    private void forgetCopy(Digest digest) {
        Path file = settings.folder()
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DocumentException.failed("document.deletion.failed", Place.file(file.toString()))
                    .causedBy(e);
        }
    }

    @Override
    public boolean isForgotten(Digest digest) {
        return inUse()
                && !contains(digest)
                && !jdbc.queryForList("select 1 from document_forgotten where digest = ?", Integer.class, digest.hex())
                        .isEmpty();
    }

    @Override
    public void forgetFacts(Set<Digest> documents) {
        for (Digest digest : documents) {
            client.sql("delete from document where digest = ?")
                    .param(digest.hex())
                    .update();
        }
    }

    private void mark(Digest digest) {
        try {
            client.sql("insert into document_forgotten (digest, at) values (?, ?)")
                    .params(digest.hex(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            // By an earlier call that did not come to its end.
        }
    }
}
