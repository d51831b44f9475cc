package federzug.signing.device;

import federzug.signing.BrowserSigning;
import federzug.signing.SigningDevice;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a signing in a browser. Tokens leave it only with {@link #kept}, which is kept encrypted. */
final class RemoteBrowserSigning implements BrowserSigning {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RemoteService.Connection service;
    private final URI redirect;
    private final Optional<byte[]> picture;
    private RemoteLogin.@Nullable Pending pending;
    private @Nullable String bearer;
    private @Nullable RemoteKey key;
    private @Nullable RemoteHashes hashes;
    private List<HashSpelling> spellings = List.of();
    private int attempt;

    RemoteBrowserSigning(RemoteService.Connection service, URI redirect, Optional<byte[]> picture) {
        this.service = service;
        this.redirect = redirect;
        this.picture = picture;
    }

    /**
     * Everything that lasts from one step to the next.
     *
     * @param texts what is to be signed, once that is known
     */
    private record Kept(
            URI redirect,
            RemoteLogin.Pending pending,
            @Nullable String bearer,
            @Nullable RemoteKey key,
            @Nullable List<byte[]> texts,
            String label,
            List<HashSpelling> spellings,
            int attempt) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    @Override
    public String kept() {
        @Nullable RemoteHashes what = hashes;
        return JSON.writeValueAsString(new Kept(
                redirect,
                known(pending),
                bearer,
                key,
                what == null ? null : what.texts(),
                what == null ? "" : what.label(),
                spellings,
                attempt));
    }

    static RemoteBrowserSigning restored(RemoteService.Connection service, String kept, Optional<byte[]> picture) {
        Kept before = JSON.readValue(kept, Kept.class);
        RemoteBrowserSigning signing = new RemoteBrowserSigning(service, before.redirect(), picture);
        signing.pending = before.pending();
        signing.bearer = before.bearer();
        signing.key = before.key();
        if (before.key() != null && before.texts() != null) {
            signing.hashes = RemoteHashes.of(before.texts(), RemoteSignHash.digest(before.key()), before.label());
        }
        signing.spellings = before.spellings();
        signing.attempt = before.attempt();
        return signing;
    }

    @Override
    public Optional<URI> logIn() {
        if (service.loginOfTheClient()) {
            use(service.login().ofTheClient());
            return Optional.empty();
        }
        return Optional.of(waitFor(service.login().ask(Map.of("scope", "service"), redirect)));
    }

    @Override
    public void loggedIn(String query) {
        RemoteLogin.Pending asked = answered();
        use(RemoteLogin.value(service.login().redeem(asked, service.login().code(asked, query))));
    }

    private void use(String token) {
        bearer = token;
        key = service.key(token);
    }

    @Override
    public SigningDevice key() {
        return new ReleasedElsewhere(service.device(), known(key), picture);
    }

    @Override
    public Step release(byte[] toBeSigned, String label) {
        RemoteKey own = known(key);
        RemoteHashes what = RemoteHashes.of(List.of(toBeSigned), RemoteSignHash.digest(own), label);
        if (!own.inBrowser()) {
            if (!own.asked().isEmpty()) {
                throw RemoteTrouble.trouble("signing.service.asks-here", service.device());
            }
            String token = known(bearer);
            RemoteGrant grant = service.release().here(own, what, token, device -> new char[0]);
            return new Value(service.signHash()
                    .values(own, what, grant, token, HashSpelling.BASE64)
                    .get(0));
        }
        hashes = what;
        spellings = service.release().spellings(what);
        attempt = 0;
        return ask();
    }

    private Step ask() {
        return new Browser(waitFor(service.release().ask(known(key), known(hashes), spellings.get(attempt), redirect)));
    }

    @Override
    public Step released(String query) {
        RemoteLogin.Pending asked = answered();
        RemoteGrant grant = service.release().redeem(asked, service.login().code(asked, query));
        try {
            List<byte[]> values =
                    service.signHash().values(known(key), known(hashes), grant, known(bearer), spellings.get(attempt));
            service.release().understood(spellings, attempt);
            return new Value(values.get(0));
        } catch (RemoteRefusedException e) {
            if (!e.isAboutTheForm() || ++attempt == spellings.size()) {
                throw e;
            }
            return ask();
        }
    }

    @Override
    public String state() {
        return known(pending).state();
    }

    private URI waitFor(RemoteLogin.Pending asked) {
        pending = asked;
        return asked.address();
    }

    /** An answer counts once. */
    private RemoteLogin.Pending answered() {
        RemoteLogin.Pending asked = known(pending);
        pending = null;
        return asked;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not at this step");
        }
        return value;
    }

    @Override
    public String toString() {
        return "RemoteBrowserSigning[" + service.device() + "]";
    }

    /** Facts of a key that signs only after its release in the browser. */
    private record ReleasedElsewhere(String name, RemoteKey key, Optional<byte[]> image) implements SigningDevice {
        @Override
        public List<byte[]> certificateChain() {
            return key.chain();
        }

        @Override
        public String algorithm() {
            return key.algorithm();
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            throw new UnsupportedOperationException("released in the browser: " + name);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
