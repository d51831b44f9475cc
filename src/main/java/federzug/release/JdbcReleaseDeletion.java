package federzug.release;

import federzug.document.Digest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties what the tables of a press release hold of persons. */
@Component
final class JdbcReleaseDeletion implements ReleaseDeletion {
    private static final String NAMED = "(select draft as digest, matter from press_release"
            + " union select pdf, matter from press_release"
            + " union select draft, matter from press_dispatch"
            + " union select pdf, matter from press_dispatch"
            + " union select signed, matter from press_seal"
            + " union select sealed, matter from press_seal) named";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcReleaseDeletion(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean isOpen(String matter) {
        return jdbc.sql(
                                "select count(*) from press_release where matter = ? and state not in ('DISPATCHED', 'WITHDRAWN')")
                        .param(matter)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<Instant> ended(String matter) {
        return jdbc.sql("select since from press_release where matter = ? order by since desc fetch first 1 row only")
                .param(matter)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void forgetPersons(String matter) {
        together(
                matter,
                "update press_consent set given_by = '', wording = '', answer = '' where matter = ?",
                "update approval set approved_by = '' where matter = ?",
                "update press_dispatch set begun_by = '', says = '' where matter = ?");
    }

    @Override
    public void forgetRecipients(String matter) {
        together(
                matter,
                "update press_dispatch set recipients = '' where matter = ?",
                "update press_consent set wording = '', answer = '' where matter = ? and kind = 'ADDRESS'");
    }

    /** All of them or none. */
    private void together(String matter, String... statements) {
        transaction.executeWithoutResult(status -> {
            for (String sql : statements) {
                jdbc.sql(sql).param(matter).update();
            }
        });
    }

    @Override
    public Set<Digest> documents(String matter) {
        return Digest.all(jdbc.sql("select digest from " + NAMED + " where matter = ? and digest is not null")
                .param(matter)
                .query(String.class)
                .list());
    }

    @Override
    public boolean isNamedElsewhere(Digest digest, String matter) {
        return !jdbc.sql("select matter from " + NAMED + " where digest = ? and matter <> ?")
                .params(digest.hex(), matter)
                .query(String.class)
                .list()
                .isEmpty();
    }
}
