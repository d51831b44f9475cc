package federzug.signing.device;

import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import federzug.notice.Texts;
import federzug.signing.BrowserSigning;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import federzug.signing.SigningDevice;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import federzug.signing.card.Card;
import federzug.signing.pades.SignatureImage;
import federzug.signing.pades.Signer;
import federzug.trust.Trust;
import federzug.trust.TrustException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Devices from the configuration, the demo keys as {@code demo-<person>}, and {@code rueckgabe}. */
@Component
public class ConfiguredDevices implements Devices {
    /** A copy signed with the person's own program comes back: nothing can be signed here. */
    static final String RETURNED = "rueckgabe";

    private static final String DEMO = "demo-";
    /** A person's key has no full stop. */
    private static final String SEAL = "siegel.haus";

    private static final String KEYSTORE = "pkcs12";
    private static final String CARD = "pkcs11";
    private static final String SERVICE = "csc";

    private static final SigningSettings.Device RETURNED_COPY = SigningSettings.Device.of(RETURNED, null, null);

    private final SigningSettings settings;
    private final Trust trust;
    private final Clock clock;
    private final PinSource pins;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, HashSpelling> understood = new ConcurrentHashMap<>();

    /**
     * What an unchanged file showed: unlocking it again and again would cost more than everything else on a signature.
     */
    private record Known(SigningSettings.Device device, String fileState, DeviceFacts facts) {}

    /** Opened example keys, by device. Their password is published; deriving a key from it takes a tenth of a rehearsal. */
    private final Map<String, OpenExample> examples = new ConcurrentHashMap<>();

    private record OpenExample(KeyStoreFile file, String fileState, KeyStoreDevice device) {}

    @Autowired
    public ConfiguredDevices(SigningSettings settings, Trust trust, Clock clock) {
        this(settings, trust, clock, new PinSource(System::getenv));
    }

    public ConfiguredDevices(SigningSettings settings, Trust trust, Clock clock, PinSource pins) {
        this.settings = settings;
        this.trust = trust;
        this.clock = clock;
        this.pins = pins;
    }

    @Override
    public List<String> names() {
        return List.copyOf(all().keySet());
    }

    @Override
    public DeviceFacts facts(String name) {
        SigningSettings.Device device = named(name);
        if (RETURNED.equals(device.type())) {
            return new DeviceFacts(name, "", false, true, Instant.MAX);
        }
        if (!KEYSTORE.equals(device.type())) {
            // Looking would cost a try, or a person's time.
            return certificateOf(name, device);
        }
        KeyStoreFile file = keyStore(name, device);
        String state = file.state();
        Known before = known.get(name);
        if (before != null
                && before.fileState().equals(state)
                && before.device().equals(device)) {
            return before.facts();
        }
        Optional<char[]> pin = pin(name, device);
        if (pin.isPresent()) {
            try (SigningDevice open = isExample(name) ? example(name, file) : unlock(file, pin.get())) {
                DeviceFacts facts = facts(
                        name,
                        Signer.of(open.certificateChain(), open.algorithm()).chain());
                known.put(name, new Known(device, state, facts));
                return facts;
            }
        }
        return file.publicCertificate()
                .map(certificate -> facts(name, List.of(new CertificateToken(certificate))))
                .orElse(new DeviceFacts(name, "", false, false, Instant.MAX));
    }

    @Override
    public String kind(String name) {
        return java.util.Objects.requireNonNullElse(named(name).type(), KEYSTORE);
    }

    @Override
    public SigningDevice open(String name, Secrets secrets) {
        SigningSettings.Device device = named(name);
        if (RETURNED.equals(device.type())) {
            throw refused("signing.device.returned", name);
        }
        Optional<byte[]> picture = picture(name, device);
        SigningDevice unlocked = unlock(name, device, secrets);
        SigningDevice open = picture.isEmpty() ? unlocked : new PicturedDevice(unlocked, picture.get());
        try {
            Signer signer = Signer.of(open.certificateChain(), open.algorithm());
            signer.requireUsable(ZonedDateTime.now(clock), name);
            requireSoleControl(name, device, signer);
            return open;
        } catch (SigningException e) {
            open.close();
            throw e;
        }
    }

    private void requireSoleControl(String name, SigningSettings.Device device, Signer signer) {
        boolean stored = device.pinEnv() != null || device.pinFile() != null;
        boolean own = CARD.equals(device.type()) || SERVICE.equals(device.type());
        if (stored && own && SoleControl.isNeeded(signer.certificate()) && !trust.endsAtDemoRoot(signer.chain())) {
            throw refused("signing.pin.stored", name);
        }
    }

    @Override
    public boolean takesExamples() {
        return trust.takesExamples();
    }

    @Override
    public String forRehearsal(String person, String given, String family) {
        trust.requireExampleKey(person, given, family);
        return DEMO + person;
    }

    @Override
    public String sealForRehearsal() {
        trust.requireExampleSeal(SEAL, Texts.german().text("signing.house-seal.example"));
        return DEMO + SEAL;
    }

