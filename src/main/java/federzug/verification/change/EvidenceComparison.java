package federzug.verification.change;

import federzug.document.Digest;
import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the stores of evidence (/DSS, ETSI EN 319 142-1, 5.4.2) of two revisions by content: a program may write them
 * again in another order or with fresher answers, but nothing may get lost.
 */
public final class EvidenceComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName VRI = COSName.getPDFName("VRI");
    private static final int MOST = 100_000;
    private static final int LONGEST = 64 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceComparison.class);

    private EvidenceComparison() {}

    public static boolean isAnythingLost(COSDictionary catalogBefore, COSDictionary catalogAfter) {
        Set<String> before = contents(catalogBefore.getCOSDictionary(DSS));
        return !before.isEmpty()
                && !contents(catalogAfter.getCOSDictionary(DSS)).containsAll(before);
    }

    private static Set<String> contents(@Nullable COSDictionary store) {
        Set<String> found = new HashSet<>();
        if (store == null) {
            return found;
        }
        store.keySet().forEach(key -> collect(store.getItem(key), "", found));
        COSDictionary signatures = store.getCOSDictionary(VRI);
        if (signatures != null) {
            signatures.keySet().forEach(signature -> {
                COSDictionary own = signatures.getCOSDictionary(signature);
                if (own != null) {
                    own.keySet().forEach(key -> collect(own.getItem(key), signature.getName() + " ", found));
                }
            });
        }
        return found;
    }

    /** Arrays of streams, or one stream (a time stamp); names and times say nothing by themselves. */
    private static void collect(@Nullable COSBase value, String of, Set<String> found) {
        COSBase resolved = ObjectPairs.resolve(value);
        if (resolved instanceof COSArray array) {
            for (int i = 0; i < array.size() && found.size() < MOST; i++) {
                if (ObjectPairs.resolve(array.get(i)) instanceof COSStream stream) {
                    found.add(of + subject(stream));
                }
            }
        } else if (resolved instanceof COSStream stream) {
            found.add(of + subject(stream));
        }
    }

    /** What the piece is evidence of; a fresher answer on the same certificate takes the place of an older one. */
    private static String subject(COSStream stream) {
        DeadlineRunner.goOn();
        byte[] bytes;
        try (InputStream in = stream.createInputStream()) {
            bytes = in.readNBytes(LONGEST);
        } catch (IOException e) {
            return "unreadable";
        }
        try {
            if (new OCSPResp(bytes).getResponseObject() instanceof BasicOCSPResp answer) {
                return Arrays.stream(answer.getResponses())
                        .map(SingleResp::getCertID)
                        .map(id -> id.getSerialNumber() + " " + HexFormat.of().formatHex(id.getIssuerKeyHash()))
                        .sorted()
                        .collect(Collectors.joining(", "));
            }
        } catch (IOException | OCSPException | RuntimeException e) {
            LOG.trace("No OCSP answer", e);
        }
        try {
            return "CRL " + new X509CRLHolder(bytes).getIssuer();
        } catch (IOException | RuntimeException e) {
            return Digest.of(bytes).hex();
        }
    }
}
