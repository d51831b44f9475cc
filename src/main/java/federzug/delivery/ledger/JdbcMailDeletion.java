package federzug.delivery.ledger;

import federzug.delivery.MailDeletion;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties what the ledger and the list of incoming mails hold of persons. */
@Component
final class JdbcMailDeletion implements MailDeletion {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcMailDeletion(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean isSettled(String matter) {
        return jdbc.sql("select count(*) from send_ledger where matter = ?"
                                + " and state in ('PENDING', 'LEASED', 'HANDING_OVER', 'DEFERRED', 'UNKNOWN')")
                        .param(matter)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    @Override
    public Set<Digest> documents(String matter) {
        return Digest.all(
                jdbc.sql("select content_digest from send_ledger where matter = ? and content_digest is not null")
                        .param(matter)
                        .query(String.class)
                        .list());
    }

    @Override
    public void forget(String matter) {
        transaction.executeWithoutResult(status -> {
            List<String> keys = jdbc.sql("select business_key from send_ledger where matter = ? and recipient <> ''")
                    .param(matter)
                    .query(String.class)
                    .list();
            for (String key : keys) {
                // The key may hold the address; its digest still shows that this mail was there.
                jdbc.sql("update send_ledger set business_key = ?, recipient = '', name = '', subject = '',"
                                + " file_name = '', detail = null, reason = null where matter = ? and business_key = ?")
                        .params(anonymous(key), matter, key)
                        .update();
            }
            jdbc.sql("update incoming set sender = '', subject = '', reason = '' where matter = ?")
                    .param(matter)
                    .update();
        });
    }

    /** Kind of mail and a digest: the ledger's rows keep their form. */
    private static String anonymous(String key) {
        int end = key.indexOf('/');
        return (end < 0 ? "" : key.substring(0, end)) + "/"
                + Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
