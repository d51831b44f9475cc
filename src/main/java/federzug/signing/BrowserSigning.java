package federzug.signing;

import java.net.URI;
import java.util.Optional;

/**
 * Signing with a remote key whose person works in a browser that leaves for the service and comes back: once to log in,
 * once to release the signature. Nothing waits in between; each step is a call.
 */
public interface BrowserSigning {
    /**
     * Begins the login.
     *
     * @return where the browser goes, or empty if the agency logs in by itself: then {@link #key()} is known
     */
    Optional<URI> logIn();

    /**
     * Ends the login.
     *
     * @param query raw query the browser has come back with
     * @throws SigningException if it belongs to another request, or was denied, or no key is found
     */
    void loggedIn(String query);

    /** The key, which says who signs and how. It cannot sign before its release. */
    SigningDevice key();

    /**
     * Begins the release of one signature.
     *
     * @param label says to the person what is going to be signed
     * @return where the browser goes, or the value at once if the service needs no release in the browser
     * @throws SigningException if the service asks for a PIN or one-time password that only a device here can give
     */
    Step release(byte[] toBeSigned, String label);

    /**
     * Ends the release.
     *
     * @return the value, or another address if the service wants the release in another form
     */
    Step released(String query);

    /** The {@code state} of the request that waits for the browser. */
    String state();

    /**
     * All that is needed to continue in another process. It holds tokens: it may be kept encrypted, and never be shown.
     *
     * @see Devices#backInBrowser
     */
    String kept();

    /** What follows. */
    sealed interface Step {}

    /** @param address where the browser goes next */
    record Browser(URI address) implements Step {}

    /** @param signature as it goes into CMS SignerInfo */
    record Value(byte[] signature) implements Step {}
}
