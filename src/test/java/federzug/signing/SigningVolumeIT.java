package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.document.InMemoryDocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.signing.device.KeyStoreDevice;
import federzug.testkit.ATrust;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Memory stays flat however many signatures a process makes: a small share by default, ten thousand with {@code -Pvolume}. */
class SigningVolumeIT {
    private static final int SIGNATURES = Integer.getInteger("federzug.volume.signatures", 400);
    private static final long FLAT = 6L << 20;
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));

    @Test
    void memoryStaysFlatOverManySignaturesByManyPeople() {
        SigningKeys keys = new SigningKeys();
        TSPSource timestamps = keys.timestamps();
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target")), CLOCK) {
            @Override
            public TSPSource timestamps(boolean rehearsal) {
                return timestamps;
            }
        };
        byte[] pdf = SigningSpecimen.pdf("forkert");
        Holder holder = keys.signer("Sven Forkert");
        long early = 0;
        for (int i = 0; i < SIGNATURES; i++) {
            if (i == SIGNATURES / 2) {
                early = used();
            }
            sign(trust, pdf, holder, i);
        }
        long late = used();
        System.out.printf(
                "%d signatures: %.1f MB in use after half of them, %.1f MB after all%n",
                SIGNATURES, early / 1048576.0, late / 1048576.0);

        assertThat(late - early).isLessThan(FLAT);
    }

    /** Each signature by another name, so that caches by letters would grow if they could. */
    private static void sign(Trust trust, byte[] pdf, Holder holder, int number) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Signing signing = new Signing(store, trust, CLOCK);
        PreparedPdf prepared = new PreparedPdf(store.put("muster.pdf", pdf), SigningSpecimen.fields("forkert"));
        StringBuilder name = new StringBuilder("Person ");
        for (int rest = number + 1; rest > 0; rest /= 26) {
            name.append((char) ('A' + rest % 26));
        }
        SignatureRequest request = new SignatureRequest(prepared.fields().get(0), name.toString(), "Amt", true);
        try (SigningDevice device =
                new KeyStoreDevice("volumen", holder.key().getPrivate(), holder.chain(), "SHA256withECDSA")) {
            SigningSession session = signing.begin(prepared, request, device);
            SignedPdf signed = signing.complete(session, device.sign(session.toBeSigned()));
            assertThat(signed.content().size()).isGreaterThan(pdf.length);
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
