package federzug.web.frame;

import federzug.access.Account;
import federzug.access.AccountArrivals;
import federzug.access.AccountArrivals.Arrival;
import federzug.access.AccountDesk;
import federzug.access.Accounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Lets accounts log in. An unknown name takes as long as a wrong password and gets the same answer. A directory of the
 * house is asked only about names that have no password here.
 */
@Component
@ConditionalOnWebApplication
class AccountLogin implements AuthenticationProvider {
    private static final int LONGEST = 500;

    /** Compared with if there is no such account, so that the answer takes as long; a match is never accepted. */
    static final String NOBODY = "{bcrypt}$2a$10$GzxGTnNtZl0PIAgTDAnq4OflHfWVh68I5kLbKvSHUxUQKes82OX4G";

    private final Accounts accounts;
    private final AccountDesk desk;
    private final PasswordEncoder encoder;
    private final AccountArrivals arrivals;
    private final @Nullable HouseDirectory directory;

    AccountLogin(
            Accounts accounts,
            AccountDesk desk,
            PasswordEncoder encoder,
            AccountArrivals arrivals,
            ObjectProvider<HouseDirectory> directory) {
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.directory = directory.getIfAvailable();
        this.desk = desk;
        this.encoder = encoder;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String name = AccountDesk.key(login.getName());
        String typed = String.valueOf(login.getCredentials());
        String address =
                login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (desk.triesTooOften(name, address)) {
            throw new LockedException(name);
        }
        Optional<Account> known = accounts.find(name);
        Optional<Account> here = known.filter(Account::isHere).filter(Account::isActive);
        boolean right = typed.length() <= LONGEST
                && encoder.matches(typed, here.map(Account::encoded).orElse(NOBODY));
        if (here.isPresent() && right) {
            desk.loggedIn(here.get());
            return inside(here.get());
        }
        Optional<Arrival> arrival =
                directory == null || known.filter(Account::isHere).isPresent()
                        ? Optional.empty()
                        : typed.isEmpty() || typed.length() > LONGEST ? Optional.empty() : directory.ask(name, typed);
        if (arrival.isEmpty()) {
            desk.failed(address);
            throw new BadCredentialsException(name);
        }
        return arrived(arrivals, arrival.get());
    }

    /** Logs in a person identified by another service. */
    static Authentication arrived(AccountArrivals arrivals, Arrival arrival) {
        AccountArrivals.Arrived arrived = arrivals.arrive(arrival);
        if (arrived instanceof AccountArrivals.Outside outside) {
            throw HouseLoginException.of(outside.refusal(), arrival.name());
        }
        return inside(((AccountArrivals.Inside) arrived).account());
    }

    private static Authentication inside(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(
                LoggedIn.of(account),
                null,
                account.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
