package federzug.verification.file;

import federzug.document.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** The bytes of a PDF, its signatures in the order in which they were made, and its revisions. */
public final class SignedFile implements Closeable {
    private final byte[] bytes;
    private final @Nullable String password;
    private final Revisions revisions;
    private final PDDocument pdf;
    private final List<SignatureRange> ranges = new ArrayList<>();
    private final List<String> unsigned = new ArrayList<>();

    private SignedFile(byte[] bytes, @Nullable String password, Revisions revisions) throws IOException {
        this.bytes = bytes;
        this.password = password;
        this.revisions = revisions;
        this.pdf = revisions.whole();
        FormTree.of(pdf).fields().forEach((name, field) -> {
            COSDictionary signature = FormTree.signature(field);
            if (signature != null) {
                ranges.add(SignatureRange.of(name, signature, bytes, pdf.isEncrypted()));
            } else if (FormTree.isSignatureField(field)) {
                unsigned.add(name);
            }
        });
        ranges.sort(Comparator.comparingInt(SignatureRange::end));
    }

    public static SignedFile open(byte[] bytes) throws IOException {
        return open(bytes, null);
    }

    /** @param password null: the empty one, which opens a file that is only protected against being edited */
    public static SignedFile open(byte[] bytes, @Nullable String password) throws IOException {
        Revisions revisions = new Revisions(bytes, password);
        try {
            return new SignedFile(bytes, password, revisions);
        } catch (IOException | RuntimeException e) {
            revisions.close();
            throw e;
        }
    }

    /** Whether a password other than the empty one is needed to read it. */
    public static boolean isLocked(byte[] bytes) {
        if (IndirectObject.indexOf(bytes, "/Encrypt", 0, bytes.length) < 0) {
            return false;
        }
        try (PDDocument opened = Loader.loadPDF(bytes)) {
            return false;
        } catch (InvalidPasswordException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public PDDocument pdf() {
        return pdf;
    }

    /** The file itself; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public boolean isEncrypted() {
        return pdf.isEncrypted();
    }

    /** Signatures and time stamps, in the order in which they were made. */
    public List<SignatureRange> ranges() {
        return List.copyOf(ranges);
    }

    /** The signature dictionary in the field of that name; null if there is none. */
    public @Nullable COSDictionary signature(String name) {
        COSDictionary field = FormTree.of(pdf).fields().get(name);
        return field == null ? null : FormTree.signature(field);
    }

    /** Names of signature fields without a signature. */
    public List<String> unsigned() {
        return List.copyOf(unsigned);
    }

    /** Object numbers ({@code 14 0}) of the form's fields that carry a signature. */
    public Set<String> signedFieldKeys() {
        return FormTree.of(pdf).fields().values().stream()
                .filter(field -> FormTree.signature(field) != null && field.getKey() != null)
                .map(field -> field.getKey().getNumber() + " " + field.getKey().getGeneration())
                .collect(Collectors.toSet());
    }

    public int length() {
        return bytes.length;
    }

    public int coveredUpTo() {
        return ranges.stream()
                .filter(SignatureRange::sound)
                .mapToInt(SignatureRange::end)
                .max()
                .orElse(0);
    }

    /** Whether what follows the covered bytes is at most blank, or whole revisions to the end of the file. */
    public boolean endsWithRevision(int covered) {
        for (int i = covered; i < bytes.length; i++) {
            if (!ObjectParser.isBlank(bytes[i])) {
                return SignatureRange.endsRevision(bytes, bytes.length);
            }
        }
        return true;
    }

    /** Whether nothing follows the covered bytes but blanks and zeros, as transfer and storage add them. */
    public boolean isPaddedBehind(int covered) {
        boolean zeros = false;
        for (int i = covered; i < bytes.length; i++) {
            if (!ObjectParser.isBlank(bytes[i])) {
                return false;
            }
            zeros |= bytes[i] == 0;
        }
        return zeros;
    }

    /** Every revision, parsed once: to read, not to draw, since drawing may complete objects. */
    public Revisions revisions() {
        return revisions;
    }

    /** A revision of one's own, to draw or to close. */
    public PDDocument revision(int end) throws IOException {
        return Loader.loadPDF(Arrays.copyOf(bytes, end), password == null ? "" : password);
    }

    /** Where the given revision ends, if the file begins with it and the first signature comes after it. */
    public OptionalInt endOf(Digest prepared) {
        int limit = ranges.isEmpty() || ranges.get(0).gap() < 0
                ? bytes.length
                : ranges.get(0).gap();
        MessageDigest digest = sha256();
        int done = 0;
        for (int end : revisionEnds(limit)) {
            digest.update(bytes, done, end - done);
            done = end;
            if (HexFormat.of().formatHex(copy(digest).digest()).equals(prepared.hex())) {
                return OptionalInt.of(end);
            }
        }
        return OptionalInt.empty();
    }

    /** Every place where a revision may end: after %%EOF, with or without the line end that follows. */
    private List<Integer> revisionEnds(int limit) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i + 5 <= limit; i++) {
            if (bytes[i] == '%' && Arrays.equals(bytes, i, i + 5, SignatureRange.EOF_MARK, 0, 5)) {
                int end = i + 5;
                ends.add(end);
                while (end < limit && end < i + 7 && (bytes[end] == '\r' || bytes[end] == '\n')) {
                    ends.add(++end);
                }
            }
        }
        return ends;
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        revisions.close();
    }
}
