package federzug.rendering.pdf;

import federzug.document.SignatureField;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Makes an empty signature field (ISO 32000-1, 12.7.4.5) of the link that marks its place. */
final class SignatureWidget {
    private static final COSName FORM_TYPE = COSName.getPDFName("FormType");
    private static final COSName LOCK = COSName.getPDFName("Lock");

    private SignatureWidget() {}

    /** The same object changes from link to merged field and widget, so the structure tree's reference stays right. */
    static void from(COSDictionary link, COSDictionary page, SignatureField field) {
        link.removeItem(COSName.A);
        link.removeItem(COSName.BORDER);
        link.removeItem(COSName.C);
        link.removeItem(COSName.H);
        link.removeItem(COSName.CONTENTS);
        link.setItem(COSName.SUBTYPE, COSName.WIDGET);
        link.setItem(COSName.FT, COSName.SIG);
        link.setString(COSName.T, field.name());
        link.setString(COSName.TU, field.label());
        link.setInt(COSName.F, 4);
        link.setItem(COSName.P, page);
        COSArray rectangle = inward(link.getCOSArray(COSName.RECT));
        link.setItem(COSName.RECT, rectangle);
        COSStream look = new COSStream();
        look.setItem(COSName.TYPE, COSName.XOBJECT);
        look.setItem(COSName.SUBTYPE, COSName.FORM);
        look.setInt(FORM_TYPE, 1);
        COSArray box = new COSArray();
        box.add(COSInteger.ZERO);
        box.add(COSInteger.ZERO);
        box.add(COSInteger.get(rectangle.getInt(2) - rectangle.getInt(0)));
        box.add(COSInteger.get(rectangle.getInt(3) - rectangle.getInt(1)));
        look.setItem(COSName.BBOX, box);
        look.setItem(COSName.RESOURCES, new COSDictionary());
        empty(look);
        COSDictionary appearance = new COSDictionary();
        appearance.setItem(COSName.N, look);
        link.setItem(COSName.AP, appearance);
        link.setItem(LOCK, lock(field.name()));
    }

    /**
     * From the start, or a program that signs would change the field by locking it (ISO 32000-1, 12.7.4.5). Each field
     * names itself alone and no /P, so that nobody who signs forbids the next signature.
     */
    private static COSDictionary lock(String field) {
        COSArray names = new COSArray();
        names.add(new COSString(field));
        COSDictionary lock = new COSDictionary();
        lock.setItem(COSName.TYPE, COSName.getPDFName("SigFieldLock"));
        lock.setItem(COSName.getPDFName("Action"), COSName.getPDFName("Include"));
        lock.setItem(COSName.FIELDS, names);
        return lock;
    }

    private static void empty(COSStream stream) {
        try (OutputStream out = stream.createOutputStream()) {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole points: float residue would count as a visual change when the document is signed. */
    private static COSArray inward(@Nullable COSArray from) {
        double[] edges = new double[4];
        for (int i = 0; from != null && i < 4; i++) {
            edges[i] = from.getObject(i) instanceof COSNumber number ? number.floatValue() : 0;
        }
        COSArray whole = new COSArray();
        whole.add(COSInteger.get((long) Math.ceil(Math.min(edges[0], edges[2]))));
        whole.add(COSInteger.get((long) Math.ceil(Math.min(edges[1], edges[3]))));
        whole.add(COSInteger.get((long) Math.floor(Math.max(edges[0], edges[2]))));
        whole.add(COSInteger.get((long) Math.floor(Math.max(edges[1], edges[3]))));
        return whole;
    }
}
