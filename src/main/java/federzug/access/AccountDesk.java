package federzug.access;

import federzug.access.PageActs.PageAct;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Makes and changes accounts by the rules of the house, and keeps in the journal who did it. */
@Component
public class AccountDesk {
    /** Ends a line, turns the direction of writing, or is not shown at all. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cntrl}|\\p{Cf}|[\\u2028\\u2029]");

    private static final int SHORTEST = 12;
    /** More is cut off by the encoder. */
    private static final int MOST_BYTES = 72;

    private static final int TRIES_PER_NAME = 5;
    private static final int TRIES_PER_ADDRESS = 30;
    private static final int LINKS_PER_ADDRESS = 60;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Accounts accounts;
    private final Attempts attempts;
    private final PageActs acts;
    private final Clock clock;

    AccountDesk(Accounts accounts, Attempts attempts, PageActs acts, Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.acts = acts;
        this.clock = clock;
    }

    /** Turns a password into what may be kept. */
    @FunctionalInterface
    public interface Encoder {
        String encode(String password);
    }

    /** Reports whether there were too many failed logins with this name or from this address. Counts this login at once, so that simultaneous ones count too. */
    public boolean triesTooOften(String name, String address) {
        Instant now = clock.instant();
        attempts.forgetBefore(now.minus(WINDOW));
        attempts.add(Attempts.Kind.NAME, key(name), now);
        return attempts.since(Attempts.Kind.NAME, key(name), now.minus(WINDOW)) > TRIES_PER_NAME
                || attempts.since(Attempts.Kind.ADDRESS, address, now.minus(WINDOW)) >= TRIES_PER_ADDRESS;
    }

    public void failed(String address) {
        attempts.add(Attempts.Kind.ADDRESS, address, clock.instant());
    }

    /** Whether links were guessed too often from this address. */
    public boolean guessesLinks(String address) {
        Instant since = clock.instant().minus(WINDOW);
        return attempts.since(Attempts.Kind.LINK, address, since) >= LINKS_PER_ADDRESS;
    }

    public void unknownLink(String address) {
        attempts.add(Attempts.Kind.LINK, address, clock.instant());
    }

    public void loggedIn(Account account) {
        attempts.forget(Attempts.Kind.NAME, key(account.name()));
        accounts.loggedIn(account.name(), clock.instant());
        act(account.name(), "login", "");
    }

    /** Removes the lock after too many failed logins. */
    public void unlock(String actor, String name) {
        attempts.forget(Attempts.Kind.NAME, key(name));
        act(actor, "unlock", name);
    }

    public boolean isLocked(String name) {
        return attempts.since(Attempts.Kind.NAME, key(name), clock.instant().minus(WINDOW)) >= TRIES_PER_NAME;
    }

    /** The name as it is looked for: case and blanks don't count. */
    public static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Adds an account.
     *
     * @param first whether it must be the first one of all
     * @throws AccessException if name or password break a rule, or the name is taken
     */
    public Account add(String actor, Wish wish, boolean first, Encoder encoder) {
        String name = key(wish.name());
        List<Notice> wrong = new ArrayList<>();
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,59}")) {
            wrong.add(Notice.error("access.account.name", Place.NOWHERE));
        }
        if (wish.shown().isBlank()
                || wish.shown().length() > 200
                || UNSEEN.matcher(wish.shown()).find()) {
            wrong.add(Notice.error("access.account.shown", Place.NOWHERE));
        }
        if (wish.roles().isEmpty()) {
            wrong.add(Notice.error("access.account.no-role", Place.NOWHERE));
        }
        weakness(name, wish.typed()).ifPresent(wrong::add);
        if (!wrong.isEmpty()) {
            throw AccessException.refused(wrong);
        }
        if (first && !accounts.all().isEmpty()) {
            throw AccessException.refused("access.account.not-first");
        }
        Account account = new Account(
                name,
                wish.shown().strip(),
                encoder.encode(wish.typed()),
                wish.roles(),
                Account.State.ACTIVE,
                1,
                wish.mustChange(),
                wish.demo(),
                null,
                Account.Origin.HERE,
                null);
        if (!accounts.add(account, clock.instant())) {
            throw AccessException.refused("access.account.taken", name);
        }
        act(actor, "account-added", name);
        return account;
    }

    /**
     * What an account shall be.
     *
     * @param typed the password
     */
    public record Wish(String name, String shown, String typed, Set<Role> roles, boolean mustChange, boolean demo) {
        public Wish {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "Wish[" + name + ", " + roles + "]";
        }
    }

    /**
     * Gives an account another password.
     *
     * @throws AccessException if it breaks a rule, or the account has none here
     */
    public void changePassword(String actor, Account account, String typed, boolean mustChange, Encoder encoder) {
        if (!account.isHere()) {
            throw AccessException.refused("access.password.elsewhere", account.name());
        }
        requireGood(account.name(), typed);
        change(actor, "password-changed", account.withPassword(encoder.encode(typed), mustChange));
    }

    /**
     * Gives an account other roles or another state.
     *
     * @throws AccessException if nobody would be left to look after the accounts, or somebody else gives the roles
     */
    public void arrange(String actor, Account account, Set<Role> roles, Account.State state) {
        boolean administers = roles.contains(Role.VERWALTUNG) && state == Account.State.ACTIVE;
        if (!administers && administrators().equals(List.of(account.name()))) {
            throw AccessException.refused("access.account.last");
        }
        if (!account.isHere() && !roles.equals(account.roles())) {
            throw AccessException.refused("access.account.roles-elsewhere", account.name());
        }
        if (account.isHere() && roles.isEmpty()) {
            throw AccessException.refused("access.account.no-role");
        }
        change(actor, "account-arranged", account.arranged(roles, state));
    }

    private List<String> administrators() {
        return accounts.all().stream()
                .filter(one -> one.isActive() && one.roles().contains(Role.VERWALTUNG))
                .map(Account::name)
                .toList();
    }

    private void change(String actor, String act, Account changed) {
        if (!accounts.change(changed)) {
            throw AccessException.refused("access.account.overtaken", changed.name());
        }
        act(actor, act, changed.name());
    }

    private void act(String actor, String act, String about) {
        acts.add(new PageAct(clock.instant(), actor, act, about, null));
    }

    private static void requireGood(String name, String typed) {
        weakness(name, typed).ifPresent(weak -> {
            throw AccessException.refused(List.of(weak));
        });
    }

    private static Optional<Notice> weakness(String name, String typed) {
        if (typed.codePointCount(0, typed.length()) < SHORTEST) {
            return weak("access.password.short", SHORTEST);
        }
        if (typed.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return weak("access.password.long", MOST_BYTES);
        }
        if (!name.isEmpty() && typed.toLowerCase(Locale.ROOT).contains(name)) {
            return weak("access.password.name");
        }
        return typed.chars().distinct().count() < 5 ? weak("access.password.same") : Optional.empty();
    }

    private static Optional<Notice> weak(String code, Object... arguments) {
        return Optional.of(Notice.error(code, Place.NOWHERE, arguments));
    }
}
