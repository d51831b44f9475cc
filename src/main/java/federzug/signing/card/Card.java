package federzug.signing.card;

import federzug.notice.Place;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import federzug.signing.card.Pkcs11Internals.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.InvalidParameterException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A card or HSM in its slot (PKCS#11), before its PIN is given.
 *
 * @param device the name under which it is configured, for messages
 */
public record Card(String device, SigningSettings.Device settings) {
    /** Where a PIN comes from. */
    public interface PinSource {
        /** @return the card's to wipe */
        char[] get();

        /** No prompt: a wrong PIN would be tried again by the next call. */
        boolean automatic();
    }

    /**
     * Unlocks the card with one try.
     *
     * @throws SigningException with a code of its own for a wrong PIN, a locked PIN, no card, no library, no key
     */
    public CardDevice open(PinSource pin) {
        Path library = library();
        Optional<Token> token = token(library);
        if (token.isPresent() && token.get().locked()) {
            throw refused("signing.card.locked", device);
        }
        boolean pinPad = card().pinPad() || token.map(Token::pinPad).orElse(false);
        if (token.isPresent() && token.get().lastTry() && !pinPad && pin.automatic()) {
            throw refused("signing.card.last-try", device);
        }
        int slot = token.map(Token::index)
                .orElseGet(() -> Optional.ofNullable(card().slot()).orElse(0));
        CardSession session = new CardSession(device, provider(library, slot), library, slot, pinPad, pin);
        try {
            session.login();
            return session.key(settings.alias(), settings.algorithm());
        } catch (SigningException e) {
            session.close();
            throw e;
        }
    }

    private SigningSettings.Card card() {
        SigningSettings.Card card = settings.card();
        if (card == null) {
            throw refused("signing.card.no-library-set", device);
        }
        return card;
    }

    private Path library() {
        @Nullable Path library = card().library();
        if (library == null) {
            throw refused("signing.card.no-library-set", device);
        }
        // These end a word or begin a property in the provider's configuration.
        if (!library.isAbsolute() || library.toString().matches(".*[\"'$#{}\\p{Cntrl}].*")) {
            throw refused("signing.card.library-path", device, library);
        }
        if (!Files.isRegularFile(library)) {
            throw refused("signing.card.no-library", device, library);
        }
        return library;
    }

    /** Empty only if the tokens cannot be looked at: then the index alone decides. */
    private Optional<Token> token(Path library) {
        List<Token> present;
        try {
            Optional<List<Token>> told = Pkcs11Internals.tokens(library);
            if (told.isEmpty()) {
                if (card().token() != null) {
                    throw refused("signing.card.only-by-slot", device);
                }
                return Optional.empty();
            }
            present = told.get();
        } catch (Pkcs11Internals.CryptokiException e) {
            throw refused("signing.card.library", device, library).causedBy(e);
        }
        @Nullable String label = card().token();
        @Nullable Integer slot = card().slot();
        List<Token> fitting = present.stream()
                .filter(token -> label == null || label.equals(token.label()))
                .filter(token -> slot == null || slot == token.index())
                .toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        String labels = present.stream().map(Token::label).distinct().collect(Collectors.joining(", "));
        if (fitting.isEmpty()) {
            throw present.isEmpty()
                    ? refused("signing.card.none", device)
                    : refused("signing.card.not-found", device, labels);
        }
        throw refused("signing.card.several", device, labels);
    }

    private AuthProvider provider(Path library, int slot) {
        Provider template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw refused("signing.card.java", device);
        }
        String configuration = "--name = federzug%nlibrary = \"%s\"%nslotListIndex = %d%n".formatted(library, slot);
        try {
            if (template.configure(configuration) instanceof AuthProvider provider
                    && provider.getService("KeyStore", "PKCS11") != null) {
                return provider;
            }
        } catch (InvalidParameterException | ProviderException e) {
            throw refused("signing.card.library", device, library).causedBy(e);
        }
        // The provider offers nothing while its slot is empty.
        throw refused("signing.card.none", device);
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
