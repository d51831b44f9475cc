package federzug.signing.device;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Texts;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import federzug.signing.SigningDevice;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import federzug.signing.pades.Signer;
import federzug.testkit.ATrust;
import federzug.testkit.SigningDeviceContract;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConfiguredDevicesTest implements SigningDeviceContract {
    private static final SigningKeys KEYS = new SigningKeys();
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final char[] PIN = "geheim-4711".toCharArray();
    private static final Devices.Secrets NOBODY = device -> {
        throw new AssertionError("asked for " + device);
    };

    @TempDir
    Path folder;

    private final Map<String, SigningSettings.Device> configured = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void knowsTheDemoKeysAndTheReturnedCopyWithoutConfiguration() {
        assertThat(devices().names()).contains("demo-raphael", "demo-rodig", "demo-forkert", "rueckgabe");
        DeviceFacts facts = devices().facts("demo-raphael");
        assertThat(facts.example()).isTrue();
        assertThat(facts.holder()).contains("Raphael");
        assertThat(facts.notAfter()).isAfter(Instant.now());
        assertThat(devices().facts("rueckgabe").returned()).isTrue();
    }

    @Test
    void opensADemoKeyWithoutAskingAnybody() throws Exception {
        try (SigningDevice device = devices().open("demo-raphael", NOBODY)) {
            assertThat(device.algorithm()).isEqualTo("SHA256withECDSA");
            assertThat(device.sign(new byte[] {1})).isNotEmpty();
        }
    }

    @Test
    void opensADemoKeyForSeveralAtOnceAndEachClosesItsOwn() {
        ConfiguredDevices devices = devices();
        SigningDevice first = devices.open("demo-raphael", NOBODY);
        SigningDevice second = devices.open("demo-raphael", NOBODY);

        first.close();

        assertThatThrownBy(() -> first.sign(new byte[] {1})).isInstanceOf(IllegalStateException.class);
        assertThat(second.sign(new byte[] {1})).isNotEmpty();
        assertThat(devices.open("demo-raphael", NOBODY).sign(new byte[] {1})).isNotEmpty();
    }

    @Test
    void worksWithoutTheExampleFolder() {
        Trust bare = new Trust(ATrust.offline(folder.resolve("fehlt"), folder), CLOCK);

        assertThat(new ConfiguredDevices(new SigningSettings(null), bare, CLOCK).names())
                .containsExactly("rueckgabe");
    }

    @Test
    void asksForThePinWipesItAndSigns() throws Exception {
        Holder holder = keystore("karte.p12", KEYS.signer("Sven Forkert"));
        configured.put("karte", pkcs12("karte.p12", null, null, null));
        char[] typed = PIN.clone();

        try (SigningDevice device = devices().open("karte", name -> typed)) {
            byte[] value = device.sign(new byte[] {1, 2, 3});
            Signature check = Signature.getInstance(device.algorithm());
            check.initVerify(
                    holder.certificate().getPublicKey()); // with the certificate the JDK asks for another key usage
            check.update(new byte[] {1, 2, 3});
            assertThat(check.verify(value)).isTrue();
            assertThat(device.toString()).doesNotContain("geheim");
        }
        assertThat(typed).containsOnly('\0');
    }

    @Test
    void noticesThatAnotherKeyStoreHasTakenTheOldOnesPlace() throws IOException {
        environment.put("KARTE_PIN", "geheim-4711");
        keystore("karte.p12", KEYS.signer("Sven Forkert"));
        configured.put("karte", pkcs12("karte.p12", null, "KARTE_PIN", null));
        ConfiguredDevices devices = devices();
        assertThat(devices.facts("karte").holder()).contains("Sven Forkert");
        assertThat(devices.facts("karte").holder()).contains("Sven Forkert");

        Files.delete(folder.resolve("karte.p12"));
        keystore("karte.p12", KEYS.signer("Lutz Rodig"));

        assertThat(devices.facts("karte").holder()).contains("Lutz Rodig");
    }

    @Test
    void forgetsTheKeyWhenClosed() {
        keystore("karte.p12", KEYS.signer("Sven Forkert"));
        configured.put("karte", pkcs12("karte.p12", null, null, null));
        SigningDevice device = devices().open("karte", name -> PIN.clone());

        device.close();

        assertThatThrownBy(() -> device.sign(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void distinguishesAWrongPinFromADamagedAMissingAndAKeylessFile() throws IOException {
        keystore("karte.p12", KEYS.signer("Sven Forkert"));
        Files.writeString(folder.resolve("kaputt.p12"), "kein Schlüssel");
        SigningKeys.store(folder.resolve("leer.p12"), PIN);
        configured.put("karte", pkcs12("karte.p12", null, null, null));
        configured.put("kaputt", pkcs12("kaputt.p12", null, null, null));
        configured.put("fehlt", pkcs12("fehlt.p12", null, null, null));
        configured.put("leer", pkcs12("leer.p12", null, null, null));
        configured.put("ordner", pkcs12(".", null, null, null));
        configured.put("pfadlos", SigningSettings.Device.of("pkcs12", null, null));
        configured.put("anders", SigningSettings.Device.of("chipkarte", null, null));

        assertThatThrownBy(() -> devices().open("karte", name -> "falsch".toCharArray()))
                .satisfies(codes("signing.device.wrong-pin"));
        assertThatThrownBy(() -> devices().open("karte", name -> new char[0])).satisfies(codes("signing.pin.empty"));
        assertThatThrownBy(() -> open("kaputt")).satisfies(codes("signing.device.damaged"));
        assertThatThrownBy(() -> open("fehlt")).satisfies(codes("signing.device.no-file"));
        assertThatThrownBy(() -> devices().facts("fehlt")).satisfies(codes("signing.device.no-file"));
        assertThatThrownBy(() -> open("leer")).satisfies(codes("signing.device.no-key"));
        assertThatThrownBy(() -> open("ordner")).satisfies(codes("signing.device.unreadable"));
        assertThatThrownBy(() -> open("pfadlos")).satisfies(codes("signing.device.file-unset"));
        assertThatThrownBy(() -> open("anders")).satisfies(codes("signing.device.type"));
        assertThatThrownBy(() -> open("rueckgabe")).satisfies(codes("signing.device.returned"));
    }

    @Test
    void namesTheNearestDeviceForAnUnknownOne() {
        assertThatThrownBy(() -> open("demo-rafael"))
                .satisfies(codes("signing.device.unknown"))
                .satisfies(trouble -> assertThat(
                                ((SigningException) trouble).notices().get(0).arguments())
                        .contains("demo-raphael"));
    }

    @Test
    void suggestsNothingWhereNoDeviceResemblesTheName() {
        assertThatThrownBy(() -> open("hausschlüssel"))
                .satisfies(trouble -> assertThat(Texts.german()
                                .text(((SigningException) trouble).notices().get(0)))
                        .startsWith("Das Signaturmittel „hausschlüssel“ ist nicht bekannt. Bekannt sind: ")
                        .contains("demo-raphael"));
    }

    @Test
    void choosesByAliasAndRefusesToGuess() {
        SigningKeys.store(folder.resolve("zwei.p12"), PIN, KEYS.signer("Eins"), KEYS.signer("Zwei"));
        configured.put("egal", pkcs12("zwei.p12", null, null, null));
        configured.put("eins", pkcs12("zwei.p12", "cneins", null, null));
        configured.put("drei", pkcs12("zwei.p12", "drei", null, null));

        assertThatThrownBy(() -> open("egal")).satisfies(codes("signing.device.many-keys"));
        assertThatThrownBy(() -> open("drei")).satisfies(codes("signing.device.no-alias"));
        try (SigningDevice device = open("eins")) {
            assertThat(device.certificateChain()).hasSize(2);
        }
    }

    @Test
    void takesThePinFromTheEnvironmentOrFromAFileOnlyItsOwnerReads() throws IOException {
        keystore("karte.p12", KEYS.signer("Sven Forkert"));
        Path pinFile = Files.writeString(folder.resolve("pin"), "geheim-4711\n");
        configured.put("umgebung", pkcs12("karte.p12", null, "KARTE_PIN", null));
        configured.put("datei", pkcs12("karte.p12", null, null, pinFile));
        configured.put("ohne", pkcs12("karte.p12", null, null, folder.resolve("keine")));

        assertThatThrownBy(() -> devices().open("umgebung", NOBODY)).satisfies(codes("signing.pin.no-variable"));
        environment.put("KARTE_PIN", "geheim-4711");
        devices().open("umgebung", NOBODY).close();

        Files.setPosixFilePermissions(pinFile, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> devices().open("datei", NOBODY)).satisfies(codes("signing.pin.file-open"));
        Files.setPosixFilePermissions(pinFile, PosixFilePermissions.fromString("rw-------"));
        devices().open("datei", NOBODY).close();
        assertThatThrownBy(() -> devices().open("ohne", NOBODY)).satisfies(codes("signing.pin.no-file"));
    }

    @Test
    void showsTheHolderWithoutAPinOnlyFromACertificateBesideTheFile() throws Exception {
        Holder holder = keystore("karte.p12", KEYS.signer("Sven Forkert"));
        configured.put("karte", pkcs12("karte.p12", null, null, null));

        assertThat(devices().facts("karte")).isEqualTo(new DeviceFacts("karte", "", false, false, Instant.MAX));
        Files.write(folder.resolve("karte.crt"), holder.certificate().getEncoded());
        assertThat(devices().facts("karte").holder()).isEqualTo("CN=Sven Forkert");
        assertThat(devices().facts("karte").example()).isFalse();
    }

    @Test
    void refusesAnExpiredCertificateAndAWeakKeyAtOnce() {
        Instant now = Instant.now();
        keystore("alt.p12", KEYS.signer("Alt", SigningKeys.rsa(1024), now.minusSeconds(9_999), now.minusSeconds(9)));
        configured.put("alt", pkcs12("alt.p12", null, null, null));

        assertThatThrownBy(() -> open("alt")).satisfies(codes("signing.certificate.expired", "signing.key.weak"));
    }

    @Test
    void choosesTheAlgorithmByTheKey() {
        assertThat(Signer.algorithmFor(SigningKeys.elliptic("secp256r1").getPublic()))
                .isEqualTo("SHA256withECDSA");
        assertThat(Signer.algorithmFor(SigningKeys.elliptic("secp384r1").getPublic()))
                .isEqualTo("SHA384withECDSA");
        assertThat(Signer.algorithmFor(SigningKeys.rsa(2048).getPublic())).isEqualTo("SHA256withRSA");
    }

    @Test
    void readsItsSettingsFromTheConfiguration() {
        Map<String, String> file = Map.of(
                "federzug.signing.devices.karte-ob.type", "pkcs12",
                "federzug.signing.devices.karte-ob.file", "/sicher/ob.p12",
                "federzug.signing.devices.karte-ob.pin-env", "OB_PIN",
                "federzug.signing.devices.karte-ob.pin-file", "/sicher/pin");

        SigningSettings settings = new Binder(new MapConfigurationPropertySource(file))
                .bind("federzug.signing", SigningSettings.class)
                .get();

        assertThat(settings.devices()).containsOnlyKeys("karte-ob");
        SigningSettings.Device device = settings.devices().get("karte-ob");
        assertThat(device.file()).isEqualTo(Path.of("/sicher/ob.p12"));
        assertThat(List.of(String.valueOf(device.pinEnv()), String.valueOf(device.pinFile())))
                .containsExactly("OB_PIN", "/sicher/pin");
    }

    @Override
    public SigningDevice anOpenDevice() {
        keystore("contract.p12", KEYS.signer("Sven Forkert"));
        configured.put("contract", pkcs12("contract.p12", null, null, null));
        return open("contract");
    }

    @Nested
    class DemoKeys implements SigningDeviceContract {
        @Override
        public SigningDevice anOpenDevice() {
            return devices().open("demo-raphael", NOBODY);
        }
    }

    @Nested
    class DevicesWithAPicture implements SigningDeviceContract {
        @Override
        public SigningDevice anOpenDevice() {
            return new PicturedDevice(ConfiguredDevicesTest.this.anOpenDevice(), new byte[] {1});
        }
    }

    private SigningDevice open(String name) {
        return devices().open(name, device -> Arrays.copyOf(PIN, PIN.length));
    }

    private ConfiguredDevices devices() {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        return new ConfiguredDevices(new SigningSettings(configured), trust, CLOCK, new PinSource(environment::get));
    }

    private Holder keystore(String file, Holder holder) {
        SigningKeys.store(folder.resolve(file), PIN, holder);
        return holder;
    }

    private SigningSettings.Device pkcs12(String file, String alias, String pinEnv, Path pinFile) {
        return new SigningSettings.Device(
                "pkcs12", folder.resolve(file), alias, pinEnv, pinFile, null, null, null, null, null);
    }
}
