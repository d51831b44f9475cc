package federzug.verification;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** What people do to signed documents, each made from a good one. */
public final class Attacks {
    private Attacks() {}

    @FunctionalInterface
    public interface Change {
        /** Returns the objects that are written anew. */
        List<? extends COSBase> make(PDDocument pdf) throws IOException;
    }

    /** Appends an incremental update, as an editor does. */
    public static byte[] incrementally(byte[] file, Change change) {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (COSBase object : change.make(pdf)) {
                if (object instanceof COSDictionary dictionary) {
                    dictionary.setNeedToBeUpdated(true);
                } else if (object instanceof COSArray array) {
                    array.setNeedToBeUpdated(true);
                }
            }
            pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] rewritten(byte[] file) {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] flipped(byte[] file, int at) {
        byte[] changed = file.clone();
        changed[at] ^= 1;
        return changed;
    }

    static byte[] appended(byte[] file, String text) {
        byte[] junk = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] changed = Arrays.copyOf(file, file.length + junk.length);
        System.arraycopy(junk, 0, changed, file.length, junk.length);
        return changed;
    }

    /** Replaces text of the same length, wherever it is. */
    static byte[] replaced(byte[] file, String what, String by) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (what.length() != by.length() || !text.contains(what)) {
            throw new IllegalArgumentException(what);
        }
        return text.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    static int last(byte[] file, String what) {
        return new String(file, StandardCharsets.ISO_8859_1).lastIndexOf(what);
    }

    static int first(byte[] file, String what) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(what);
    }

    static List<? extends COSBase> addPage(PDDocument pdf) {
        pdf.addPage(new PDPage(PDRectangle.A4));
        return List.of(
                pdf.getPages().getCOSObject(),
                pdf.getPage(pdf.getNumberOfPages() - 1).getCOSObject());
    }

    static List<? extends COSBase> addNote(PDDocument pdf) throws IOException {
        PDPage page = pdf.getPage(0);
        PDAnnotationText note = new PDAnnotationText();
        note.setRectangle(new PDRectangle(100, 700, 200, 20));
        note.setContents("gilt nicht");
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        annotations.add(note.getCOSObject());
        return List.of(page.getCOSObject(), annotations, note.getCOSObject());
    }

    static List<? extends COSBase> addTextField(PDDocument pdf) {
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.FT, COSName.TX);
        field.setItem(COSName.T, new COSString("Nachtrag"));
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        field.setItem(COSName.RECT, new PDRectangle(100, 400, 200, 20).getCOSArray());
        field.setItem(COSName.V, new COSString("außerdem schuldet die Stadt"));
        COSDictionary form = form(pdf);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        fields.add(field);
        COSDictionary page = pdf.getPage(0).getCOSObject();
        COSArray annotations = page.getCOSArray(COSName.ANNOTS);
        annotations.add(field);
        return List.of(form, fields, page, annotations, field);
    }

    /** An unsigned field of its own kind is not on the page: only the form knows it. */
    public static List<? extends COSBase> addHiddenField(PDDocument pdf) {
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.FT, COSName.TX);
        field.setItem(COSName.T, new COSString("Versteckt"));
        COSDictionary form = form(pdf);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        fields.add(field);
        return List.of(form, fields, field);
    }

    static List<? extends COSBase> overlay(PDDocument pdf) throws IOException {
        COSDictionary page = pdf.getPage(0).getCOSObject();
        COSArray contents = new COSArray();
        contents.add(page.getItem(COSName.CONTENTS));
        COSStream white = stream(pdf, "q 1 1 1 rg 0 700 600 100 re f Q");
        contents.add(white);
        page.setItem(COSName.CONTENTS, contents);
        return List.of(page, white);
    }

    /** The content stream itself is written anew under its old number. */
    static List<? extends COSBase> shadowContent(PDDocument pdf) throws IOException {
        COSStream content =
                (COSStream) ObjectPairs.resolve(pdf.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
        write(content, "BT /F1 20 Tf 70 740 Td (etwas anderes) Tj ET");
        return List.of(content);
    }

    static List<? extends COSBase> changeFont(PDDocument pdf) {
        COSDictionary resources = pdf.getPage(0).getResources().getCOSObject();
        COSDictionary font = resources.getCOSDictionary(COSName.FONT);
        COSName name = font.keySet().iterator().next();
        COSDictionary replaced = font.getCOSDictionary(name);
        replaced.setItem(COSName.BASE_FONT, COSName.getPDFName("Anders"));
        return List.of(replaced);
    }

    static List<? extends COSBase> rotate(PDDocument pdf) {
        pdf.getPage(0).setRotation(180);
        return List.of(pdf.getPage(0).getCOSObject());
    }

    static List<? extends COSBase> changeXmp(PDDocument pdf) throws IOException {
        COSStream metadata = pdf.getDocumentCatalog().getMetadata().getCOSObject();
        write(metadata, "<x:xmpmeta xmlns:x='adobe:ns:meta/'>anders</x:xmpmeta>");
        return List.of(metadata);
    }

    static List<? extends COSBase> changeInfo(PDDocument pdf) {
        pdf.getDocumentInformation().setAuthor("jemand anders");
        return List.of(pdf.getDocumentInformation().getCOSObject());
    }

    static List<? extends COSBase> changeAlternateText(PDDocument pdf) {
        COSDictionary root = pdf.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
        COSDictionary element = dictionary(root.getItem(COSName.K));
        element.setItem(COSName.ALT, new COSString("Die Stadt zahlt alles."));
        return List.of(element);
    }

    static List<? extends COSBase> runScriptOnOpening(PDDocument pdf) {
        COSDictionary action = new COSDictionary();
        action.setItem(COSName.S, COSName.JAVA_SCRIPT);
        action.setItem(COSName.JS, new COSString("app.alert('x')"));
        pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("OpenAction"), action);
        return List.of(action);
    }

    static List<? extends COSBase> addXfa(PDDocument pdf) {
        form(pdf).setItem(COSName.XFA, new COSString("<xdp/>"));
        return List.of(form(pdf));
    }

    static List<? extends COSBase> swapSignatureLook(PDDocument pdf) throws IOException {
        COSDictionary field = field(pdf, "raphael_Unterschrift");
        COSStream look = (COSStream)
                ObjectPairs.resolve(field.getCOSDictionary(COSName.AP).getItem(COSName.N));
        write(look, "BT /F1 9 Tf 2 20 Td (jemand anders) Tj ET");
        return List.of(look);
    }

    static List<? extends COSBase> moveSignature(PDDocument pdf) {
        COSDictionary field = field(pdf, "rodig_Unterschrift");
        field.setItem(COSName.RECT, new PDRectangle(70, 100, 210, 62).getCOSArray());
        return List.of(field);
    }

    static List<? extends COSBase> takeValueOut(PDDocument pdf) {
        COSDictionary field = field(pdf, "forkert_Unterschrift");
        field.removeItem(COSName.V);
        return List.of(field);
    }

    static List<? extends COSBase> takeFieldOut(PDDocument pdf) {
        COSDictionary form = form(pdf);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        COSDictionary field = field(pdf, "forkert_Unterschrift");
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (dictionary(fields.get(i)) == field) {
                fields.remove(i);
            }
        }
        return List.of(form, fields);
    }

    /** The form points to a copy of a signature whose range is empty. */
    static List<? extends COSBase> zeroByteRange(PDDocument pdf) {
        COSDictionary signature = field(pdf, "raphael_Unterschrift").getCOSDictionary(COSName.V);
        signature.setItem(COSName.BYTERANGE, COSArray.ofCOSIntegers(List.of(0, 0, 0, 0)));
        return List.of(signature);
    }

    static List<? extends COSBase> dropByteRange(PDDocument pdf) {
        COSDictionary signature = field(pdf, "raphael_Unterschrift").getCOSDictionary(COSName.V);
        signature.removeItem(COSName.BYTERANGE);
        return List.of(signature);
    }

    static List<? extends COSBase> exchangeValues(PDDocument pdf) {
        COSDictionary one = field(pdf, "raphael_Unterschrift");
        COSDictionary other = field(pdf, "rodig_Unterschrift");
        COSBase value = one.getItem(COSName.V);
        one.setItem(COSName.V, other.getItem(COSName.V));
        other.setItem(COSName.V, value);
        return List.of(one, other);
    }

    private static COSDictionary form(PDDocument pdf) {
        return pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    }

    private static COSDictionary field(PDDocument pdf, String name) {
        return FormTree.of(pdf).fields().get(name);
    }

    private static COSDictionary dictionary(COSBase base) {
        COSBase resolved = base instanceof COSObject object ? object.getObject() : base;
        return (COSDictionary) (resolved instanceof COSArray array ? ObjectPairs.resolve(array.get(0)) : resolved);
    }

    private static COSStream stream(PDDocument pdf, String text) throws IOException {
        COSStream stream = pdf.getDocument().createCOSStream();
        write(stream, text);
        return stream;
    }

    private static void write(COSStream stream, String text) throws IOException {
        try (var out = stream.createOutputStream()) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
