package federzug.drafting;

import federzug.document.Digest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code negotiated_draft}: rows are only ever added. */
@Component
class JdbcNegotiatedDrafts {
    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcNegotiatedDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param draft null: back to the template
     * @param compared the template's draft at that time
     */
    record Row(
            @Nullable Digest draft,
            Digest compared,
            @Nullable Digest changes,
            String reason) {}

    Optional<Row> latest(String matter, String agreement) {
        return jdbc.sql("select draft, compared, changes, reason from negotiated_draft where matter = :matter and"
                        + " agreement = :agreement order by number desc fetch first 1 rows only")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> new Row(
                        digest(row.getString("draft")),
                        new Digest(row.getString("compared")),
                        digest(row.getString("changes")),
                        row.getString("reason")))
                .optional();
    }

    boolean wasAdopted(String matter, String agreement, Digest draft) {
        return jdbc.sql("select count(*) from negotiated_draft where matter = :matter and agreement = :agreement and"
                                + " draft = :draft")
                        .param("matter", matter)
                        .param("agreement", agreement)
                        .param("draft", draft.hex())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The primary key decides between two processes that adopt at the same time. */
    void add(String matter, String agreement, Row row) {
        if (latest(matter, agreement).filter(row::equals).isPresent()) {
            return;
        }
        int number = jdbc.sql("select coalesce(max(number), 0) from negotiated_draft where matter = :matter and"
                        + " agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query(Integer.class)
                .single();
        jdbc.sql(
                        "insert into negotiated_draft (matter, agreement, number, draft, compared, changes, reason, adopted_at)"
                                + " values (:matter, :agreement, :number, :draft, :compared, :changes, :reason, :at)")
                .param("matter", matter)
                .param("agreement", agreement)
                .param("number", number + 1)
                .param("draft", hex(row.draft()))
                .param("compared", row.compared().hex())
                .param("changes", hex(row.changes()))
                .param("reason", row.reason())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static @Nullable Digest digest(@Nullable String hex) {
        return hex == null ? null : new Digest(hex);
    }

    private static @Nullable String hex(@Nullable Digest digest) {
        return digest == null ? null : digest.hex();
    }
}
