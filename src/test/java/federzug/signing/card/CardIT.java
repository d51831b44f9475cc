package federzug.signing.card;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.signing.SigningDevice;
import federzug.signing.SigningSettings;
import federzug.signing.card.Pkcs11Internals.Token;
import federzug.signing.device.ConfiguredDevices;
import federzug.signing.device.PinSource;
import federzug.testkit.ATrust;
import federzug.testkit.Program;
import federzug.testkit.SigningCard;
import federzug.testkit.SigningDeviceContract;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AuthProvider;
import java.security.Security;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cards as they are, in SoftHSM2. */
class CardIT implements SigningDeviceContract {
    private static final SigningKeys KEYS = new SigningKeys();
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final String PIN = SigningCard.PIN;
    private static final Map<String, Holder> HOLDERS = Map.of(
            "p256", KEYS.signer("p256", SigningKeys.elliptic("secp256r1")),
            "p384", KEYS.signer("p384", SigningKeys.elliptic("secp384r1")),
            "rsa2048", KEYS.signer("rsa2048", SigningKeys.rsa(2048)),
            "rsa3072", KEYS.signer("rsa3072", SigningKeys.rsa(3072)));

    @TempDir
    static Path folder;

    private final Map<String, SigningSettings.Device> configured = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void cards() throws IOException {
        SigningCard.shelf();
        SigningCard.fill(index("Karte OB"), PIN, HOLDERS.values().toArray(Holder[]::new));
        SigningCard.fill(index("Karte PP"), PIN, HOLDERS.get("p256"));
        SigningCard.fill(index("Karte QES"), PIN, KEYS.qualified("Kim Muster"));
        SigningCard.fillAsking(
                index("Karte fragt"), PIN, HOLDERS.get("p256"), HOLDERS.get("p384"), HOLDERS.get("rsa2048"));
    }

    @ParameterizedTest
    @CsvSource({
        "p256, SHA256withECDSA",
        "p256, SHA512withECDSA",
        "p384, SHA384withECDSA",
        "rsa2048, SHA256withRSA",
        "rsa2048, SHA256withRSAandMGF1",
        "rsa2048, SHA384withRSAandMGF1",
        "rsa3072, SHA512withRSAandMGF1",
        "rsa3072, SHA512withRSA"
    })
    void signsWithEveryKindOfKey(String alias, String algorithm) throws Exception {
        byte[] text = {1, 2, 3};
        card("karte", "Karte OB", null, alias, algorithm);

        try (SigningDevice device = open("karte", PIN)) {
            byte[] value = device.sign(text);

            Signature check = Signature.getInstance(algorithm, new BouncyCastleProvider());
            check.initVerify(HOLDERS.get(alias).certificate().getPublicKey());
            check.update(text);
            assertThat(check.verify(value)).isTrue();
            assertThat(device.algorithm()).isEqualTo(algorithm);
        }
    }

    @Test
    void isUnlockedOnceForManyDocumentsAndLocksItselfWhenClosed() {
        card("karte", "Karte PP", null, null, null);
        AtomicInteger asked = new AtomicInteger();

        try (SigningDevice device = devices().open("karte", name -> {
            asked.incrementAndGet();
            return PIN.toCharArray();
        })) {
            assertThat(device.signAll(List.of(new byte[1], new byte[2], new byte[3])))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
        assertThat(asked).hasValue(1);
        // Still unlocked, it would not look at the PIN.
        assertThatThrownBy(() -> open("karte", "000000")).satisfies(codes("signing.device.wrong-pin"));
    }

    @Test
    void asksForThePinAgainIfTheCardHasForgottenTheLogin() throws Exception {
        card("karte", "Karte PP", null, null, null);
        AtomicInteger asked = new AtomicInteger();
        try (SigningDevice device = devices().open("karte", name -> {
            asked.incrementAndGet();
            return PIN.toCharArray();
        })) {
            device.sign(new byte[1]);
            logOut(index("Karte PP"));

            assertThat(device.sign(new byte[1])).isNotEmpty();
        }
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "p256, SHA256withECDSA",
        "p384, SHA384withECDSA",
        "rsa2048, SHA256withRSA",
        "rsa2048, SHA512withRSAandMGF1"
    })
    void asksForThePinOfEachSignatureWhereTheCardDemandsIt(String alias, String algorithm) throws Exception {
        card("karte", "Karte fragt", null, alias, algorithm);
        AtomicInteger asked = new AtomicInteger();
        try (SigningDevice device = devices().open("karte", name -> {
            asked.incrementAndGet();
            return PIN.toCharArray();
        })) {
            for (byte[] text : List.of(new byte[] {1}, new byte[] {2, 3})) {
                Signature check = Signature.getInstance(algorithm, new BouncyCastleProvider());
                check.initVerify(HOLDERS.get(alias).certificate().getPublicKey());
                check.update(text);
                assertThat(check.verify(device.sign(text))).isTrue();
            }
        }
        assertThat(asked).as("to unlock, and for each of two signatures").hasValue(3);
    }

