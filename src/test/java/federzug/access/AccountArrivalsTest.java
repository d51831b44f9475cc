package federzug.access;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Account.Origin;
import federzug.access.AccountArrivals.Arrival;
import federzug.access.AccountArrivals.Inside;
import federzug.access.AccountArrivals.Outside;
import federzug.access.AccountArrivals.Refusal;
import federzug.testkit.DatabaseInMemory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is identified elsewhere has one account here, with the roles of now. */
@Tag("database")
class AccountArrivalsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T11:00:00Z"), ZoneOffset.UTC);

    private final DatabaseInMemory database = new DatabaseInMemory();
    private final Accounts accounts = new JdbcAccounts(database.client(), database.transactions());
    private final PageActs acts = new JdbcPageActs(database.client());
    private final AccountDesk desk = new AccountDesk(accounts, new JdbcAttempts(database.client()), acts, NOON);
    private final AccountArrivals arrivals = new AccountArrivals(accounts, desk, acts, NOON);

    private static Arrival arrival(String outside, String name, Role... roles) {
        return new Arrival(Origin.PROVIDER, outside, name, "Kim Muster", Set.of(roles));
    }

    @Test
    void keepsItsVersionWhileNothingChangesAndRaisesItWithTheRoles() {
        assertThat(arrivals.arrive(arrival("1", "kim", Role.VORGANG))).isInstanceOf(Inside.class);
        assertThat(((Inside) arrivals.arrive(arrival("1", "kim", Role.VORGANG)))
                        .account()
                        .version())
                .isEqualTo(1);
        assertThat(((Inside) arrivals.arrive(arrival("1", "kim", Role.PRESSE)))
                        .account()
                        .version())
                .isEqualTo(2);
        assertThat(arrivals.arrive(arrival("1", "kim"))).isEqualTo(new Outside(Refusal.NO_ROLE));
        assertThat(accounts.find("kim").orElseThrow().roles()).isEmpty();
        assertThat(((Inside) arrivals.arrive(arrival("1", "kim", Role.PRESSE)))
                        .account()
                        .roles())
                .containsExactly(Role.PRESSE);
    }

    @Test
    void givesTheSameNameToNobodyElse() {
        arrivals.arrive(arrival("1", "kim", Role.VORGANG));
        assertThat(arrivals.arrive(arrival("2", "Kim@anderswo.example", Role.VORGANG)))
                .isEqualTo(new Outside(Refusal.TAKEN));
        assertThat(arrivals.arrive(new Arrival(Origin.DIRECTORY, "1", "kim", "", Set.of(Role.VORGANG))))
                .as("known by another one under the same key")
                .isEqualTo(new Outside(Refusal.TAKEN));
    }

    @ParameterizedTest
    @CsvSource({
        "Jörg.Groß@haus.example, joerg.gross",
        "André, andre",
        "k_muster, k-muster",
        "a b, a-b",
        "-, -",
        "'', ''"
    })
    void makesANameAsAccountsHaveThem(String proposed, String name) {
        assertThat(AccountArrivals.name(proposed)).isEqualTo(name);
        assertThat(arrivals.arrive(arrival("9", proposed, Role.VORGANG)) instanceof Inside)
                .isEqualTo(name.length() > 1);
    }
}
