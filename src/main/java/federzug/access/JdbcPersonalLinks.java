package federzug.access;

import federzug.access.PersonalLink.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code personal_link}. */
@Component
class JdbcPersonalLinks implements PersonalLinks {
    private static final int BYTES = 32;
    private static final int LONGEST = 64;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    JdbcPersonalLinks(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String issue(Kind kind, String matter, String agreement, String person, Instant at, Instant expires) {
        return made(kind, matter, agreement, person, at, expires, true);
    }

    @Override
    public String another(Kind kind, String matter, String agreement, String person, Instant at, Instant expires) {
        return made(kind, matter, agreement, person, at, expires, false);
    }

    private String made(
            Kind kind, String matter, String agreement, String person, Instant at, Instant expires, boolean endsOlder) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        transaction.executeWithoutResult(status -> {
            if (endsOlder) {
                jdbc.sql("update personal_link set revoked_at = ? where kind = ? and matter = ? and agreement = ?"
                                + " and person = ? and revoked_at is null")
                        .params(JdbcAccounts.utc(at), kind.name(), matter, agreement, person)
                        .update();
            }
            jdbc.sql("insert into personal_link (digest, kind, matter, agreement, person, made_at, expires)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            digest(fresh),
                            kind.name(),
                            matter,
                            agreement,
                            person,
                            JdbcAccounts.utc(at),
                            JdbcAccounts.utc(expires))
                    .update();
        });
        return fresh;
    }

    @Override
    public Optional<PersonalLink> find(Kind kind, String secret, Instant at) {
        return secret.length() > LONGEST ? Optional.empty() : known(kind, digest(secret), at);
    }

    @Override
    public Optional<PersonalLink> known(Kind kind, String digest, Instant at) {
        return jdbc.sql("select * from personal_link where digest = ? and kind = ? and revoked_at is null"
                        + " and expires > ?")
                .params(digest, kind.name(), JdbcAccounts.utc(at))
                .query((row, number) -> new PersonalLink(
                        digest,
                        kind,
                        row.getString("matter"),
                        row.getString("agreement"),
                        row.getString("person"),
                        row.getObject("expires", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public boolean revoke(PersonalLink link, Instant at) {
        return jdbc.sql("update personal_link set revoked_at = ? where digest = ? and revoked_at is null")
                        .params(JdbcAccounts.utc(at), link.digest())
                        .update()
                == 1;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
