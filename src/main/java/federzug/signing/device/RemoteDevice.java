package federzug.signing.device;

import federzug.signing.SigningDevice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key at a remote signing service, whose person has logged in. Each signing is released by itself. */
final class RemoteDevice implements SigningDevice {
    private final String name;
    private final RemoteKey key;
    private final RemoteRelease release;
    private final RemoteSignHash signHash;
    private final RemoteBrowser browser;
    private @Nullable String bearer;

    RemoteDevice(
            String name,
            String bearer,
            RemoteKey key,
            RemoteRelease release,
            RemoteSignHash signHash,
            RemoteBrowser browser) {
        this.name = name;
        this.bearer = bearer;
        this.key = key;
        this.release = release;
        this.signHash = signHash;
        this.browser = browser;
    }

    @Override
    public String name() {
        return name;
    }

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
        return sign(toBeSigned, "");
    }

    @Override
    public byte[] sign(byte[] toBeSigned, String label) {
        return signAll(List.of(toBeSigned), label).get(0);
    }

    /** One release for as many as the credential allows at once. */
    @Override
    public List<byte[]> signAll(List<byte[]> toBeSigned) {
        return signAll(toBeSigned, "");
    }

    private List<byte[]> signAll(List<byte[]> toBeSigned, String label) {
        List<byte[]> values = new ArrayList<>();
        for (int from = 0; from < toBeSigned.size(); from += key.together()) {
            List<byte[]> texts = toBeSigned.subList(from, Math.min(toBeSigned.size(), from + key.together()));
            RemoteHashes hashes = RemoteHashes.of(texts, RemoteSignHash.digest(key), label);
            values.addAll(key.inBrowser() ? inBrowser(hashes) : here(hashes));
        }
        return values;
    }

    private List<byte[]> here(RemoteHashes hashes) {
        RemoteGrant grant = release.here(key, hashes, bearer(), browser.secrets());
        return signHash.values(key, hashes, grant, bearer(), HashSpelling.BASE64);
    }

    private List<byte[]> inBrowser(RemoteHashes hashes) {
        List<HashSpelling> spellings = release.spellings(hashes);
        String announcement = "signing.service.open-release";
        for (int i = 0; ; i++) {
            RemoteLogin.Pending pending = release.ask(key, hashes, spellings.get(i), browser.redirect());
            RemoteGrant grant = release.redeem(pending, browser.code(pending, announcement));
            try {
                List<byte[]> values = signHash.values(key, hashes, grant, bearer(), spellings.get(i));
                release.understood(spellings, i);
                return values;
            } catch (RemoteRefusedException e) {
                if (!e.isAboutTheForm() || i + 1 == spellings.size()) {
                    throw e;
                }
                announcement = "signing.service.open-again";
            }
        }
    }

    private String bearer() {
        String held = bearer;
        if (held == null) {
            throw new IllegalStateException("closed: " + name);
        }
        return held;
    }

    /** Forgets the access token. */
    @Override
    public void close() {
        bearer = null;
    }

    @Override
    public String toString() {
        return "RemoteDevice[" + name + "]";
    }
}
