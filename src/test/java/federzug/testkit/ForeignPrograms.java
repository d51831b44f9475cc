package federzug.testkit;

import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfSignature;
import com.lowagie.text.pdf.PdfSignatureAppearance;
import com.lowagie.text.pdf.PdfStamper;
import com.lowagie.text.pdf.PdfString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** Libraries behind the programs with which people sign what they were sent, each as its own examples use it. */
public enum ForeignPrograms {
    OPENPDF {
        @Override
        public byte[] sign(byte[] pdf, String person, boolean prepared) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PdfStamper stamper = PdfStamper.createSignature(new PdfReader(pdf), out, '\0', null, true);
            PdfSignatureAppearance look = stamper.getSignatureAppearance();
            if (prepared) {
                look.setVisibleSignature(person + "_Unterschrift");
            } else {
                look.setVisibleSignature(new Rectangle(70, 60, 270, 110), 1, null);
            }
            look.setCrypto(null, chain(person), null, PdfName.ADOBE_PPKLITE);
            PdfSignature signature = new PdfSignature(PdfName.ADOBE_PPKLITE, PdfName.ADBE_PKCS7_DETACHED);
            signature.setDate(new PdfDate(Calendar.getInstance()));
            look.setCryptoDictionary(signature);
            Map<PdfName, Integer> room = new HashMap<>();
            room.put(PdfName.CONTENTS, ROOM * 2 + 2);
            look.preClose(room);
            byte[] value = OwnField.cms(look.getRangeStream().readAllBytes(), person);
            PdfDictionary contents = new PdfDictionary();
            contents.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(value, ROOM)).setHexWriting(true));
            look.close(contents);
            return out.toByteArray();
        }
    },

    /** Without a look of its own it makes the field invisible. */
    PDFBOX {
        @Override
        public byte[] sign(byte[] file, String person, boolean prepared) throws IOException {
            try (PDDocument pdf = Loader.loadPDF(file);
                    ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                PDSignature signature = OwnField.detached();
                for (PDSignatureField field : pdf.getSignatureFields()) {
                    if (prepared && field.getPartialName().equals(person + "_Unterschrift")) {
                        field.setValue(signature);
                    }
                }
                pdf.addSignature(signature, content -> OwnField.cms(content.readAllBytes(), person));
                pdf.saveIncremental(out);
                return out.toByteArray();
            }
        }
    };

    private static final int ROOM = 8192;

    /** @param prepared in the field that was made for the person, otherwise in one of the program's own */
    public abstract byte[] sign(byte[] pdf, String person, boolean prepared) throws IOException;

    /** A signature that lies beside its document (CAdES). */
    public static byte[] signatureOf(byte[] pdf, String person) throws IOException {
        return OwnField.cms(pdf, person);
    }

    private static Certificate[] chain(String person) throws IOException {
        byte[] file = Files.readAllBytes(Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12"));
        try (InputStream in = new ByteArrayInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, "nur-zum-testen".toCharArray());
            return keys.getCertificateChain(keys.aliases().nextElement());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
