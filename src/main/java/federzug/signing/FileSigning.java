package federzug.signing;

import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.InMemoryDocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Place;
import federzug.signing.device.ConfiguredDevices;
import federzug.signing.pades.Signer;
import federzug.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.springframework.stereotype.Component;

/** Signs a single file on a signatory's own machine: no matter, no store, nothing to continue. */
@Component
public class FileSigning {
    /** A device named by what it is, for this call only: never from a matter's data, since a library runs as code. */
    private static final Pattern AD_HOC = Pattern.compile("(pkcs12|pkcs11):(.+?)(?:\\?(token|slot)=(.+))?");

    private static final Pattern LABEL = Pattern.compile(".*? für (.+?)(?:, (.+))?", Pattern.DOTALL);

    private final SigningSettings settings;
    private final Trust trust;
    private final Clock clock;

    FileSigning(SigningSettings settings, Trust trust, Clock clock) {
        this.settings = settings;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * What a PDF offers for signing.
     *
     * @param fields signature fields in page order
     */
    public record Facts(int pages, List<Field> fields) {
        public Facts {
            fields = List.copyOf(fields);
        }

        public List<Field> free() {
            return fields.stream().filter(field -> !field.signed()).toList();
        }
    }

    /** @param label what a screen reader says of it, empty if nothing */
    public record Field(String name, String label, boolean signed) {
        /** Whether it was made for the holder of a certificate; also if it does not say for whom it was made. */
        public boolean isFor(String holder) {
            return label.isBlank() || names(holder);
        }

        boolean names(String holder) {
            Matcher parts = LABEL.matcher(label);
            if (!parts.matches()) {
                return false;
            }
            return isSame(words(parts.group(1), true), words(holder, true))
                    || isSame(words(parts.group(1), false), words(holder, false));
        }

        private static boolean isSame(List<String> meant, List<String> held) {
            // Titles and further forenames may be missing on either side; family name and a forename may not.
            boolean family = !held.isEmpty() && meant.contains(held.get(held.size() - 1));
            boolean alone = meant.size() == 1 || held.size() == 1;
            return family && (alone || held.subList(0, held.size() - 1).stream().anyMatch(meant::contains));
        }

        /** @param twoLetters ä as ae (German) or as a (machine-readable names): certificates have both */
        private static List<String> words(String name, boolean twoLetters) {
            String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                    .replaceAll("\\(.*?\\)", " ")
                    .toLowerCase(Locale.GERMAN)
                    .replace("ß", "ss")
                    .replace("ł", "l");
            if (twoLetters) {
                plain = plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
            }
            plain = Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
            return Arrays.stream(plain.split("[^\\p{L}]+"))
                    .filter(word -> word.length() > 1)
                    .toList();
        }
    }

    /**
     * @param stamped it has a time stamp (B-T)
     * @param example made with a key that is worthless in law
     */
    public record Signed(byte[] pdf, String holder, boolean stamped, boolean example) {}

    /** @throws SigningException if it is no readable PDF */
    public Facts facts(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<Field> fields = new ArrayList<>();
            PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
            if (form != null) {
                for (PDField field : form.getFieldTree()) {
                    if (field instanceof PDSignatureField signature) {
                        String label = Optional.ofNullable(field.getAlternateFieldName())
                                .orElse("");
                        boolean signed = signature.getSignature() != null;
                        fields.add(new Field(field.getFullyQualifiedName(), label, signed));
                    }
                }
            }
            return new Facts(document.getNumberOfPages(), fields);
        } catch (IOException e) {
            throw SigningException.refused("signing.file.unreadable", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    /**
     * Unlocks a device.
     *
     * @param name a configured one, or {@code pkcs12:/path/key.p12}, {@code pkcs11:/path/library.so}, the latter with
     *     {@code ?token=LABEL} or {@code ?slot=INDEX}
     */
    public SigningDevice open(String name, Devices.Secrets secrets) {
        Matcher adHoc = AD_HOC.matcher(name);
        SigningSettings known = adHoc.matches() ? new SigningSettings(Map.of(name, device(adHoc, name))) : settings;
        return new ConfiguredDevices(known, trust, clock).open(name, secrets);
    }

    private static SigningSettings.Device device(Matcher adHoc, String name) {
        Path path = Path.of(adHoc.group(2));
        String key = String.valueOf(adHoc.group(3));
        String value = String.valueOf(adHoc.group(4));
        if (adHoc.group(1).equals("pkcs12")) {
            return SigningSettings.Device.of("pkcs12", path, null);
        }
        if (key.equals("slot") && !value.matches("\\d{1,4}")) {
            throw SigningException.refused("signing.card.slot", Place.NOWHERE, name);
        }
        return SigningSettings.Device.of(
                "pkcs11",
                null,
                new SigningSettings.Card(
                        path.toAbsolutePath(),
                        key.equals("token") ? value : null,
                        key.equals("slot") ? Integer.valueOf(value) : null,
                        false));
    }

    /**
     * Signs the field visibly. Others may still sign: nothing is certified or locked.
     *
     * @throws SigningException if the field is not there or signed, or as {@link Signing#begin} and complete say
     */
    public Signed sign(byte[] pdf, String name, String field, SigningDevice device) {
        Facts facts = facts(pdf);
        Field chosen = facts.fields().stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElse(new Field(field, "", false));
        DocumentStore store = new InMemoryDocumentStore();
        Signing signing = new Signing(store, trust, clock);
        Signer signer = Signer.of(device.certificateChain(), device.algorithm());
        boolean example = trust.endsAtDemoRoot(signer.chain());
        boolean stamped = trust.offersTimestamps(example);
        Content content = store.put(name, pdf);
        List<String> signed =
                facts.fields().stream().filter(Field::signed).map(Field::name).toList();
        SignatureField box = new SignatureField(field, "", chosen.label());
        Document base = signed.isEmpty()
                ? new PreparedPdf(content, List.of(box))
                : new SignedPdf(content, Digest.of(pdf), signed);
        String holder = holder(signer);
        SignatureRequest request = new SignatureRequest(box, holder, office(chosen, holder), example);
        SigningSession session = signing.begin(base, request, device);
        SignedPdf done = signing.complete(session, device.sign(session.toBeSigned(), name), stamped);
        return new Signed(store.bytes(done.content().digest()), holder, stamped, example);
    }

    /** Whose certificate a device holds. */
    public String holder(SigningDevice device) {
        return holder(Signer.of(device.certificateChain(), device.algorithm()));
    }

    /** The name as the certificate has it: it says who signs, whoever the field was meant for. */
    private static String holder(Signer signer) {
        X500Name subject = X500Name.getInstance(
                signer.certificate().getSubject().getPrincipal().getEncoded());
        String given = first(subject.getRDNs(BCStyle.GIVENNAME));
        String family = first(subject.getRDNs(BCStyle.SURNAME));
        return given.isEmpty() || family.isEmpty() ? first(subject.getRDNs(BCStyle.CN)) : given + ' ' + family;
    }

    private static String first(RDN[] names) {
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    /** The office the field was made for, if it was made for this person. */
    private static String office(Field field, String holder) {
        Matcher parts = LABEL.matcher(field.label());
        return field.names(holder) && parts.matches() && parts.group(2) != null ? parts.group(2) : "";
    }
}
