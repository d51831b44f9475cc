package federzug.web.frame;

import federzug.access.Account;
import federzug.access.Role;
import federzug.ceremony.Acting;
import java.io.Serializable;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is logged in in a session.
 *
 * @param name of the account
 * @param shown as people know them
 * @param version of the account when the session began
 */
public record LoggedIn(String name, String shown, Set<Role> roles, int version, boolean mustChange)
        implements Principal, Serializable {
    private static final long serialVersionUID = 1L;

    static LoggedIn of(Account account) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(account.roles());
        return new LoggedIn(account.name(), account.shown(), roles, account.version(), account.mustChange());
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean may(Role role) {
        return roles.contains(role);
    }

    /** For the journal: whoever is logged in acts. */
    public Acting acting() {
        return Acting.onPage(name);
    }
}
