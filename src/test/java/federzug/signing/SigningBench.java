package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.document.ArchivalPdf;
import federzug.document.InMemoryDocumentStore;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.signing.device.ConfiguredDevices;
import federzug.signing.device.KeyStoreDevice;
import federzug.testkit.AMatter;
import federzug.testkit.ATrust;
import federzug.testkit.SigningAgreement;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.trust.Trust;
import federzug.verification.Expected;
import federzug.verification.Verification;
import federzug.verification.VerificationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * CPU time of each piece of signing beside stock DSS, in one run: {@code -Pbench}. {@code -Dbench.rounds=40} by
 * default.
 */
class SigningBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 40);
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final SigningKeys KEYS = new SigningKeys();
    private static final TSPSource TIMESTAMPS = KEYS.timestamps();
    private static final InMemoryDocumentStore RENDERED = new InMemoryDocumentStore();
    private static final ArchivalPdf AGREEMENT = SigningAgreement.render(AMatter.crimmitschau(), RENDERED, CLOCK);
    private static final SignatureField BEFORE = field("raphael");
    private static final SignatureField FIELD = field("forkert");
    /** The real agreement after its first signature: about a hundred kilobytes. */
    private static final byte[] PDF = signedBefore();

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Trust example = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target")), CLOCK);
    private final Trust own = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target")), CLOCK) {
        @Override
        public TSPSource timestamps(boolean rehearsal) {
            return TIMESTAMPS;
        }
    };

    private static byte[] signedBefore() {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target")), CLOCK);
        Signing signing = new Signing(RENDERED, trust, CLOCK);
        SignatureRequest request = new SignatureRequest(BEFORE, "André Raphael", "Oberbürgermeister", true);
        try (SigningDevice device = new ConfiguredDevices(new SigningSettings(null), trust, CLOCK)
                .open("demo-raphael", name -> new char[0])) {
            SigningSession session = signing.begin(signing.prepare(AGREEMENT, AGREEMENT.fields()), request, device);
            SignedPdf signed = signing.complete(session, device.sign(session.toBeSigned()));
            return RENDERED.bytes(signed.content().digest());
        }
    }

    private static SignatureField field(String person) {
        return AGREEMENT.fields().stream()
                .filter(field -> field.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private interface Work {
        Object once() throws Exception;
    }

    @Test
    void measuresEachPieceBesideStockDss() throws Exception {
        System.out.printf(Locale.ROOT, "agreement of %d KB%n", PDF.length / 1024);
        System.out.printf(Locale.ROOT, "%-10s %-28s %8s %12s%n", "key", "piece", "threads", "CPU ms/each");
        for (int threads : new int[] {1, 2}) {
            measure("RSA-2048", KEYS.signer("Sven Forkert", SigningKeys.rsa(2048)), "SHA256withRSA", threads);
            measure("P-256", KEYS.signer("Sven Forkert"), "SHA256withECDSA", threads);
        }
        seal();
    }

    private void measure(String name, Holder holder, String algorithm, int threads) throws Exception {
        byte[] pdf = PDF;
        SigningDevice device = new KeyStoreDevice("bench", holder.key().getPrivate(), holder.chain(), algorithm);
        report(name, "raw key operation", threads, () -> device.sign(pdf));
        double stock = report(name, "stock DSS visible B-B", threads, () -> stock(pdf, holder, device));
        double ours = report(name, "ours visible B-B", threads, () -> sign(device, false));
        report(name, "ours visible B-T", threads, () -> sign(device, true));
        System.out.printf(Locale.ROOT, "%-10s ours / stock DSS: %.2f%n", name, ours / stock);
    }

    private void seal() throws Exception {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Signing signing = new Signing(store, example, CLOCK);
        SignedPdf signed;
        try (SigningDevice device = new ConfiguredDevices(new SigningSettings(null), example, CLOCK)
                .open("demo-forkert", name -> new char[0])) {
            signed = sign(store, signing, device, true);
        }
        Verification strict = new Verification(store, example, CLOCK, VerificationSettings.standard());
        Expected expected = new Expected(
                AGREEMENT.content().digest(),
                List.of(
                        new Expected.Signer(BEFORE, List.of("André Raphael"), "Oberbürgermeister"),
                        new Expected.Signer(FIELD, List.of("Sven Forkert"), "Geschäftsführer")),
                List.of(field("rodig")));
        assertThat(strict.verify(signed, expected, null).isValid()).isTrue();
        for (int i = 0; i < ROUNDS / 2; i++) {
            strict.verify(signed, expected, null);
        }
        // A check works on a thread of its own: what counts is the process.
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            strict.verify(signed, expected, null);
        }
        double each = (process.getProcessCpuTime() - before) / 1e6 / ROUNDS;
        System.out.printf(Locale.ROOT, "%-10s %-28s %8d %12.2f%n", "P-256", "strict check of it", 1, each);
        report("P-256", "seal", 1, () -> signing.seal(signed, true));
    }

    private SignedPdf sign(SigningDevice device, boolean stamped) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        return sign(store, new Signing(store, own, CLOCK), device, stamped);
    }

    private static SignedPdf sign(InMemoryDocumentStore store, Signing signing, SigningDevice device, boolean stamped) {
        SignedPdf base =
                new SignedPdf(store.put("muster.pdf", PDF), AGREEMENT.content().digest(), List.of(BEFORE.name()));
        SignatureRequest request = new SignatureRequest(FIELD, "Sven Forkert", "Geschäftsführer", true);
        SigningSession session = signing.begin(base, request, device);
        return signing.complete(session, device.sign(session.toBeSigned()), stamped);
    }

    private static byte[] stock(byte[] pdf, Holder holder, SigningDevice device) throws IOException {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(holder.certificate()));
        parameters.setCertificateChain(List.of(new CertificateToken(holder.certificate())));
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        text.setText("Sven Forkert\nGeschäftsführer\nelektronisch signiert");
        SignatureImageParameters image = new SignatureImageParameters();
        image.setTextParameters(text);
        SignatureFieldParameters field = new SignatureFieldParameters();
        field.setFieldId("forkert_Unterschrift");
        image.setFieldParameters(field);
        parameters.setImageParameters(image);
        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        DSSDocument document = new InMemoryDocument(pdf, "muster.pdf");
        ToBeSigned data = service.getDataToSign(document, parameters);
        SignatureValue value = new SignatureValue(parameters.getSignatureAlgorithm(), device.sign(data.getBytes()));
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            service.signDocument(document, parameters, value).writeTo(out);
            return out.toByteArray();
        }
    }

    private static double report(String key, String piece, int threads, Work work) throws Exception {
        run(threads, Math.max(2, ROUNDS / 2), work);
        double each = run(threads, ROUNDS, work) / 1e6 / (threads * (double) ROUNDS);
        System.out.printf(Locale.ROOT, "%-10s %-28s %8d %12.2f%n", key, piece, threads, each);
        return each;
    }

    /** @return nanoseconds of CPU of all threads together */
    private static long run(int threads, int rounds, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Long> share = () -> {
                    long before = CPU.getCurrentThreadCpuTime();
                    for (int round = 0; round < rounds; round++) {
                        work.once();
                    }
                    return CPU.getCurrentThreadCpuTime() - before;
                };
                all.add(pool.submit(share));
            }
            long sum = 0;
            for (Future<Long> one : all) {
                sum += one.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }
}
