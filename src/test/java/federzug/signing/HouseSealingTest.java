package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.ArchivalPdf;
import federzug.document.InMemoryDocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.signing.device.ConfiguredDevices;
import federzug.testkit.ATrust;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house seals with a certificate of its own, and with nothing else. */
class HouseSealingTest {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private Devices devices;
    private HouseSealing sealing;
    private ArchivalPdf pdf;

    @BeforeEach
    void house(@TempDir Path folder) {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder.resolve("trust")), CLOCK);
        devices = new ConfiguredDevices(new SigningSettings(null), trust, CLOCK);
        sealing = new HouseSealing(store, trust, CLOCK);
        pdf = SigningSpecimen.archival(store);
    }

    @Test
    void appendsAnInvisibleSealToTheVeryBytes() {
        String own = devices.sealForRehearsal();
        assertThat(devices.sealForRehearsal()).as("made once").isEqualTo(own);
        assertThat(devices.needsPerson(own)).isFalse();
        byte[] before = store.bytes(pdf.content().digest());
        SignedPdf sealed = sealed(own);
        byte[] after = store.bytes(sealed.content().digest());
        assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
        assertThat(sealed.signed()).containsExactly(HouseSealing.FIELD);
        assertThat(sealed.base()).isEqualTo(pdf.content().digest());
        assertThat(sealing.objections(own, chain(own), true)).isEmpty();
    }

    @Test
    void refusesTheCertificateOfAPersonAndAnExampleInARealMatter() {
        assertThatThrownBy(() -> sealed("demo-raphael")).hasMessage("signing.house-seal.person");
        String own = devices.sealForRehearsal();
        assertThat(sealing.objections(own, chain(own), false))
                .extracting(Notice::code)
                .containsExactly("signing.house-seal.example-key");
        assertThat(sealing.objections("karte", List.of(), false))
                .as("a card says nothing without its PIN")
                .isEmpty();
        assertThat(devices.needsPerson("rueckgabe")).isTrue();
    }

    private SignedPdf sealed(String name) {
        try (SigningDevice device = devices.open(name, unasked -> new char[0])) {
            return sealing.seal(pdf, device, true);
        }
    }

    private List<byte[]> chain(String name) {
        return devices.facts(name).chain();
    }
}
