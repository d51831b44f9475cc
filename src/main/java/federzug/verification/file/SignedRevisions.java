package federzug.verification.file;

import federzug.document.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cuts out the revisions that signatures and time stamps cover, each a PDF file of its own. */
public final class SignedRevisions {
    private final byte[] bytes;
    private final List<Revision> revisions = new ArrayList<>();

    public SignedRevisions(SignedFile file) {
        this.bytes = file.bytes();
        MessageDigest digest = SignedFile.sha256();
        int done = 0;
        for (SignatureRange range : file.ranges()) {
            if (range.sound()) {
                digest.update(bytes, done, range.end() - done);
                done = range.end();
                String name = String.format(Locale.ROOT, "fassung-%02d.pdf", revisions.size() + 1);
                String sum = HexFormat.of().formatHex(SignedFile.copy(digest).digest());
                revisions.add(new Revision(range, name, gapEnd(range.gap()), new Digest(sum)));
            }
        }
    }

    /**
     * @param name of the file, the same in the report and in folders
     * @param gapEnd where the value of the signature ends, exclusive
     */
    public record Revision(SignatureRange range, String name, int gapEnd, Digest sha256) {}

    /** Of the signature or time stamp in that field; empty if it covers no whole revision. */
    public Optional<Revision> of(String field) {
        return revisions.stream()
                .filter(revision -> revision.range().field().equals(field))
                .findFirst();
    }

    /** By name, in the order of the file. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        revisions.forEach(revision ->
                files.put(revision.name(), Arrays.copyOf(bytes, revision.range().end())));
        return files;
    }

    private int gapEnd(int gap) {
        int at = gap;
        while (at < bytes.length && bytes[at] != '>') {
            at++;
        }
        return Math.min(bytes.length, at + 1);
    }
}
