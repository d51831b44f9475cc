package federzug.verification.change;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the stores of evidence (/DSS, ETSI EN 319 142-1, 5.4.2) of two revisions by content: a program may write them
 * again in another order, but nothing may get lost.
 */
public final class EvidenceComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName VRI = COSName.getPDFName("VRI");
    private static final int MOST = 100_000;

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
                    found.add(of + digest(stream));
                }
            }
        } else if (resolved instanceof COSStream stream) {
            found.add(of + digest(stream));
        }
    }

    private static String digest(COSStream stream) {
        DeadlineRunner.goOn();
        try (InputStream in = stream.createInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
