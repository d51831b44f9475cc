package federzug.start;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The pages, while they are served. The command line shows what this returns; the room of the pages does the rest. */
public interface ServedPages {
    /** Name of the profile in which pages are served. */
    String PROFILE = "serve";

    /** Setting: this is a demonstration. */
    String DEMO = "federzug.web.demo";

    /** Where a browser finds them. */
    URI address();

    /** Where the first account is made; empty if there is one already. */
    Optional<URI> firstAccount();

    /**
     * Makes an account for each role, with a new password.
     *
     * @return name of the account → password
     */
    Map<String, String> demoAccounts();

    /** From now on the pages say that they are ready. */
    void ready();

    /** Waits until the pages end. */
    void awaitEnd();
}
