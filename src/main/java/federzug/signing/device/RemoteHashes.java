package federzug.signing.device;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.DSSUtils;
import java.util.List;

/**
 * What one release is for.
 *
 * @param texts what the hashes are of
 * @param label says to the person what is going to be signed
 */
record RemoteHashes(List<byte[]> texts, List<byte[]> hashes, String algorithm, String label) {
    RemoteHashes {
        texts = List.copyOf(texts);
        hashes = List.copyOf(hashes);
    }

    static RemoteHashes of(List<byte[]> texts, DigestAlgorithm digest, String label) {
        List<byte[]> hashes =
                texts.stream().map(text -> DSSUtils.digest(digest, text)).toList();
        return new RemoteHashes(texts, hashes, digest.getOid(), label);
    }

    int size() {
        return hashes.size();
    }

    List<String> spelled(HashSpelling spelling) {
        return hashes.stream().map(spelling::of).toList();
    }
}
