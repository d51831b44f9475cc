package federzug.release;

import federzug.document.Digest;
import federzug.notice.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code press_consent}. */
@Component
class JdbcConsents implements Consents {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcConsents(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Consent> of(String matter) {
        return jdbc.sql("select * from press_consent where matter = ? order by number")
                .param(matter)
                .query(JdbcConsents::consent)
                .list();
    }

    @Override
    public void add(String matter, Consent consent) {
        List<Consent> known = of(matter);
        boolean repeated = !known.isEmpty() && known.get(known.size() - 1).sameAs(consent);
        if (repeated) {
            return;
        }
        try {
            jdbc.sql("""
                            insert into press_consent (matter, number, kind, subject, given_by, given_at, digest,
                              wording, through, answer) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .param(matter)
                    .param(known.size())
                    .param(consent.kind().name())
                    .param(consent.subject())
                    .param(consent.by())
                    .param(consent.at().atOffset(ZoneOffset.UTC))
                    .param(consent.digest().hex())
                    .param(consent.wording())
                    .param(consent.through().name())
                    .param(consent.answer())
                    .update();
        } catch (DuplicateKeyException e) {
            throw ReleaseException.failed("release.store.changed-meanwhile", Place.NOWHERE, matter)
                    .causedBy(e);
        }
    }

    @Override
    public void add(String matter, List<Consent> together) {
        transaction.executeWithoutResult(status -> together.forEach(consent -> add(matter, consent)));
    }

    private static Consent consent(ResultSet rs, int row) throws SQLException {
        return new Consent(
                Consent.Kind.valueOf(rs.getString("kind")),
                rs.getString("subject"),
                rs.getString("given_by"),
                rs.getObject("given_at", OffsetDateTime.class).toInstant(),
                new Digest(rs.getString("digest")),
                rs.getString("wording"),
                Consent.Through.valueOf(rs.getString("through")),
                rs.getString("answer"));
    }
}
