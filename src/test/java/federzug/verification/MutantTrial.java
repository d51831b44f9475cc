package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/** Damaged documents: no crash, no hang, and never valid once a signed byte was changed. */
final class MutantTrial {
    private final SignedSpecimen room = new SignedSpecimen();
    private final List<byte[]> originals;
    private final Expected expected;
    private final AtomicInteger valid = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    MutantTrial() {
        ForeignSpecimen other = new ForeignSpecimen(room);
        PreparedPdf prepared = room.prepared(SignedSpecimen.PERSONS);
        SignedPdf signed = room.signed(prepared, SignedSpecimen.PERSONS, Map.of());
        expected = room.expected(prepared, SignedSpecimen.PERSONS);
        originals = List.of(
                room.store.bytes(room.seal(signed).content().digest()),
                other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly()));
        originals.forEach(file -> assertThat(other.verify(file).isValid()).isTrue());
    }

    /** @return how many of the mutants were still valid: changed only where no signature reaches, or cut behind one */
    int run(long from, long count) {
        List<Mutants> mutants = originals.stream().map(Mutants::new).toList();
        LongStream.range(from, from + count).parallel().forEach(number -> {
            int which = (int) (number % originals.size());
            check(number, originals.get(which), mutants.get(which).number(number), which);
            if (done.incrementAndGet() % 1_000 == 0) {
                System.out.println(done + " mutants, still valid: " + valid);
            }
        });
        return valid.get();
    }

    private void check(long number, byte[] original, byte[] mutant, int which) {
        boolean strict = which == 0 && number % 4 == 0;
        long start = System.nanoTime();
        Verdict verdict = new InMemory(mutant).verdict(strict ? expected : Expected.NOTHING);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("mutant %s", number)
                .isLessThan(Duration.ofSeconds(60));
        if (System.nanoTime() - start > 5_000_000_000L) {
            System.out.println("slow mutant " + number + ": " + (System.nanoTime() - start) / 1_000_000 + " ms, "
                    + verdict.examination().findings());
        }
        assertThat(verdict.examination().findings())
                .as("mutant %s", number)
                .noneMatch(finding -> finding.notice().code().equals("verification.document.timeout"));
        if (verdict.isValid()) {
            valid.incrementAndGet();
            assertThat(keepsWhatWasSigned(original, mutant))
                    .as("mutant %s", number)
                    .isTrue();
        }
    }

    /** Either the beginning of the original, cut behind a signature, or all its signed bytes and something behind. */
    private static boolean keepsWhatWasSigned(byte[] original, byte[] mutant) {
        if (mutant.length <= original.length && Arrays.equals(mutant, Arrays.copyOf(original, mutant.length))) {
            return true;
        }
        try (SignedFile file = SignedFile.open(original)) {
            SignatureRange last = file.ranges().get(file.ranges().size() - 1);
            int gapEnd = last.gap();
            while (original[gapEnd] != '>') {
                gapEnd++;
            }
            return mutant.length >= last.end()
                    && Arrays.equals(original, 0, last.gap(), mutant, 0, last.gap())
                    && Arrays.equals(original, gapEnd, last.end(), mutant, gapEnd, last.end())
                    && signedParts(original, last.gap(), gapEnd).equals(signedParts(mutant, last.gap(), gapEnd));
        } catch (IOException | CMSException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Of the last /Contents, which no byte range covers, what its own signature covers (RFC 5652, 5.4): the content, the
     * signed attributes and the value. Certificates and unsigned attributes beside them are signed by nobody here.
     */
    private static List<String> signedParts(byte[] file, int from, int to) throws IOException, CMSException {
        byte[] contents = HexFormat.of()
                .parseHex(new String(file, from + 1, to - from - 1, StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT));
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            CMSSignedData cms = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            Object content = cms.getSignedContent() == null
                    ? new byte[0]
                    : cms.getSignedContent().getContent();
            return List.of(
                    HexFormat.of().formatHex((byte[]) content),
                    HexFormat.of().formatHex(signer.getEncodedSignedAttributes()),
                    HexFormat.of().formatHex(signer.getSignature()),
                    String.valueOf(signer.getSID().getSerialNumber()));
        }
    }

    private final class InMemory {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        Verdict verdict(Expected what) {
            try {
                java.nio.file.Path file = java.nio.file.Files.createTempFile("mutant", ".pdf");
                try {
                    return room.verification.verify(java.nio.file.Files.write(file, bytes), what, null);
                } finally {
                    java.nio.file.Files.delete(file);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
