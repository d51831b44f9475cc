package federzug.signing.pades;

import federzug.document.SignatureField;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * A copy signed with a signatory's own program. It must be the document that was sent, byte by byte, followed by one
 * signature in the expected field that covers all of it; whose signature it is and what else was changed is for
 * verification to say.
 */
public final class ReturnedCopy {
    /** No agreement comes near it; what is larger is not ours. */
    private static final int LARGEST = 64 << 20;

    private ReturnedCopy() {}

    /**
     * @param ownField a field that the person's program has added will do as well
     * @return name of the field that is signed
     * @throws SigningException with a code for each way in which the copy is not the sent document plus that signature
     */
    public static String require(byte[] sent, byte[] returned, SignatureField expected, boolean ownField) {
        if (returned.length > LARGEST) {
            throw refused("signing.return.too-large");
        }
        if (Arrays.equals(sent, returned)) {
            throw refused("signing.return.unsigned");
        }
        if (returned.length < sent.length && Arrays.equals(sent, 0, returned.length, returned, 0, returned.length)) {
            throw refused("signing.return.older");
        }
        Map<String, int[]> signedNow = signatures(returned);
        if (returned.length < sent.length || !Arrays.equals(sent, 0, sent.length, returned, 0, sent.length)) {
            throw refused("signing.return.other-document");
        }
        Set<String> added = new HashSet<>(signedNow.keySet());
        added.removeAll(signatures(sent).keySet());
        if (added.isEmpty()) {
            throw refused("signing.return.unsigned");
        }
        String signed = added.iterator().next();
        boolean addedByProgram = added.size() == 1 && !fields(sent).contains(signed);
        if (!added.equals(Set.of(expected.name())) && !(ownField && addedByProgram)) {
            String code = addedByProgram ? "signing.return.own-field" : "signing.return.other-field";
            throw refused(code, expected.name(), String.join(", ", added));
        }
        int[] range = signedNow.get(signed);
        if (range == null || !coversAll(range, sent.length, returned.length)) {
            throw refused("signing.return.not-covered");
        }
        int forbidden = forbidden(returned, signed, expected);
        if (forbidden > 0) {
            throw refused("signing.return.locks", forbidden);
        }
        return signed;
    }

    private static int forbidden(byte[] returned, String signed, SignatureField expected) {
        try {
            return SignatureLocks.forbidden(returned, signed, expected.name());
        } catch (IOException | RuntimeException | StackOverflowError e) { // a hostile file may do any of it
            throw refused("signing.return.unreadable").causedBy(e);
        }
    }

    /** The signed ranges must hold all that was sent and reach the end of the file (ISO 32000-1, 12.8.1). */
    private static boolean coversAll(int[] range, int sent, int returned) {
        return range.length == 4
                && range[0] == 0
                && range[1] >= sent
                && range[2] > range[1]
                && range[3] > 0
                && (long) range[2] + range[3] == returned;
    }

    private static Set<String> fields(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Set<String> names = new HashSet<>();
            for (PDSignatureField field : document.getSignatureFields()) {
                names.add(field.getFullyQualifiedName());
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is our own document
        }
    }

    public static Map<String, int[]> signatures(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Map<String, int[]> signatures = new LinkedHashMap<>();
            for (PDSignatureField field : document.getSignatureFields()) {
                PDSignature signature = field.getSignature();
                if (signature != null) {
                    signatures.put(field.getFullyQualifiedName(), signature.getByteRange());
                }
            }
            return signatures;
        } catch (IOException | RuntimeException | StackOverflowError e) { // a hostile file may do any of it
            throw refused("signing.return.unreadable").causedBy(e);
        }
    }

    /** What a signature gives as its reason; empty if it gives none or the file cannot be read. */
    public static Optional<String> reason(byte[] pdf, String name) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureFields().stream()
                    .filter(field -> name.equals(field.getFullyQualifiedName()))
                    .map(PDSignatureField::getSignature)
                    .filter(Objects::nonNull)
                    .map(PDSignature::getReason)
                    .filter(Objects::nonNull)
                    .findFirst();
        } catch (IOException | RuntimeException | StackOverflowError e) { // a hostile file may do any of it
            return Optional.empty();
        }
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
