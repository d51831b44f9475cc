package federzug.access;

import federzug.access.Account.Origin;
import federzug.access.PageActs.PageAct;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Creates and updates the accounts of persons whom a login service or a directory of the house answers for. Roles come
 * from there; whether an account is retired is decided here.
 */
@Component
public class AccountArrivals {
    private static final int LONGEST_SHOWN = 200;
    private static final int TRIES = 5;

    private final Accounts accounts;
    private final AccountDesk desk;
    private final PageActs acts;
    private final Clock clock;

    AccountArrivals(Accounts accounts, AccountDesk desk, PageActs acts, Clock clock) {
        this.accounts = accounts;
        this.desk = desk;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Identifies a person as the origin does.
     *
     * @param outside what the origin knows the person by; never given to another one
     * @param name as the origin proposes it for logging in
     * @param shown as people know them; empty: the name
     */
    public record Arrival(Origin origin, String outside, String name, String shown, Set<Role> roles) {
        public Arrival {
            roles = Set.copyOf(roles);
        }
    }

    /** Names why an identified person is refused. */
    public enum Refusal {
        /** The origin gives no role. */
        NO_ROLE,
        /** The account was retired here. */
        RETIRED,
        /** The name belongs to another account. */
        TAKEN,
        /** The origin gives no name that could be used. */
        NAME
    }

    /** The result of an arrival. */
    public sealed interface Arrived {}

    public record Inside(Account account) implements Arrived {}

    public record Outside(Refusal refusal) implements Arrived {}

    /** Creates the account, or updates its name and roles from the origin, and returns it. */
    public Arrived arrive(Arrival arrival) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Account> known = accounts.outside(arrival.origin(), arrival.outside());
            Optional<Arrived> arrived =
                    known.isPresent() ? update(known.get(), arrival) : make(arrival, name(arrival.name()));
            if (arrived.isPresent()) {
                return arrived.get();
            }
            // Changed or created by another process meanwhile: retry.
        }
        throw AccessException.refused("access.account.overtaken", arrival.name());
    }

    private Optional<Arrived> make(Arrival arrival, String name) {
        if (arrival.roles().isEmpty()) {
            return Optional.of(new Outside(Refusal.NO_ROLE));
        }
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,59}")) {
            return Optional.of(new Outside(Refusal.NAME));
        }
        if (accounts.find(name).isPresent()) {
            return accounts.outside(arrival.origin(), arrival.outside()).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Outside(Refusal.TAKEN));
        }
        Account account = new Account(
                name,
                shown(arrival, name),
                "",
                arrival.roles(),
                Account.State.ACTIVE,
                1,
                false,
                false,
                null,
                arrival.origin(),
                arrival.outside());
        if (!accounts.add(account, clock.instant())) {
            return Optional.empty();
        }
        acts.add(new PageAct(clock.instant(), name, "account-arrived", name, null));
        desk.loggedIn(account);
        return Optional.of(new Inside(account));
    }

    private Optional<Arrived> update(Account account, Arrival arrival) {
        if (!account.isActive()) {
            return Optional.of(new Outside(Refusal.RETIRED));
        }
        String shown = shown(arrival, account.name());
        if (!account.roles().equals(arrival.roles()) || !account.shown().equals(shown)) {
            // Sessions with the roles of before end with it.
            if (!accounts.change(account.known(shown, arrival.roles()))) {
                return Optional.empty();
            }
            acts.add(new PageAct(clock.instant(), account.name(), "account-updated", account.name(), null));
        }
        if (arrival.roles().isEmpty()) {
            return Optional.of(new Outside(Refusal.NO_ROLE));
        }
        Optional<Account> now = accounts.find(account.name());
        now.ifPresent(desk::loggedIn);
        return now.map(Inside::new);
    }

    /** A name as accounts have them: of a mail address the part before the sign, letters without their marks. */
    static String name(String proposed) {
        String own = proposed.strip();
        int at = own.indexOf('@');
        String plain = (at > 0 ? own.substring(0, at) : own)
                .toLowerCase(Locale.ROOT)
                .replace("\u00e4", "ae")
                .replace("\u00f6", "oe")
                .replace("\u00fc", "ue")
                .replace("\u00df", "ss");
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9.-]", "-");
    }

    private static String shown(Arrival arrival, String name) {
        String shown = arrival.shown().replaceAll("\\p{Cntrl}|\\p{Cf}", " ").strip();
        String some = shown.isEmpty() ? name : shown;
        return some.length() > LONGEST_SHOWN ? some.substring(0, LONGEST_SHOWN) : some;
    }
}
