package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.verification.RawUpdate.Form;
import federzug.verification.file.UpdateEffect;
import federzug.verification.file.UpdateFault;
import federzug.verification.file.UpdateHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose owner protected it, so that its object streams are encrypted: its updates are read all the same. */
class ProtectedUpdateTest {
    @ParameterizedTest
    @ValueSource(ints = {40, 128, 256})
    void readsWhatIsNeededFromEncryptedObjectStreams(int bits) throws IOException {
        byte[] file = protectedForm(bits);
        int content = content(file);
        RawUpdate harmless = update(file);
        assertThat(faults(file, harmless.free(harmless.fresh(), 1).bytes())).isEmpty();
        assertThat(faults(file, update(file).free(content, 0).bytes()))
                .extracting(UpdateFault::what)
                .containsExactly("object-freed");
    }

    /** Each program that writes the catalog again encrypts its strings anew. */
    @Test
    void recognisesEvidenceThoughTheStringsOfTheCatalogAreEncryptedAnew() throws IOException {
        byte[] file = protectedForm(128);
        byte[] evidence = Attacks.incrementally(file, pdf -> {
            COSStream certificate = pdf.getDocument().createCOSStream();
            certificate.createOutputStream().close();
            COSArray certificates = new COSArray();
            certificates.add(certificate);
            COSDictionary store = new COSDictionary();
            store.setItem(COSName.getPDFName("Certs"), certificates);
            COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
            catalog.setItem(COSName.getPDFName("DSS"), store);
            return List.of(catalog, certificate);
        });
        assertThat(effects(file, evidence)).containsExactly(UpdateEffect.EVIDENCE);
        byte[] another = Attacks.incrementally(file, pdf -> {
            COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
            catalog.setItem(COSName.getPDFName("DSS"), new COSDictionary());
            catalog.setString(COSName.getPDFName("OpenAction"), "x");
            return List.of(catalog);
        });
        assertThat(effects(file, another)).containsExactly(UpdateEffect.OTHER);
    }

    private static List<UpdateEffect> effects(byte[] before, byte[] after) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(after, "")) {
            return new UpdateHistory(after, pdf)
                    .after(before.length).stream()
                            .map(UpdateHistory.Update::effect)
                            .toList();
        }
    }

    private static RawUpdate update(byte[] file) {
        String encryption = RawUpdate.text(file).replaceAll("(?s).*/Encrypt (\\d+ \\d+ R).*", "$1");
        return new RawUpdate(file, Form.STREAM).trailer("Encrypt", encryption);
    }

    private static List<UpdateFault> faults(byte[] before, byte[] after) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(after, "")) {
            return new UpdateHistory(after, pdf)
                    .after(before.length).stream()
                            .flatMap(update -> update.faults().stream())
                            .toList();
        }
    }

    private static byte[] protectedForm(int bits) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(ForeignSpecimen.form());
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("besitzer", "", new AccessPermission());
            policy.setEncryptionKeyLength(bits);
            policy.setPreferAES(bits == 128);
            pdf.getDocumentCatalog().setLanguage("de-DE");
            pdf.protect(policy);
            pdf.save(out);
            return out.toByteArray();
        }
    }

    private static int content(byte[] file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file, "")) {
            COSObject content = (COSObject) pdf.getPage(0).getCOSObject().getItem(COSName.CONTENTS);
            return (int) content.getKey().getNumber();
        }
    }
}
