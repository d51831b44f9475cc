package federzug.web.frame;

import federzug.access.Account;
import federzug.access.AccountDesk;
import federzug.access.Accounts;
import java.util.Optional;
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

/** Lets accounts log in. An unknown name takes as long as a wrong password and is told the same. */
@Component
@ConditionalOnWebApplication
class AccountLogin implements AuthenticationProvider {
    private static final int LONGEST = 500;

    private final Accounts accounts;
    private final AccountDesk desk;
    private final PasswordEncoder encoder;
    private final String nobody;

    AccountLogin(Accounts accounts, AccountDesk desk, PasswordEncoder encoder, AccountDesk.Encoder encode) {
        this.accounts = accounts;
        this.desk = desk;
        this.encoder = encoder;
        this.nobody = encode.encode("nobody has this password");
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
        Optional<Account> account = accounts.find(name).filter(Account::isActive);
        boolean right = typed.length() <= LONGEST
                && encoder.matches(typed, account.map(Account::encoded).orElse(nobody));
        if (account.isEmpty() || !right) {
            desk.failed(address);
            throw new BadCredentialsException(name);
        }
        desk.loggedIn(account.get());
        return UsernamePasswordAuthenticationToken.authenticated(
                LoggedIn.of(account.get()),
                null,
                account.get().roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
