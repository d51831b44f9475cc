package federzug.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.access.AccountDesk.Wish;
import federzug.access.PersonalLink.Kind;
import federzug.testkit.DatabaseInMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts by the rules of the house, links of which no secret is kept, and a journal of both. */
@Tag("database")
class AccountDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    private final DatabaseInMemory database = new DatabaseInMemory();
    private final Accounts accounts = new JdbcAccounts(database.client(), database.transactions());
    private final PageActs acts = new JdbcPageActs(database.client());
    private final PersonalLinks links = new JdbcPersonalLinks(database.client(), database.transactions());

    private AccountDesk desk(Instant now) {
        return new AccountDesk(accounts, new JdbcAttempts(database.client()), acts, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Wish wish(String name, Role... roles) {
        return new Wish(name, "Kim Muster", "vier kurze Wörter hier", Set.of(roles), false, false);
    }

    @Test
    void addsAnAccountUnderItsActorAndOnlyOnceUnderAName() {
        desk(NOON).add("admin", wish(" K.Muster ", Role.VORGANG), false, typed -> "{x}" + typed);

        Account account = accounts.find("k.muster").orElseThrow();
        assertThat(account.roles()).containsExactly(Role.VORGANG);
        assertThat(account.encoded()).isEqualTo("{x}vier kurze Wörter hier");
        assertThat(account.toString()).doesNotContain("Wörter");
        assertThat(acts.latest(9)).singleElement().satisfies(act -> {
            assertThat(act.actor()).isEqualTo("admin");
            assertThat(act.about()).isEqualTo("k.muster");
        });
        assertThatThrownBy(() -> desk(NOON).add("admin", wish("K.MUSTER", Role.PRUEFUNG), false, typed -> typed))
                .hasMessage("access.account.taken");
        assertThat(accounts.find("k.muster").orElseThrow().roles()).containsExactly(Role.VORGANG);
    }

    @ParameterizedTest
    @CsvSource({
        "kurz, access.password.short",
        "aaaaaaaaaaaaaaaaaa, access.password.same",
        "mein k.muster ist geheim, access.password.name",
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüxyz, access.password.long"
    })
    void refusesABadPassword(String typed, String code) {
        Wish wish = new Wish("k.muster", "Kim Muster", typed, Set.of(Role.VORGANG), false, false);
        assertThatThrownBy(() -> desk(NOON).add("admin", wish, false, word -> word))
                .hasMessage(code);
        assertThat(accounts.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../x", "<script>", "a", "k muster", "-x"})
    void refusesAnOddName(String name) {
        assertThatThrownBy(() -> desk(NOON).add("admin", wish(name, Role.VORGANG), false, word -> word))
                .hasMessage("access.account.name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kim\u202eretsuM", "Kim\nMuster", "Kim\0Muster", "Kim\u2028Muster", " ", "Kim\u200bMuster"})
    void refusesANameThatShowsItselfOtherwise(String shown) {
        Wish wish = new Wish("k.muster", shown, "vier kurze Wörter hier", Set.of(Role.VORGANG), false, false);
        assertThatThrownBy(() -> desk(NOON).add("admin", wish, false, word -> word))
                .hasMessage("access.account.shown");
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void makesTheFirstAccountOnlyOnce() {
        desk(NOON).add("a", wish("first", Role.VERWALTUNG), true, word -> word);
        assertThatThrownBy(() -> desk(NOON).add("b", wish("second", Role.VERWALTUNG), true, word -> word))
                .hasMessage("access.account.not-first");
    }

    @Test
    void keepsSomebodyWhoLooksAfterTheAccounts() {
        desk(NOON).add("a", wish("first", Role.VERWALTUNG), true, word -> word);
        Account first = accounts.find("first").orElseThrow();
        assertThatThrownBy(() -> desk(NOON).arrange("a", first, Set.of(Role.PRESSE), Account.State.ACTIVE))
                .hasMessage("access.account.last");
        assertThatThrownBy(() -> desk(NOON).arrange("a", first, Set.of(Role.VERWALTUNG), Account.State.RETIRED))
                .hasMessage("access.account.last");

        desk(NOON).add("a", wish("second", Role.VERWALTUNG), false, word -> word);
        desk(NOON).arrange("second", first, EnumSet.of(Role.PRESSE), Account.State.RETIRED);
        assertThat(accounts.find("first").orElseThrow().isActive()).isFalse();
    }

    @Test
    void storesNothingOverAnotherChange() {
        desk(NOON).add("a", wish("first", Role.VERWALTUNG), true, word -> word);
        Account seen = accounts.find("first").orElseThrow();
        desk(NOON).changePassword("a", seen, "ein ganz anderes Wort", false, word -> word);
        assertThatThrownBy(() -> desk(NOON).changePassword("b", seen, "noch ein anderes Wort", false, word -> word))
                .hasMessage("access.account.overtaken");
        assertThat(accounts.find("first").orElseThrow().encoded()).isEqualTo("ein ganz anderes Wort");
    }

    @Test
    void countsTriesByNameAndByAddressForAQuarterOfAnHour() {
        AccountDesk desk = desk(NOON);
        for (int i = 0; i < 5; i++) {
            assertThat(desk.triesTooOften("Nobody", "192.0.2.1")).isFalse();
        }
        assertThat(desk.triesTooOften(" nobody ", "192.0.2.2")).isTrue();
        assertThat(desk.triesTooOften("other", "192.0.2.1")).isFalse();
        assertThat(desk(NOON.plus(Duration.ofMinutes(16))).triesTooOften("nobody", "192.0.2.1"))
                .isFalse();
        for (int i = 0; i < 30; i++) {
            desk.failed("192.0.2.3");
        }
        assertThat(desk.triesTooOften("somebody", "192.0.2.3")).isTrue();
        assertThat(desk.triesTooOften("somebody", "192.0.2.4")).isFalse();
    }

    @Test
    void keepsNoSecretOfALinkAndEndsTheOlderOne() {
        String first = links.issue(Kind.SIGNATORY, "m", "a", "p", NOON, NOON.plusSeconds(60));
        assertThat(database.client()
                        .sql("select digest from personal_link")
                        .query(String.class)
                        .single())
                .hasSize(64)
                .isNotEqualTo(first);
        assertThat(links.find(Kind.SIGNATORY, first, NOON))
                .get()
                .extracting(PersonalLink::person)
                .isEqualTo("p");
        assertThat(links.find(Kind.BOARD, first, NOON)).isEmpty();
        assertThat(links.find(Kind.SIGNATORY, first, NOON.plusSeconds(60))).isEmpty();
        assertThat(links.find(Kind.SIGNATORY, first + "x", NOON)).isEmpty();

        String second = links.issue(Kind.SIGNATORY, "m", "a", "p", NOON, NOON.plusSeconds(60));
        assertThat(links.find(Kind.SIGNATORY, first, NOON)).isEmpty();
        PersonalLink link = links.find(Kind.SIGNATORY, second, NOON).orElseThrow();
        assertThat(links.revoke(link, NOON)).isTrue();
        assertThat(links.revoke(link, NOON)).isFalse();
        assertThat(links.known(Kind.SIGNATORY, link.digest(), NOON)).isEmpty();
    }
}
