package federzug.ceremony;

import federzug.signing.SigningSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Begun signatures, at most one per ceremony: values, never parameters, so that a library update loses nothing. */
class JdbcSessions {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSessions.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final JdbcClient jdbc;

    JdbcSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty also for one that cannot be read any more: the signature is then begun again. */
    Optional<SigningSession> find(String matter, String agreement) {
        return jdbc.sql("select content from signing_session where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query(String.class)
                .optional()
                .flatMap(this::session);
    }

    List<Ceremonies.Named> begunBefore(Instant time) {
        return jdbc.sql("select matter, agreement from signing_session where begun_at < :time order by begun_at")
                .param("time", JdbcCeremonies.utc(time))
                .query((row, number) -> new Ceremonies.Named(row.getString("matter"), row.getString("agreement")))
                .list();
    }

    private Optional<SigningSession> session(String content) {
        try {
            return Optional.of(json.readValue(content, SigningSession.class));
        } catch (JacksonException e) {
            LOG.warn("a begun signature cannot be read", e);
            return Optional.empty();
        }
    }

    void keep(String matter, String agreement, CeremonyEvent.SigningBegun begun) {
        drop(matter, agreement);
        jdbc.sql("insert into signing_session (matter, agreement, person, content, begun_at)"
                        + " values (:matter, :agreement, :person, :content, :at)")
                .param("matter", matter)
                .param("agreement", agreement)
                .param("person", begun.person())
                .param("content", json.writeValueAsString(begun.session()))
                .param("at", JdbcCeremonies.utc(begun.session().begunAt()))
                .update();
    }

    void drop(String matter, String agreement) {
        jdbc.sql("delete from signing_session where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .update();
    }
}
