package federzug.signing.card;

import federzug.notice.Place;
import federzug.signing.SigningException;
import federzug.signing.pades.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/** A login to a card. One login is one try; what was asked for once is not kept. */
final class CardSession implements AutoCloseable {
    private final String device;
    private final AuthProvider provider;
    private final Path library;
    private final int slot;
    private final boolean pinPad;
    private final Card.PinSource pin;

    CardSession(String device, AuthProvider provider, Path library, int slot, boolean pinPad, Card.PinSource pin) {
        this.device = device;
        this.provider = provider;
        this.library = library;
        this.slot = slot;
        this.pinPad = pinPad;
        this.pin = pin;
    }

    AuthProvider provider() {
        return provider;
    }

    /** @throws SigningException for a wrong or locked PIN, or if none was given */
    void login() {
        char[] given = pinPad ? new char[0] : pin.get();
        try {
            if (!pinPad && given.length == 0) {
                // An empty PIN would cost a try.
                throw refused("signing.pin.empty", device);
            }
            provider.login(new Subject(), pinPad ? null : answering(given));
        } catch (LoginException | ProviderException e) {
            throw CardTrouble.explain(device, e);
        } finally {
            Arrays.fill(given, '\0');
        }
    }

    CardDevice key(@Nullable String alias, @Nullable String algorithm) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, null);
            String chosen = choose(keys, alias);
            if (!(keys.getKey(chosen, null) instanceof PrivateKey key)) {
                throw refused("signing.card.no-key", device);
            }
            List<byte[]> chain = new ArrayList<>();
            for (Certificate link : keys.getCertificateChain(chosen)) {
                chain.add(link.getEncoded());
            }
            String name = algorithm == null
                    ? Signer.algorithmFor(keys.getCertificate(chosen).getPublicKey())
                    : algorithm;
            return new CardDevice(
                    device,
                    this,
                    key,
                    chain,
                    name,
                    PinPerSignatureKey.on(library, slot, chain.get(0)).orElse(null));
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw CardTrouble.explain(device, e);
        }
    }

    /** With a key that wants its PIN for this one signature: the PIN is asked for once more. */
    byte[] sign(PinPerSignatureKey key, String algorithm, byte[] toBeSigned) {
        char[] given = pinPad ? new char[0] : pin.get();
        try {
            if (!pinPad && given.length == 0) {
                throw refused("signing.pin.empty", device);
            }
            return key.sign(algorithm, toBeSigned, pinPad ? null : given);
        } catch (GeneralSecurityException e) {
            throw CardTrouble.explain(device, e);
        } finally {
            Arrays.fill(given, '\0');
        }
    }

    /** The same key once more, after another login. */
    PrivateKey key(byte[] certificate) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, null);
            for (String name : Collections.list(keys.aliases())) {
                Certificate own = keys.getCertificate(name);
                if (own != null
                        && Arrays.equals(own.getEncoded(), certificate)
                        && keys.getKey(name, null) instanceof PrivateKey key) {
                    return key;
                }
            }
            // Another card was put in meanwhile.
            throw refused("signing.card.removed", device);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw CardTrouble.explain(device, e);
        }
    }

    private String choose(KeyStore keys, @Nullable String alias) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(name) && keys.getCertificateChain(name) != null) {
                names.add(name);
            }
        }
        String all = String.join(", ", names);
        if (alias != null) {
            return names.stream()
                    .filter(alias::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> refused("signing.device.no-alias", device, alias, all));
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        throw names.isEmpty()
                ? refused("signing.card.no-key", device)
                : refused("signing.device.many-keys", device, all);
    }

    /** Logs out, so that the next user of the card must know its PIN. */
    @Override
    public void close() {
        try {
            provider.logout();
        } catch (LoginException | ProviderException e) {
            // A removed card has already dropped the login.
        }
    }

    private static CallbackHandler answering(char[] pin) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (!(callback instanceof PasswordCallback password)) {
                    throw new UnsupportedCallbackException(callback);
                }
                password.setPassword(pin);
            }
        };
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
