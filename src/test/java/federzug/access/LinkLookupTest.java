package federzug.access;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PersonalLink.Kind;
import federzug.testkit.DatabaseInMemory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long a lookup takes tells nothing about a secret. The database compares digests only: whoever guesses a secret that
 * begins rightly has a digest that begins anywhere, and cannot steer it but by hashing.
 */
@Tag("database")
class LinkLookupTest {
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    private final DatabaseInMemory database = new DatabaseInMemory();
    private final PersonalLinks links = new JdbcPersonalLinks(database.client(), database.transactions());

    @Test
    void aSecretStandsInNoColumnAndIsLookedUpByItsDigest() throws Exception {
        String opens = links.issue(Kind.SIGNATORY, "m", "a", "raphael", NOON, NOON.plusSeconds(60));

        List<String> row = database.client().sql("select * from personal_link").query().listOfRows().stream()
                .flatMap(one -> one.values().stream())
                .map(String::valueOf)
                .toList();
        assertThat(row).contains(digest(opens)).noneMatch(value -> value.contains(opens.substring(0, 8)));
        assertThat(links.find(Kind.SIGNATORY, opens, NOON)).isPresent();
        assertThat(links.find(Kind.SIGNATORY, digest(opens), NOON))
                .as("who reads the database has no link")
                .isEmpty();
    }

    @Test
    void aGuessThatIsNearlyRightIsNoNearerInTheDatabase() throws Exception {
        String opens = links.issue(Kind.SIGNATORY, "m", "a", "raphael", NOON, NOON.plusSeconds(60));
        String right = digest(opens);
        Set<Integer> shared = new HashSet<>();
        for (int i = 0; i < opens.length(); i++) {
            String guess = opens.substring(0, i) + (opens.charAt(i) == 'A' ? 'B' : 'A') + opens.substring(i + 1);
            // The last sign of 43 carries two bits that are not part of the 32 bytes; the text counts, not the bytes.
            assertThat(links.find(Kind.SIGNATORY, guess, NOON)).isEmpty();
            int same = 0;
            String wrong = digest(guess);
            while (wrong.charAt(same) == right.charAt(same)) {
                same++;
            }
            shared.add(same);
        }
        // Forty guesses, each right in all signs but one: as far off as forty random ones.
        assertThat(shared).allMatch(same -> same < 8);
    }

    private static String digest(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
