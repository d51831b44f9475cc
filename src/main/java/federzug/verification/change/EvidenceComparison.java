package federzug.verification.change;

import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.document.Digest;
import federzug.verification.change.Evidence.Kind;
import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.SignerChains;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the stores of evidence (/DSS, ETSI EN 319 142-1, 5.4.2) of two revisions by content. A program may write the
 * store again: in another order, with fresher answers, without references from signatures to their evidence (/VRI), which
 * are optional, and without a certificate that a signature carries itself. Whatever else is missing afterwards is lost.
 */
final class EvidenceComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName VRI = COSName.getPDFName("VRI");
    private static final int MOST = 100_000;
    private static final int LONGEST = 64 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceComparison.class);

    private final Set<Evidence> pieces = new LinkedHashSet<>();
    /** SHA-256 of certificates that come along with an OCSP answer (RFC 6960, 4.2.1). */
    private final Set<String> enclosed = new HashSet<>();

    private EvidenceComparison(@Nullable COSDictionary store) {
        if (store == null) {
            return;
        }
        store.keySet().forEach(key -> collect(store.getItem(key)));
        COSDictionary signatures = store.getCOSDictionary(VRI);
        if (signatures != null) {
            signatures.keySet().forEach(signature -> {
                COSDictionary own = signatures.getCOSDictionary(signature);
                if (own != null) {
                    own.keySet().forEach(key -> collect(own.getItem(key)));
                }
            });
        }
    }

    /**
     * What the later revision no longer has.
     *
     * @param rewritten whether anything at all was left out, needed or not
     */
    record Loss(List<Evidence> pieces, boolean rewritten) {
        static final Loss NONE = new Loss(List.of(), false);
    }

    static Loss between(COSDictionary catalogBefore, COSDictionary catalogAfter, FormTree formAfter) {
        COSDictionary storeBefore = catalogBefore.getCOSDictionary(DSS);
        COSDictionary storeAfter = catalogAfter.getCOSDictionary(DSS);
        EvidenceComparison before = new EvidenceComparison(storeBefore);
        if (storeBefore == null || before.pieces.isEmpty()) {
            return Loss.NONE;
        }
        EvidenceComparison after = new EvidenceComparison(storeAfter);
        Set<Evidence> missing = new LinkedHashSet<>(before.pieces);
        missing.removeAll(after.pieces);
        boolean rewritten = !missing.isEmpty()
                || storeAfter != null && storeBefore.containsKey(VRI) && !storeAfter.containsKey(VRI);
        // A store without any certificates any more was not written again, but emptied.
        if (after.pieces.stream().anyMatch(piece -> piece.kind() == Kind.CERTIFICATE)) {
            Set<String> carried = new HashSet<>(after.enclosed);
            formAfter.fields().values().forEach(field -> carriedBy(field, carried));
            missing.removeIf(piece -> piece.kind() == Kind.CERTIFICATE && carried.contains(piece.subject()));
        }
        return new Loss(List.copyOf(missing), rewritten);
    }

    private static void carriedBy(COSDictionary field, Set<String> carried) {
        COSDictionary signature = FormTree.signature(field);
        if (signature != null) {
            SignerChains.of(signature).stream()
                    .map(CertificateToken::getEncoded)
                    .map(EvidenceComparison::digest)
                    .forEach(carried::add);
        }
    }

    /** Arrays of streams, or one stream (a time stamp); names and times say nothing by themselves. */
    private void collect(@Nullable COSBase value) {
        COSBase resolved = ObjectPairs.resolve(value);
        if (resolved instanceof COSArray array) {
            for (int i = 0; i < array.size() && pieces.size() < MOST; i++) {
                if (ObjectPairs.resolve(array.get(i)) instanceof COSStream stream) {
                    pieces.add(piece(stream));
                }
            }
        } else if (resolved instanceof COSStream stream) {
            pieces.add(piece(stream));
        }
    }

    /** A fresher answer on the same certificate takes the place of an older one. */
    private Evidence piece(COSStream stream) {
        DeadlineRunner.checkDeadline();
        byte[] bytes;
        try (InputStream in = stream.createInputStream()) {
            bytes = in.readNBytes(LONGEST);
        } catch (IOException e) {
            return new Evidence(Kind.OTHER, "");
        }
        try {
            if (new OCSPResp(bytes).getResponseObject() instanceof BasicOCSPResp answer) {
                return answer(answer);
            }
        } catch (IOException | OCSPException | RuntimeException e) {
            LOG.trace("No OCSP answer", e);
        }
        try {
            byte[] issuer = new X509CRLHolder(bytes).getIssuer().getEncoded();
            return new Evidence(Kind.CRL, new X500Principal(issuer).getName(X500Principal.RFC2253));
        } catch (IOException | RuntimeException e) {
            LOG.trace("No CRL", e);
        }
        try {
            return new Evidence(Kind.CERTIFICATE, digest(new X509CertificateHolder(bytes).getEncoded()));
        } catch (IOException | RuntimeException e) {
            return new Evidence(Kind.OTHER, digest(bytes));
        }
    }

    private Evidence answer(BasicOCSPResp answer) throws IOException {
        for (X509CertificateHolder certificate : answer.getCerts()) {
            enclosed.add(digest(certificate.getEncoded()));
        }
        return new Evidence(
                Kind.OCSP,
                Arrays.stream(answer.getResponses())
                        .map(SingleResp::getCertID)
                        .map(id -> String.valueOf(id.getSerialNumber()))
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    private static String digest(byte[] bytes) {
        return Digest.of(bytes).hex().toUpperCase(Locale.ROOT);
    }
}
