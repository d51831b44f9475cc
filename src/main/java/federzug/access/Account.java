package federzug.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use the pages.
 *
 * @param name to log in with, {@code [a-z0-9.-]+}
 * @param shown as people know them
 * @param encoded the password as the encoder of the pages wrote it
 * @param version counts the changes of password, roles and state: a session that began with another one has ended
 * @param mustChange the password was chosen by somebody else
 * @param demo made for a demonstration
 * @param origin who answers for the person
 * @param outside what the person is known by there, null for an account of this house's pages
 */
public record Account(
        String name,
        String shown,
        String encoded,
        Set<Role> roles,
        State state,
        int version,
        boolean mustChange,
        boolean demo,
        @Nullable Instant lastLogin,
        Origin origin,
        @Nullable String outside) {
    public Account {
        if ((origin == Origin.HERE) != (outside == null)) {
            throw new IllegalArgumentException(origin + " " + outside);
        }
        roles = Set.copyOf(roles);
    }

    /** Whether it can be used. */
    public enum State {
        ACTIVE,
        RETIRED
    }

    /** Who answers for the person, and gives the roles. */
    public enum Origin {
        /** The pages themselves, with a password that is kept here. */
        HERE,
        /** A login service of the house (OpenID Connect). */
        PROVIDER,
        /** A directory of the house (LDAP). */
        DIRECTORY
    }

    /** Whether password and roles are kept by the pages themselves. */
    public boolean isHere() {
        return origin == Origin.HERE;
    }

    /** The same with other roles and state. */
    Account arranged(Set<Role> others, State to) {
        return new Account(name, shown, encoded, others, to, version, mustChange, demo, lastLogin, origin, outside);
    }

    /** The same with another password. */
    Account withPassword(String fresh, boolean must) {
        return new Account(name, shown, fresh, roles, state, version, must, demo, lastLogin, origin, outside);
    }

    /** The same as the person is known elsewhere now. */
    Account known(String as, Set<Role> others) {
        return new Account(name, as, encoded, others, state, version, mustChange, demo, lastLogin, origin, outside);
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + roles + ", " + state + "]";
    }
}
