package federzug.delivery.ledger;

import federzug.delivery.MailState;
import federzug.delivery.evidence.HandedOver;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts into the send ledger what is known about its mails from outside the database. */
@Component
class JdbcSendingEvidence implements DoubtRecords {
    private static final String PERHAPS = "delivery.evidence.perhaps-sent";
    private static final String RESTORED = "delivery.evidence.restored";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private volatile @Nullable String name;

    JdbcSendingEvidence(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String ledgerName() {
        String known = name;
        if (known == null) {
            known = Objects.requireNonNull(own.execute(status -> readOrGiveName()));
            name = known;
        }
        return known;
    }

    private String readOrGiveName() {
        Optional<String> given =
                jdbc.sql("select name from send_ledger_name order by name").query(String.class).list().stream()
                        .findFirst();
        if (given.isPresent()) {
            return given.get();
        }
        String fresh = UUID.randomUUID().toString();
        jdbc.sql("insert into send_ledger_name (name) values (?)").param(fresh).update();
        return fresh;
    }

    @Override
    public boolean knows(String messageId) {
        return jdbc.sql("select count(*) from send_ledger where message_id = ?")
                        .param(messageId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public void takeOver(HandedOver mail, @Nullable LedgerRow row) {
        for (int i = 0; i < 2; i++) {
            try {
                own.executeWithoutResult(status -> {
                    if (row == null) {
                        insert(mail);
                    } else {
                        update(mail, row);
                    }
                });
                return;
            } catch (DuplicateKeyException e) {
                // Another process found the same at the same moment.
            }
        }
    }

    @Override
    public void takeOver(LedgerRow row, String messageId, @Nullable Instant date, String fileName) {
        own.executeWithoutResult(status -> jdbc.sql("""
            update send_ledger set state = 'UNKNOWN', reason = ?, message_id = ?, created_at = ?, file_name = ?,
                holder = null, lease_until = null, since = ?, version = version + 1
            where id = ? and version = ?
            """)
                .param(PERHAPS)
                .param(messageId)
                .param(at(date == null ? row.createdAt() : date))
                .param(fileName)
                .param(now())
                .param(row.id())
                .param(row.version())
                .update());
    }

    @Override
    public void doubt(LedgerRow row) {
        own.executeWithoutResult(status -> jdbc.sql("""
            update send_ledger set state = 'UNKNOWN', reason = ?, holder = null,
                lease_until = null, since = ?, version = version + 1
            where id = ? and version = ?
            """)
                .param(RESTORED)
                .param(now())
                .param(row.id())
                .param(row.version())
                .update());
    }

    @Override
    public Optional<Instant> doubtfulSince(String matter) {
        return jdbc.sql("select backup_at from send_doubt where matter = ?")
                .param(matter)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void doubt(List<String> matters, Instant backupAt) {
        own.executeWithoutResult(status -> {
            for (String matter : matters) {
                believe(matter);
                jdbc.sql("insert into send_doubt (matter, backup_at) values (?, ?)")
                        .param(matter)
                        .param(at(backupAt))
                        .update();
            }
        });
    }

    @Override
    public void believe(String matter) {
        jdbc.sql("delete from send_doubt where matter = ?").param(matter).update();
    }

    private void update(HandedOver mail, LedgerRow row) {
        boolean arrived = row.state() == MailState.ACCEPTED || row.state() == MailState.BOUNCED;
        jdbc.sql("""
            update send_ledger set state = ?, reason = ?, message_id = ?, created_at = ?, file_name = ?, attempts = ?,
                holder = null, lease_until = null, next_attempt_at = null, since = ?, version = version + 1
            where id = ? and version = ?
            """)
                .param(arrived ? row.state().name() : MailState.UNKNOWN.name())
                .param(arrived ? row.reason().code() : PERHAPS)
                .param(mail.messageId())
                .param(at(mail.createdAt()))
                .param(mail.fileName())
                .param(Math.max(mail.attempts(), row.attempts()))
                .param(now())
                .param(row.id())
                .param(row.version())
                .update();
    }

    private void insert(HandedOver mail) {
        List<Object> values = new ArrayList<>(List.of(mail.id(), mail.matter(), mail.businessKey(), ordinal(mail)));
        values.addAll(List.of(mail.kind().name(), mail.recipient(), mail.name(), mail.subject()));
        values.addAll(List.of(mail.fileName(), mail.messageId(), PERHAPS, mail.attempts()));
        values.addAll(List.of(at(mail.createdAt()), now()));
        jdbc.sql("""
            insert into send_ledger (id, matter, business_key, ordinal, kind, recipient, name, subject, file_name,
                message_id, reason, attempts, created_at, since, state, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'UNKNOWN', 0)
            """).params(values).update();
    }

    /** The number of its file if that is free, so that further mails get other names. */
    private int ordinal(HandedOver mail) {
        List<Integer> taken = jdbc.sql("select ordinal from send_ledger where matter = ?")
                .param(mail.matter())
                .query(Integer.class)
                .list();
        String number = mail.fileName().replaceFirst("\\D.*", "");
        if (number.matches("\\d{1,6}") && !taken.contains(Integer.valueOf(number))) {
            return Integer.parseInt(number);
        }
        return taken.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