    @Override
    public boolean needsPerson(String name) {
        SigningSettings.Device device = named(name);
        boolean stored = device.pinEnv() != null || device.pinFile() != null;
        return switch (String.valueOf(device.type())) {
            case KEYSTORE -> !stored && !isExample(name);
            case CARD -> !stored || device.card() != null && device.card().pinPad();
            case SERVICE ->
                device.service() != null && !"client".equals(device.service().login());
            default -> true;
        };
    }

    @Override
    public BrowserSigning inBrowser(String name, URI returnAddress) {
        return service(name).inBrowser(returnAddress, picture(name, named(name)));
    }

    @Override
    public BrowserSigning backInBrowser(String name, String kept) {
        return service(name).backInBrowser(kept, picture(name, named(name)));
    }

    private RemoteService service(String name) {
        SigningSettings.Device device = named(name);
        if (!SERVICE.equals(device.type())) {
            throw refused("signing.device.no-service", name);
        }
        return new RemoteService(name, device, pins, trust::httpClient, understood);
    }

    private static Optional<byte[]> picture(String name, SigningSettings.Device device) {
        Path image = device.image();
        return image == null ? Optional.empty() : Optional.of(SignatureImage.read(name, image));
    }

    private SigningDevice unlock(String name, SigningSettings.Device device, Secrets secrets) {
        return switch (String.valueOf(device.type())) {
            case KEYSTORE -> {
                KeyStoreFile file = keyStore(name, device);
                yield isExample(name)
                        ? example(name, file)
                        : unlock(file, pin(name, device).orElseGet(() -> asked(name, secrets)));
            }
            case CARD -> new Card(name, device).open(new CardPin(name, device, pins, secrets));
            case SERVICE -> new RemoteService(name, device, pins, trust::httpClient, understood).open(secrets);
            default -> throw refused("signing.device.type", name, String.valueOf(device.type()));
        };
    }

    /** Without a terminal nothing is entered: then no PIN is wrong. */
    private static char[] asked(String name, Secrets secrets) {
        char[] given = secrets.ask(name);
        if (given.length == 0) {
            throw refused("signing.pin.empty", name);
        }
        return given;
    }

    private DeviceFacts certificateOf(String name, SigningSettings.Device device) {
        if (!CARD.equals(device.type()) && !SERVICE.equals(device.type())) {
            throw refused("signing.device.type", name, String.valueOf(device.type()));
        }
        Path certificate = device.certificate();
        return certificate == null
                ? new DeviceFacts(name, "", false, false, Instant.MAX)
                : facts(name, List.of(new CertificateToken(KeyStoreFile.parse(name, certificate))));
    }

    private Map<String, SigningSettings.Device> all() {
        Map<String, SigningSettings.Device> all = new TreeMap<>();
        exampleKeystores()
                .forEach((person, file) -> all.put(DEMO + person, SigningSettings.Device.of(KEYSTORE, file, null)));
        all.put(RETURNED, RETURNED_COPY);
        all.putAll(settings.devices());
        return all;
    }

    /** An installation for real matters may do without the example folder. */
    private Map<String, Path> exampleKeystores() {
        try {
            return trust.exampleKeystores();
        } catch (TrustException e) {
            return Map.of();
        }
    }

    private SigningSettings.Device named(String name) {
        Map<String, SigningSettings.Device> all = all();
        SigningSettings.Device device = all.get(name);
        if (device == null) {
            String near = Suggestion.of(name, all.keySet()).orElse("");
            String known = String.join(", ", all.keySet());
            throw refused("signing.device.unknown", name, near, known, near.isEmpty() ? 0 : 1);
        }
        return device;
    }

    private static KeyStoreFile keyStore(String name, SigningSettings.Device device) {
        Path file = device.file();
        if (file == null) {
            throw refused("signing.device.file-unset", name);
        }
        if (!Files.exists(file)) {
            // Before anybody is asked for its PIN.
            throw refused("signing.device.no-file", name, file);
        }
        return new KeyStoreFile(name, file, device.alias(), device.certificate(), device.algorithm());
    }

    private Optional<char[]> pin(String name, SigningSettings.Device device) {
        return isExample(name) ? Optional.of(Trust.examplePassword()) : pins.find(name, device);
    }

    private boolean isExample(String name) {
        return name.startsWith(DEMO) && !settings.devices().containsKey(name);
    }

    private SigningDevice example(String name, KeyStoreFile file) {
        String state = file.state();
        OpenExample before = examples.get(name);
        if (before == null || !before.file().equals(file) || !before.fileState().equals(state)) {
            before = new OpenExample(file, state, unlock(file, Trust.examplePassword()));
            examples.put(name, before);
        }
        return before.device().again();
    }

    private static KeyStoreDevice unlock(KeyStoreFile file, char[] pin) {
        try {
            return file.open(pin);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private DeviceFacts facts(String name, List<CertificateToken> chain) {
        CertificateToken own = chain.get(0);
        String holder = own.getSubject().getPrincipal().getName(X500Principal.RFC2253);
        return new DeviceFacts(
                name,
                holder,
                trust.endsAtDemoRoot(chain),
                false,
                own.getNotAfter().toInstant(),
                chain.stream().map(CertificateToken::getEncoded).toList());
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
