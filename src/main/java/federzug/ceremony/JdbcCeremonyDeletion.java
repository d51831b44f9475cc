package federzug.ceremony;

import federzug.document.Digest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties what the tables of a signing hold of persons. */
@Component
final class JdbcCeremonyDeletion implements CeremonyDeletion {
    private static final String NAMED = "(select draft as digest, matter from ceremony"
            + " union select prepared, matter from ceremony"
            + " union select signed, matter from ceremony"
            + " union select sealed, matter from ceremony"
            + " union select verdict, matter from ceremony"
            + " union select verdict, matter from ceremony_journal"
            + " union select digest_before, matter from ceremony_journal"
            + " union select digest_after, matter from ceremony_journal"
            + " union select copy, matter from parked_copy"
            + " union select prepared, matter from rehearsal_sheet"
            + " union select copy, matter from rehearsal_return) named";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcCeremonyDeletion(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean isOpen(String matter) {
        return jdbc.sql("select count(*) from ceremony where matter = ? and state not in ('CLOSED', 'CANCELLED')")
                        .param(matter)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<Instant> ended(String matter) {
        return jdbc.sql("select since from ceremony where matter = ? order by since desc fetch first 1 row only")
                .param(matter)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void forget(String matter) {
        transaction.executeWithoutResult(status -> {
            for (String sql : new String[] {
                "delete from signing_session where matter = ?",
                "delete from parked_copy where matter = ?",
                "delete from rehearsal_return where matter = ?",
                "update turn set name = '', office = '', own_field = '' where matter = ?",
                "update ceremony set reason = null where matter = ?",
                "update ceremony_journal set reason = null where matter = ?"
            }) {
                jdbc.sql(sql).param(matter).update();
            }
        });
    }

    @Override
    public Set<Digest> documents(String matter) {
        return digests("select digest from " + NAMED + " where matter = ? and digest is not null", matter);
    }

    @Override
    public Set<Digest> sealed(String matter) {
        Set<Digest> all = digests("select sealed from ceremony where matter = ? and sealed is not null", matter);
        all.addAll(digests("select verdict from ceremony where matter = ? and verdict is not null", matter));
        return all;
    }

    @Override
    public boolean isNamedElsewhere(Digest digest, String matter) {
        return !jdbc.sql("select matter from " + NAMED + " where digest = ? and matter <> ?")
                .params(digest.hex(), matter)
                .query(String.class)
                .list()
                .isEmpty();
    }

    private Set<Digest> digests(String sql, String matter) {
        return Digest.all(jdbc.sql(sql).param(matter).query(String.class).list());
    }
}
