package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.NegotiatedDrafts.Adoption;
import federzug.testkit.DatabaseInMemory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcNegotiatedDraftsTest {
    private final DatabaseInMemory database = new DatabaseInMemory();
    private final JdbcNegotiatedDrafts drafts = new JdbcNegotiatedDrafts(database.client(), Clock.systemUTC());

    @Test
    void theNewestCountsAndTheOldOnesAreRemembered() {
        Adoption first = new Adoption(digest("a"), digest("t"), digest("c"), "erster");
        Adoption back = new Adoption(null, digest("t"), null, "");
        assertThat(drafts.latest("m", "v")).isEmpty();
        drafts.add("m", "v", first);
        drafts.add("m", "v", first);
        assertThat(drafts.latest("m", "v")).contains(first);
        assertThat(drafts.latest("m", "w")).isEmpty();
        drafts.add("m", "v", back);
        assertThat(drafts.latest("m", "v")).contains(back);
        assertThat(drafts.wasAdopted("m", "v", digest("a"))).isTrue();
        assertThat(drafts.wasAdopted("m", "v", digest("b"))).isFalse();
        drafts.add("m", "v", first);
        assertThat(drafts.latest("m", "v")).contains(first);
        assertThat(database.client()
                        .sql("select count(*) from negotiated_draft")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