    @Test
    void triesAWrongPinForOneSignatureOnlyOnce() {
        card("karte", "Karte fragt", null, "p256", null);
        AtomicInteger asked = new AtomicInteger();
        try (SigningDevice device =
                devices().open("karte", name -> (asked.incrementAndGet() == 1 ? PIN : "111111").toCharArray())) {
            assertThatThrownBy(() -> device.sign(new byte[1])).satisfies(codes("signing.device.wrong-pin"));
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void triesAWrongPinOnceAndAnEmptyOneNever() {
        card("karte", "Karte PP", null, null, null);
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> devices().open("karte", name -> {
                    asked.incrementAndGet();
                    return "111111".toCharArray();
                }))
                .satisfies(codes("signing.device.wrong-pin"));
        assertThatThrownBy(() -> open("karte", "")).satisfies(codes("signing.pin.empty"));
        assertThat(asked).hasValue(1);
        open("karte", PIN).close();
    }

    @Test
    void aSlotWhoseTokenNobodyHasSetUpIsNoCard() {
        assertThat(Program.run("softhsm2-util", "--show-slots").output()).containsPattern("Initialized: +no");
        assertThat(Pkcs11Internals.tokens(SigningCard.library()).orElseThrow())
                .extracting(Pkcs11Internals.Token::label)
                .doesNotContain("")
                .contains("Karte OB", "Karte leer");
    }

    @Test
    void findsTheCardByItsLabelOrByItsSlot() {
        card("name", "Karte PP", null, null, null);
        card("platz", null, index("Karte PP"), null, null);
        card("egal", null, null, null, null);
        card("fremd", "Karte MP", null, null, null);
        card("beides", "Karte PP", index("Karte OB"), null, null);

        open("name", PIN).close();
        open("platz", PIN).close();
        assertThatThrownBy(() -> open("egal", PIN)).satisfies(codes("signing.card.several"));
        assertThatThrownBy(() -> open("fremd", PIN)).satisfies(codes("signing.card.not-found"));
        assertThatThrownBy(() -> open("beides", PIN)).satisfies(codes("signing.card.not-found"));
    }

    @Test
    void distinguishesAMissingAForeignAndABrokenLibraryAndAnEmptyCard() throws IOException {
        Path broken = Files.writeString(folder.resolve("kaputt.so"), "keine Bibliothek");
        library("fehlt", folder.resolve("fehlt.so"));
        library("kaputt", broken);
        library("relativ", Path.of("libsofthsm2.so"));
        library("falle", Path.of("/tmp/x\"\nslot = 1"));
        configured.put("ohne", SigningSettings.Device.of("pkcs11", null, null));
        card("leer", "Karte leer", null, null, null);
        card("welcher", "Karte OB", null, null, null);
        card("keiner", "Karte OB", null, "p521", null);

        assertThatThrownBy(() -> open("fehlt", PIN)).satisfies(codes("signing.card.no-library"));
        assertThatThrownBy(() -> open("kaputt", PIN)).satisfies(codes("signing.card.library"));
        assertThatThrownBy(() -> open("relativ", PIN)).satisfies(codes("signing.card.library-path"));
        assertThatThrownBy(() -> open("falle", PIN)).satisfies(codes("signing.card.library-path"));
        assertThatThrownBy(() -> open("ohne", PIN)).satisfies(codes("signing.card.no-library-set"));
        assertThatThrownBy(() -> open("leer", PIN)).satisfies(codes("signing.card.no-key"));
        assertThatThrownBy(() -> open("welcher", PIN)).satisfies(codes("signing.device.many-keys"));
        assertThatThrownBy(() -> open("keiner", PIN)).satisfies(codes("signing.device.no-alias"));
    }

    @Test
    void takesThePinFromTheEnvironmentWithoutAskingAnybody() {
        configured.put(
                "karte",
                new SigningSettings.Device(
                        "pkcs11", null, null, "KARTE_PIN", null, null, null, settings("Karte PP", null), null, null));
        environment.put("KARTE_PIN", PIN);

        devices()
                .open("karte", name -> {
                    throw new AssertionError("asked");
                })
                .close();
    }

    /** A qualified signature needs its holder's sole control: the person enters the PIN. */
    @Test
    void takesNoStoredPinOfACardForQualifiedSignatures() throws Exception {
        environment.put("KARTE_PIN", PIN);
        Path file = Files.writeString(folder.resolve("pin"), PIN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        configured.put("variable", qualified("KARTE_PIN", null));
        configured.put("datei", qualified(null, file));
        configured.put("eingabe", qualified(null, null));

        assertThatThrownBy(() -> open("variable", PIN)).satisfies(codes("signing.pin.stored"));
        assertThatThrownBy(() -> open("datei", PIN)).satisfies(codes("signing.pin.stored"));
        try (SigningDevice device = open("eingabe", PIN)) {
            assertThat(device.sign(new byte[1])).isNotEmpty();
        }
    }

    private static SigningSettings.Device qualified(String variable, Path file) {
        return new SigningSettings.Device(
                "pkcs11", null, null, variable, file, null, null, settings("Karte QES", null), null, null);
    }

    @Test
    void readsNothingFromACardWithoutItsCertificateAndCostsNoTry() throws Exception {
        card("karte", "Karte PP", null, null, null);
        assertThat(devices().facts("karte").holder()).isEmpty();

        Path certificate = Files.write(
                folder.resolve("p256.crt"), HOLDERS.get("p256").certificate().getEncoded());
        configured.put(
                "karte",
                new SigningSettings.Device(
                        "pkcs11", null, null, null, null, certificate, null, settings("Karte PP", null), null, null));
        assertThat(devices().facts("karte").holder()).isEqualTo("CN=p256");
    }

    private static int index(String label) {
        return Pkcs11Internals.tokens(SigningCard.library()).orElseThrow().stream()
                .filter(token -> token.label().equals(label))
                .mapToInt(Token::index)
                .findFirst()
                .orElseThrow();
    }

    private static void logOut(int slot) throws Exception {
        ((AuthProvider) Security.getProvider("SunPKCS11")
                        .configure("--name = andere%nlibrary = %s%nslotListIndex = %d%n"
                                .formatted(SigningCard.library(), slot)))
                .logout();
    }

    @Override
    public SigningDevice anOpenDevice() {
        card("contract", "Karte PP", null, null, null);
        return open("contract", PIN);
    }

    private SigningDevice open(String name, String pin) {
        return devices().open(name, device -> pin.toCharArray());
    }

    private ConfiguredDevices devices() {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        return new ConfiguredDevices(new SigningSettings(configured), trust, CLOCK, new PinSource(environment::get));
    }

    private void card(String name, String label, Integer slot, String alias, String algorithm) {
        configured.put(
                name,
                new SigningSettings.Device(
                        "pkcs11", null, alias, null, null, null, algorithm, settings(label, slot), null, null));
    }

    private static SigningSettings.Card settings(String label, Integer slot) {
        return new SigningSettings.Card(SigningCard.library(), label, slot, false);
    }

    private void library(String name, Path library) {
        configured.put(
                name, SigningSettings.Device.of("pkcs11", null, new SigningSettings.Card(library, null, null, false)));
    }
}
