package federzug.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A program that always signs in a field of its own, well or badly behaved. */
public final class OwnField {
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private OwnField() {}

    /** What else the program does before it signs. */
    @FunctionalInterface
    public interface Deed {
        void on(PDDocument pdf, PDAnnotationWidget widget) throws IOException;
    }

    public static byte[] sign(byte[] file, String person, PDRectangle box, Deed deed) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = detached();
            pdf.addSignature(signature, content -> cms(content.readAllBytes(), person));
            List<PDSignatureField> fields = pdf.getSignatureFields();
            PDAnnotationWidget widget =
                    fields.get(fields.size() - 1).getWidgets().get(0);
            widget.setRectangle(box);
            widget.setAppearance(white(pdf, box));
            deed.on(pdf, widget);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static PDAppearanceDictionary white(PDDocument pdf, PDRectangle box) throws IOException {
        PDAppearanceStream look = new PDAppearanceStream(pdf);
        look.setBBox(new PDRectangle(box.getWidth(), box.getHeight()));
        try (PDPageContentStream pen = new PDPageContentStream(pdf, look)) {
            pen.setNonStrokingColor(1f, 1f, 1f);
            pen.addRect(0, 0, box.getWidth(), box.getHeight());
            pen.fill();
        }
        PDAppearanceDictionary looks = new PDAppearanceDictionary();
        looks.setNormalAppearance(look);
        return looks;
    }

    /** A signature dictionary as most programs write it. */
    static PDSignature detached() {
        PDSignature signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
        signature.setSignDate(Calendar.getInstance());
        return signature;
    }

    /** A detached signature with the example key of that person. */
    public static byte[] cms(byte[] content, String person) throws IOException {
        try (InputStream in = new ByteArrayInputStream(
                Files.readAllBytes(Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12")))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            String alias = keys.aliases().nextElement();
            Certificate[] chain = keys.getCertificateChain(alias);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build((PrivateKey) keys.getKey(alias, PASSWORD)),
                            (X509Certificate) chain[0]));
            generator.addCertificates(new JcaCertStore(List.of(chain)));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException(e);
        }
    }
}
