package federzug.ceremony;

import federzug.document.Digest;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code parked_copy}. */
@Component
class JdbcParkedCopies implements ParkedCopies {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcParkedCopies(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void park(ParkedCopy copy) {
        transaction.executeWithoutResult(status -> {
            int known = jdbc.sql("update parked_copy set reason = ? where matter = ? and agreement = ? and copy = ?")
                    .params(
                            copy.reason(),
                            copy.matter(),
                            copy.agreement(),
                            copy.copy().hex())
                    .update();
            if (known == 0) {
                jdbc.sql("insert into parked_copy (matter, agreement, copy, name, reason, since)"
                                + " values (?, ?, ?, ?, ?, ?)")
                        .params(
                                copy.matter(),
                                copy.agreement(),
                                copy.copy().hex(),
                                copy.name(),
                                copy.reason(),
                                JdbcCeremonies.utc(copy.since()))
                        .update();
            }
        });
    }

    @Override
    public List<ParkedCopy> ofMatter(String matter) {
        return jdbc.sql("select agreement, copy, name, reason, since from parked_copy where matter = ?"
                        + " order by since, copy")
                .param(matter)
                .query((row, number) -> new ParkedCopy(
                        matter,
                        row.getString("agreement"),
                        new Digest(row.getString("copy")),
                        row.getString("name"),
                        row.getString("reason"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public List<ParkedCopy> all() {
        return jdbc.sql("select distinct matter from parked_copy").query(String.class).list().stream()
                .flatMap(matter -> ofMatter(matter).stream())
                .sorted(Comparator.comparing(ParkedCopy::since))
                .toList();
    }

    @Override
    public void drop(ParkedCopy copy) {
        jdbc.sql("delete from parked_copy where matter = ? and agreement = ? and copy = ?")
                .params(copy.matter(), copy.agreement(), copy.copy().hex())
                .update();
    }
}
