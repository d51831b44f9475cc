package federzug.verification;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/** A form as others make it, signed by another program (plain DSS), so that nothing of it is ours. */
public final class ForeignSpecimen {
    public final SignedSpecimen room;

    public ForeignSpecimen(SignedSpecimen room) {
        this.room = room;
    }

    /** One page of text, with two text fields, the second one filled in, and a tick box. */
    public static byte[] form() {
        return form(1);
    }

    public static byte[] form(int pages) {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType1Font font = new PDType1Font(FontName.HELVETICA);
            for (int n = 1; n <= pages; n++) {
                PDPage page = new PDPage(PDRectangle.A4);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    write(content, font, 760, "Antrag, Seite " + n);
                    write(content, font, 700, "Die Stadt bewilligt einen Betrag von 1000 Euro.");
                    write(content, font, 680, "Der Betrag wird bis zum Jahresende gezahlt.");
                }
            }
            PDAcroForm form = new PDAcroForm(pdf);
            PDResources resources = new PDResources();
            resources.put(COSName.HELV, font);
            form.setDefaultResources(resources);
            form.setDefaultAppearance("/Helv 11 Tf 0 g");
            pdf.getDocumentCatalog().setAcroForm(form);
            List<PDField> fields = new ArrayList<>();
            fields.add(text(pdf, form, "Name", 560));
            PDTextField amount = text(pdf, form, "Betrag", 520);
            fields.add(amount);
            fields.add(tick(pdf, form));
            form.setFields(fields);
            amount.setValue("1000");
            pdf.getDocumentInformation().setTitle("Antrag");
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(PDPageContentStream content, PDType1Font font, float y, String text) throws IOException {
        content.beginText();
        content.setFont(font, 12);
        content.newLineAtOffset(70, y);
        content.showText(text);
        content.endText();
    }

    private static PDTextField text(PDDocument pdf, PDAcroForm form, String name, float y) throws IOException {
        PDTextField field = new PDTextField(form);
        field.setPartialName(name);
        field.setDefaultAppearance("/Helv 11 Tf 0 g");
        place(pdf, field.getWidgets().get(0), new PDRectangle(70, y, 250, 20));
        return field;
    }

    private static PDCheckBox tick(PDDocument pdf, PDAcroForm form) throws IOException {
        PDCheckBox box = new PDCheckBox(form);
        box.setPartialName("Einverstanden");
        PDAnnotationWidget widget = box.getWidgets().get(0);
        place(pdf, widget, new PDRectangle(70, 480, 15, 15));
        COSDictionary looks = new COSDictionary();
        looks.setItem(COSName.getPDFName("Yes"), look(pdf, "0 0 15 15 re S 2 2 m 13 13 l S"));
        looks.setItem(COSName.Off, look(pdf, "0 0 15 15 re S"));
        COSDictionary appearance = new COSDictionary();
        appearance.setItem(COSName.N, looks);
        widget.getCOSObject().setItem(COSName.AP, appearance);
        widget.getCOSObject().setItem(COSName.AS, COSName.Off);
        return box;
    }

