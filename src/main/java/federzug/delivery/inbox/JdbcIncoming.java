package federzug.delivery.inbox;

import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.LeaseHolder;
import federzug.document.Digest;
import federzug.notice.Notice;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps in tables what became of what came in. */
@Component
class JdbcIncoming implements IncomingRecords {
    /** Longer than any run without {@code --wait}; one that waits renews it. */
    private static final String UNTIL = "current_timestamp + interval '1' hour";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final String self;

    JdbcIncoming(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${federzug.home}") Path home) {
        this.self = LeaseHolder.in(home).toString();
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        // A duplicate key ends a transaction; the caller's must not end with it.
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** By the database's clock, which all machines share. */
    @Override
    public boolean begin(String source) {
        Optional<Lease> held = jdbc.sql(
                        "select holder, (lease_until < current_timestamp) as is_over from incoming_run where source = ?")
                .param(source)
                .query((rs, number) -> new Lease(rs.getString("holder"), rs.getBoolean("is_over")))
                .optional();
        if (held.isEmpty()) {
            return inserted(source);
        }
        Lease lease = held.get();
        boolean free = lease.holder().equals(self)
                || lease.isOver()
                || LeaseHolder.parse(lease.holder()).isDead();
        return free
                && jdbc.sql("update incoming_run set holder = ?, lease_until = " + UNTIL
                                        + " where source = ? and holder = ?")
                                .param(self)
                                .param(source)
                                .param(lease.holder())
                                .update()
                        == 1;
    }

    private record Lease(String holder, boolean isOver) {}

    private boolean inserted(String source) {
        try {
            own.executeWithoutResult(status -> jdbc.sql(
                            "insert into incoming_run (source, holder, lease_until) values (?, ?, " + UNTIL + ")")
                    .param(source)
                    .param(self)
                    .update());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public void end(String source) {
        jdbc.sql("delete from incoming_run where source = ? and holder = ?")
                .param(source)
                .param(self)
                .update();
    }

    @Override
    public Optional<Outcome> outcome(Digest digest) {
        return jdbc.sql("select outcome from incoming where digest = ?")
                .param(digest.hex())
                .query(String.class)
                .optional()
                .map(Outcome::valueOf);
    }

    @Override
    public Set<String> leftPlaces(String source) {
        return jdbc.sql("select place from incoming where source = ? and outcome = 'LEFT'")
                .param(source)
                .query(String.class)
                .set();
    }

    @Override
    public void keep(String source, String place, IncomingMail mail, Handled handled) {
        String reason = handled.notices().stream().map(Notice::code).distinct().collect(Collectors.joining(" "));
        own.executeWithoutResult(status -> {
            jdbc.sql("delete from incoming where digest = ?")
                    .param(mail.digest().hex())
                    .update();
            jdbc.sql("""
                insert into incoming (digest, source, place, message_id, sender, subject, outcome, matter, reason, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                    .param(mail.digest().hex())
                    .param(cut(source))
                    .param(cut(place))
                    .param(cut(mail.messageId()))
                    .param(cut(mail.from()))
                    .param(cut(mail.subject()))
                    .param(handled.outcome().name())
                    .param(handled.matter())
                    .param(reason)
                    .param(now())
                    .update();
        });
    }

    @Override
    public void mark(String address, Mark mark, String reason) {
        own.executeWithoutResult(status -> {
            jdbc.sql("delete from address_mark where address = ? and kind = ?")
                    .param(address)
                    .param(mark.name())
                    .update();
            jdbc.sql("insert into address_mark (address, kind, reason, at) values (?, ?, ?, ?)")
                    .param(address)
                    .param(mark.name())
                    .param(reason)
                    .param(now())
                    .update();
        });
    }

    @Override
    public void unmark(String address, Mark mark) {
        own.executeWithoutResult(status -> jdbc.sql("delete from address_mark where address = ? and kind = ?")
                .param(address)
                .param(mark.name())
                .update());
    }

    @Override
    public Optional<Marked> marked(String address, Mark mark) {
        return jdbc.sql("select address, reason, at from address_mark where address = ? and kind = ?")
                .param(address)
                .param(mark.name())
                .query(JdbcIncoming::marked)
                .optional();
    }

    @Override
    public List<Marked> marked(Mark mark) {
        return jdbc.sql("select address, reason, at from address_mark where kind = ? order by at desc, address")
                .param(mark.name())
                .query(JdbcIncoming::marked)
                .list();
    }

    private static Marked marked(ResultSet rs, int number) throws SQLException {
        return new Marked(
                rs.getString(1),
                rs.getString(2),
                rs.getObject(3, OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static String cut(String text) {
        return text.length() > 400 ? text.substring(0, 400) : text;
    }
}
