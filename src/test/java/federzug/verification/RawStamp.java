package federzug.verification;

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
    private static final String RANGE = "[0 0000000000 0000000000 0000000000]";

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
        return on(
                pdf,
                update,
                "/Type/" + type + "/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161",
                covered -> source.getTimeStampResponse(DigestAlgorithm.SHA256, sha256(covered))
                        .getBytes());
    }

    /** @param dictionary entries of the signature dictionary besides range and contents */
    static byte[] on(RawPdf pdf, RawUpdate update, String dictionary, Token token) {
        return on(pdf, update, dictionary, "", token, 0, 0);
    }

    /**
     * @param behind entries behind the contents
     * @param leftBefore bytes before the contents that the range leaves out as well
     * @param leftBehind bytes behind them
     */
    static byte[] on(
            RawPdf pdf,
            RawUpdate update,
            String dictionary,
            String behind,
            Token token,
            int leftBefore,
            int leftBehind) {
        int value = update.fresh();
        int field = update.fresh();
        String hole = "<" + "0".repeat(ROOM) + ">";
        update.object(value, "<<" + dictionary + "/ByteRange " + RANGE + "/Contents " + hole + behind + ">>");
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
        return filled(update.bytes(), value, token, leftBefore, leftBehind);
    }

    /** Signs in a field that is there, with a look of its own. */
    static byte[] into(RawPdf pdf, RawUpdate update, String field, String look, String dictionary, Token token) {
        int value = update.fresh();
        int form = update.fresh();
        String resources = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
                + "/ExtGState<</Half<</ca 0.5>>/Most<</ca 0.8>>>>>>";
        update.object(value, "<<" + dictionary + "/ByteRange " + RANGE + "/Contents <" + "0".repeat(ROOM) + ">>>");
        update.stream(form, "/Type/XObject/Subtype/Form/BBox[0 0 200 60]" + resources, look);
        int number = pdf.fieldNumber(field);
        String signed = pdf.with(number, "AP", "<</N " + form + " 0 R>>").replaceFirst(">>$", "/V " + value + " 0 R>>");
        return filled(update.object(number, signed).bytes(), value, token);
    }

    interface Token {
        /** DER or BER over the covered bytes. */
        byte[] over(byte[] covered);
    }

    /** Fills range and contents of the signature dictionary with that number, which must be the last of its number. */
    static byte[] filled(byte[] file, int number, Token token) {
        return filled(file, number, token, 0, 0);
    }

    /**
     * As {@link #filled(byte[], int, Token)}, with a gap that leaves out more than the contents.
     *
     * @param before bytes before the contents that are left out as well
     * @param behind bytes behind them
     */
    static byte[] filled(byte[] file, int number, Token token, int before, int behind) {
        String text = RawUpdate.text(file);
        int object = text.lastIndexOf("\n" + number + " 0 obj");
        int open = text.indexOf("/Contents <", object) + "/Contents ".length();
        int close = text.indexOf('>', open) + 1;
        int range = text.indexOf("[0 0000000000", object);
        byte[] changed = file.clone();
        int from = open - before;
        int to = close + behind;
        put(changed, range, String.format("[0 %010d %010d %010d]", from, to, file.length - to));
        byte[] covered = Arrays.copyOf(changed, from + changed.length - to);
        System.arraycopy(changed, to, covered, from, changed.length - to);
        put(changed, open + 1, HexFormat.of().formatHex(token.over(covered)));
        return changed;
    }

    private static byte[] sha256(byte[] covered) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(covered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(byte[] file, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }
}