    private static COSStream look(PDDocument pdf, String content) throws IOException {
        COSStream look = pdf.getDocument().createCOSStream();
        look.setItem(COSName.TYPE, COSName.XOBJECT);
        look.setItem(COSName.SUBTYPE, COSName.FORM);
        look.setItem(COSName.BBOX, new PDRectangle(15, 15).getCOSArray());
        try (var out = look.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return look;
    }

    private static void place(PDDocument pdf, PDAnnotationWidget widget, PDRectangle box) throws IOException {
        PDPage page = pdf.getPage(0);
        widget.setRectangle(box);
        widget.setPage(page);
        widget.setPrinted(true);
        var annotations = page.getAnnotations();
        annotations.add(widget);
        page.setAnnotations(annotations);
    }

    /** How the other program is told to sign. */
    public static final class Order {
        CertificationPermission certification;
        PDRectangle box;
        String words = "signiert";
        String field = "";
        SignatureLevel level = SignatureLevel.PAdES_BASELINE_T;
    }

    public static Order plainly() {
        return new Order();
    }

    public static Order certifying(CertificationPermission permission) {
        Order order = new Order();
        order.certification = permission;
        return order;
    }

    public static Order visibly(float x, float y, float width, float height, String words) {
        Order order = new Order();
        order.box = new PDRectangle(x, y, width, height);
        order.words = words;
        return order;
    }

    public byte[] sign(byte[] pdf, String person, Order order) {
        return sign(pdf, person, order, "");
    }

    /** @param password that opens the file */
    public byte[] sign(byte[] pdf, String person, Order order, String password) {
        room.clock.move(Duration.ofMinutes(1));
        try (Pkcs12SignatureToken token = new Pkcs12SignatureToken(
                room.trust.exampleKeystores().get(person).toFile(),
                new KeyStore.PasswordProtection(Trust.examplePassword()))) {
            DSSPrivateKeyEntry key = token.getKeys().get(0);
            PAdESSignatureParameters parameters = new PAdESSignatureParameters();
            parameters.setSignatureLevel(order.level);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            parameters.setContentSize(20_000);
            parameters.setPasswordProtection(password.toCharArray());
            if (order.certification != null) {
                parameters.setPermission(order.certification);
            }
            parameters.bLevel().setSigningDate(Date.from(room.clock.instant()));
            parameters.setImageParameters(look(order));
            PAdESService service = service();
            DSSDocument document = new InMemoryDocument(pdf, "antrag.pdf");
            return DSSUtils.toByteArray(service.signDocument(
                    document,
                    parameters,
                    token.sign(service.getDataToSign(document, parameters), DigestAlgorithm.SHA256, key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureImageParameters look(Order order) {
        SignatureImageParameters image = new SignatureImageParameters();
        SignatureFieldParameters field = new SignatureFieldParameters();
        if (!order.field.isEmpty()) {
            field.setFieldId(order.field);
        }
        if (order.box != null) {
            SignatureImageTextParameters text = new SignatureImageTextParameters();
            text.setText(order.words);
            text.setBackgroundColor(java.awt.Color.WHITE);
            image.setTextParameters(text);
            image.setBackgroundColor(java.awt.Color.WHITE);
            field.setOriginX(order.box.getLowerLeftX());
            // The other program counts from the top.
            field.setOriginY(PDRectangle.A4.getHeight() - order.box.getUpperRightY());
            field.setWidth(order.box.getWidth());
            field.setHeight(order.box.getHeight());
        }
        image.setFieldParameters(field);
        return image;
    }

    /** Evidence and an archive time stamp by the other program. */
    public byte[] extended(byte[] pdf, SignatureLevel level) {
        room.clock.move(Duration.ofMinutes(1));
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        return DSSUtils.toByteArray(service().extendDocument(new InMemoryDocument(pdf, "antrag.pdf"), parameters));
    }

    /** A time stamp by the other program, and no signature. */
    public byte[] stamped(byte[] pdf) {
        room.clock.move(Duration.ofMinutes(1));
        return DSSUtils.toByteArray(
                service().timestamp(new InMemoryDocument(pdf, "antrag.pdf"), new PAdESTimestampParameters()));
    }

    private PAdESService service() {
        PAdESService service = new PAdESService(room.trust.verifier(TrustSource.EXAMPLE));
        service.setTspSource(room.trust.timestamps(true));
        return service;
    }

    public Verdict verify(byte[] pdf) {
        return room.verify(pdf, Expected.NOTHING);
    }

    /** Fills in fields by name, as a viewer does, with their looks. */
    public static Attacks.Change filled(Map<String, String> values) {
        return pdf -> {
            List<COSBase> changed = new ArrayList<>();
            for (Map.Entry<String, String> value : values.entrySet()) {
                PDField field = pdf.getDocumentCatalog().getAcroForm(null).getField(value.getKey());
                field.setValue(value.getValue());
                COSDictionary entry = field.getCOSObject();
                changed.add(entry);
                COSBase looks = entry.getCOSDictionary(COSName.AP).getDictionaryObject(COSName.N);
                if (looks instanceof COSStream look) {
                    changed.add(look);
                }
            }
            return changed;
        };
    }

    /** An annotation of any kind; with a box of its own colour if a look is given. */
    public static Attacks.Change annotated(String kind, PDRectangle box, String words, String look) {
        return pdf -> {
            COSDictionary annotation = new COSDictionary();
            annotation.setItem(COSName.TYPE, COSName.ANNOT);
            annotation.setName(COSName.SUBTYPE, kind);
            annotation.setItem(COSName.RECT, box.getCOSArray());
            annotation.setItem(COSName.CONTENTS, new COSString(words));
            annotation.setInt(COSName.F, 4);
            if (!look.isEmpty()) {
                COSStream stream = look(pdf, look);
                stream.setItem(COSName.BBOX, new PDRectangle(box.getWidth(), box.getHeight()).getCOSArray());
                COSDictionary appearance = new COSDictionary();
                appearance.setItem(COSName.N, stream);
                annotation.setItem(COSName.AP, appearance);
            }
            COSDictionary page = pdf.getPage(0).getCOSObject();
            COSArray annotations = page.getCOSArray(COSName.ANNOTS);
            if (annotations == null) {
                annotations = new COSArray();
                page.setItem(COSName.ANNOTS, annotations);
            }
            annotations.add(annotation);
            return List.of(page, annotations, annotation);
        };
    }
}
