package federzug.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores all accounts. */
public interface Accounts {
    Optional<Account> find(String name);

    /** The account of somebody who is known elsewhere. */
    Optional<Account> outside(Account.Origin origin, String outside);

    /** In the order of their names. */
    List<Account> all();

    /**
     * @return false if the name is taken; nothing is stored then
     */
    boolean add(Account account, Instant at);

    /**
     * Keeps an account changed; its version is one higher afterwards.
     *
     * @return false if it was changed by somebody else since it was read; nothing is stored then
     */
    boolean change(Account account);

    void loggedIn(String name, Instant at);
}
