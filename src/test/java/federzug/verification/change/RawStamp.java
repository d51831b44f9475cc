package federzug.verification.change;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Puts a document time stamp on top of any bytes, as anybody can do: it asks nobody whether they are a good PDF. */
final class RawStamp {
    private static final int ROOM = 16_000;

    private RawStamp() {}

    /** On a good file. */
    static byte[] on(byte[] file, TSPSource source) {
        return on(new RawPdf(file), new RawUpdate(file, RawUpdate.Form.TABLE), source, "DocTimeStamp");
    }

    /**
     * @param pdf the good file, whose objects are written again with the new field
     * @param update to which the field and the time stamp are added
     * @param type {@code DocTimeStamp}, or {@code Sig} as older programs write
     */
    static byte[] on(RawPdf pdf, RawUpdate update, TSPSource source, String type) {
        int value = update.fresh();
        int field = update.fresh();
        String hole = "<" + "0".repeat(ROOM) + ">";
        String range = "[0 0000000000 0000000000 0000000000]";
        update.object(
                value,
                "<</Type/" + type + "/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange " + range + "/Contents " + hole
                        + ">>");
        update.object(
                field,
                "<</Type/Annot/Subtype/Widget/FT/Sig/T(Stempel" + value + ")/F 132/Rect[0 0 0 0]/P " + pdf.page
                        + " 0 R/V " + value + " 0 R>>");
        String fields = pdf.form == 0 ? "[]" : pdf.entry(pdf.form, "Fields");
        if (!fields.startsWith("[")) {
            throw new IllegalArgumentException("fields of their own");
        }
        update.object(pdf.form, pdf.with(pdf.form, "Fields", fields.replace("]", " " + field + " 0 R]")));
        String annotations = pdf.entry(pdf.page, "Annots");
        update.object(pdf.page, pdf.with(pdf.page, "Annots", annotations.replace("]", " " + field + " 0 R]")));
        return filled(update.bytes(), value, digest -> source.getTimeStampResponse(DigestAlgorithm.SHA256, digest)
                .getBytes());
    }

    interface Token {
        byte[] over(byte[] digest);
    }

    /** Fills range and contents of the signature dictionary with that number, which must be the last of its number. */
    static byte[] filled(byte[] file, int number, Token token) {
        String text = RawUpdate.text(file);
        int object = text.lastIndexOf("\n" + number + " 0 obj");
        int open = text.indexOf("/Contents <", object) + "/Contents ".length();
        int close = text.indexOf('>', open) + 1;
        int range = text.indexOf("[0 0000000000", object);
        String numbers = String.format("[0 %010d %010d %010d]", open, close, file.length - close);
        byte[] changed = file.clone();
        put(changed, range, numbers);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(changed, 0, open);
            digest.update(changed, close, changed.length - close);
            put(changed, open + 1, HexFormat.of().formatHex(token.over(digest.digest())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(changed, changed.length);
    }

    private static void put(byte[] file, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }
}
