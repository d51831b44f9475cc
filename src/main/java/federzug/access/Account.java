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
        @Nullable Instant lastLogin) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** Whether it can be used. */
    public enum State {
        ACTIVE,
        RETIRED
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + roles + ", " + state + "]";
    }
}
