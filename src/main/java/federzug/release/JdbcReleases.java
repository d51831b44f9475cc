package federzug.release;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.release.ReleaseState.Cleared;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.ReleaseState.Drafted;
import federzug.release.ReleaseState.Held;
import federzug.release.ReleaseState.Withdrawn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code press_release} and {@code approval}. */
@Component
class JdbcReleases implements Releases {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcReleases(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<Release> find(String matter) {
        List<Approval> approvals = jdbc.sql("select * from approval where matter = ? order by number")
                .param(matter)
                .query(JdbcReleases::approval)
                .list();
        return jdbc.sql("select * from press_release where matter = ?")
                .param(matter)
                .query((rs, number) -> new Release(matter, state(rs), approvals, rs.getLong("version")))
                .optional();
    }

    @Override
    public List<String> released() {
        return jdbc.sql("""
                        select r.matter from press_release r
                        where (r.state not in ('DISPATCHED', 'WITHDRAWN')
                            or exists (select 1 from press_dispatch d
                              where d.matter = r.matter and d.number > 0 and d.state <> 'ENDED'))
                          and exists (select 1 from press_consent c
                            where c.matter = r.matter and c.kind = 'RELEASE'
                              and not exists (select 1 from press_consent s
                                where s.matter = c.matter and s.kind = 'STOP' and s.number > c.number))
                        order by r.matter
                        """).query(String.class).list();
    }

    @Override
    public Release keep(Release release) {
        Release kept = transaction.execute(status -> {
            Optional<Release> before = find(release.matter());
            if (before.filter(old -> old.equals(release)).isPresent()) {
                return release;
            }
            write(release);
            int known = before.map(old -> old.approvals().size()).orElse(0);
            for (int i = known; i < release.approvals().size(); i++) {
                write(release.matter(), i, release.approvals().get(i));
            }
            return new Release(release.matter(), release.state(), release.approvals(), release.version() + 1);
        });
        if (kept == null) {
            throw new IllegalStateException("transaction without a result");
        }
        return kept;
    }

    @Override
    public void repair(String matter, Optional<Dispatch> sent, Instant now) {
        if (sent.isEmpty()) {
            jdbc.sql("delete from press_release where matter = ?").param(matter).update();
            return;
        }
        Papers papers = sent.get().papers();
        jdbc.sql("""
                        update press_release set state = ?, draft = ?, pdf = ?, reasons = null, since = ?,
                          version = version + 1 where matter = ?
                        """)
                .param(sent.get().state() == Dispatch.State.ENDED ? "DISPATCHED" : "DISPATCHING")
                .param(papers.draft().hex())
                .param(papers.pdf().hex())
                .param(at(now))
                .param(matter)
                .update();
    }

    private void write(Release release) {
        ReleaseState state = release.state();
        String set = release.version() == 0 ? """
                  insert into press_release (state, draft, pdf, reasons, since, version, matter)
                  values (?, ?, ?, ?, ?, ? + 1, ?)
                  """ : """
                  update press_release set state = ?, draft = ?, pdf = ?, reasons = ?, since = ?, version = ? + 1
                  where matter = ? and version = ?
                  """;
        JdbcClient.StatementSpec statement = jdbc.sql(set)
                .param(state.name())
                .param(state.papers().draft().hex())
                .param(state.papers().pdf().hex())
                .param(state instanceof Held held ? lines(held.reasons()) : null)
                .param(at(state.since()))
                .param(release.version())
                .param(release.matter());
        try {
            if ((release.version() == 0 ? statement : statement.param(release.version())).update() == 1) {
                return;
            }
        } catch (DuplicateKeyException e) {
            throw overtaken(release).causedBy(e);
        }
        throw overtaken(release);
    }

    private void write(String matter, int number, Approval approval) {
        jdbc.sql("""
                        insert into approval (matter, number, person, approved_by, approved_at, wording)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(matter)
                .param(number)
                .param(approval.person())
                .param(approval.by())
                .param(approval.at())
                .param(approval.wording().hex())
                .update();
    }

    private static ReleaseException overtaken(Release release) {
        return ReleaseException.failed("release.store.changed-meanwhile", Place.NOWHERE, release.matter());
    }

    private static ReleaseState state(ResultSet rs) throws SQLException {
        Papers papers = new Papers(new Digest(rs.getString("draft")), new Digest(rs.getString("pdf")));
        Instant since = rs.getObject("since", OffsetDateTime.class).toInstant();
        String state = rs.getString("state");
        return switch (state) {
            case "DRAFTED" -> new Drafted(papers, since);
            case "HELD" -> new Held(papers, reasons(rs.getString("reasons")), since);
            case "CLEARED" -> new Cleared(papers, since);
            case "DISPATCHING" -> new Dispatching(papers, since);
            case "DISPATCHED" -> new Dispatched(papers, since);
            case "WITHDRAWN" -> new Withdrawn(papers, since);
            default -> throw new IllegalStateException("press_release.state: " + state);
        };
    }

    private static Approval approval(ResultSet rs, int number) throws SQLException {
        return new Approval(
                rs.getString("person"),
                rs.getString("approved_by"),
                rs.getObject("approved_at", LocalDateTime.class),
                new Digest(rs.getString("wording")));
    }

    /** One reason a line: code and arguments, which hold neither tabs nor line breaks. */
    private static String lines(List<Notice> reasons) {
        return reasons.stream()
                .map(notice -> notice.code()
                        + notice.arguments().stream()
                                .map(argument -> "\t" + String.valueOf(argument).replaceAll("\\s+", " "))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static List<Notice> reasons(String lines) {
        return lines.lines()
                .map(line -> line.split("\t", -1))
                .map(parts ->
                        Notice.warning(parts[0], Place.NOWHERE, (Object[]) Arrays.copyOfRange(parts, 1, parts.length)))
                .toList();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
