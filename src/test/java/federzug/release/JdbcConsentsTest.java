package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.PressRelease.Recipient;
import federzug.document.Digest;
import federzug.release.Consent.Kind;
import federzug.testkit.MailDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcConsentsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:45:00.123456789Z");
    private static final Digest DIGEST = new Digest("a".repeat(64));

    private final MailDatabase database = MailDatabase.with("V202611291725__release_consent.sql");
    private final Consents consents = new JdbcConsents(database.jdbc(), database.transactions());
    private final Dispatches dispatches = new JdbcDispatches(database.jdbc());

    @Test
    void keepsWhatWasSaidInItsOrderAndTheSameWordOnce() {
        Consent quote = new Consent(
                Kind.QUOTE, "raphael", "raphael", NOW, DIGEST, "Muster „Ä“\nzwei", Consent.Through.MAIL, "von x\n\nja");
        Consent stop = new Consent(Kind.STOP, "", "Kim", NOW, DIGEST, "", Consent.Through.PAGE, "");
        consents.add("m", quote);
        consents.add("m", quote);
        consents.add("m", stop);
        consents.add("m", quote);
        assertThat(consents.of("m")).containsExactly(quote, stop, quote);
        assertThat(consents.of("n")).isEmpty();
    }

    @Test
    void keepsWhatBelongsTogetherAsAWholeOrNotAtAll() {
        Consent ahead = new Consent(Kind.AHEAD, "", "Kim", NOW, DIGEST, "", Consent.Through.PAGE, "");
        Consent tooLong =
                new Consent(Kind.RELEASE, "x".repeat(1_000), "Kim", NOW, DIGEST, "", Consent.Through.PAGE, "");
        assertThatThrownBy(() -> consents.add("m", List.of(ahead, tooLong))).isNotNull();
        assertThat(consents.of("m")).isEmpty();

        Consent release = new Consent(Kind.RELEASE, "", "Kim", NOW, DIGEST, "", Consent.Through.PAGE, "");
        consents.add("m", List.of(ahead, release));
        assertThat(consents.of("m")).containsExactly(ahead, release);
    }

    @Test
    void theRecipientsOfASendingThatHasBegunStayAsTheyWere() {
        Papers papers = new Papers(DIGEST, DIGEST);
        List<Recipient> first = List.of(new Recipient("a@z.example", "A\tB"), new Recipient("b@z.example", ""));
        Dispatch open = new Dispatch("m", 1, Dispatch.State.OPEN, papers, "Richtig:\n1", "Kim", NOW, List.of());
        assertThat(dispatches.keep(open)).isEqualTo(open);
        Dispatch begun = new Dispatch("m", 1, Dispatch.State.BEGUN, papers, "Richtig:\n1", "Kim", NOW, first);
        assertThat(dispatches.keep(begun).recipients())
                .extracting(Recipient::name)
                .containsExactly("A B", "");
        Dispatch other = new Dispatch("m", 1, Dispatch.State.ENDED, papers, "", "Uli", NOW, List.of(first.get(0)));
        assertThat(dispatches.keep(other).recipients()).hasSize(2);
        assertThat(dispatches.find("m", 1).orElseThrow().state()).isEqualTo(Dispatch.State.ENDED);
        assertThat(dispatches.keep(begun).state()).isEqualTo(Dispatch.State.ENDED);
        assertThat(dispatches.of("m")).hasSize(1);
    }
}
