package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.PdfObjectModificationType;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.simplereport.SimpleReport;
import federzug.verification.change.RevisionComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges the changes after a signature that the validator found and could not place. */
public final class ValidatorChanges {
    /** "The document contains undefined object modifications after the signature revision." */
    private static final String UNDEFINED_CHANGES = "BBB_FC_DSCNUOM_ANS";

    /** "The document contains annotation creation, modification or deletion changes after the signature revision." */
    private static final String ANNOTATION_CHANGES = "BBB_FC_DSCNACMDM_ANS";

    /** "Document contains changes restricted by /DocMDP dictionary." */
    private static final String FORBIDDEN_CHANGES = "BBB_FC_ISVADMDPD_ANS";

    /**
     * Where DSS meets what signing brought into the field that was signed, by whatever way it came there (pages, structure
     * tree, the catalog in an earlier lock): value and lock; what programs set on the prepared field, such as when, in
     * which state and where; and the kind and frame of its look. That nothing else of it changed, and nothing of a field
     * signed before, is for {@link RevisionComparison} to find.
     */
    private static final Pattern BY_SIGNING =
            Pattern.compile("/Catalog .*/(?:Obj|Annots) (\\d+ \\d+) R /(V \\d+ \\d+ R|Lock|M|AS|Rect"
                    + "|AP(?: \\d+ \\d+ R)?(?: /N(?: \\d+ \\d+ R)?(?: /\\w+)*)?)");

    private final SignatureWrapper signature;
    private final SimpleReport report;

    ValidatorChanges(SignatureWrapper signature, SimpleReport report) {
        this.signature = signature;
        this.report = report;
    }

    /** Whether a message of the validator is about such changes: they are judged here. */
    static boolean areMeantBy(Message message) {
        return UNDEFINED_CHANGES.equals(message.getKey())
                || FORBIDDEN_CHANGES.equals(message.getKey())
                || ANNOTATION_CHANGES.equals(message.getKey());
    }

    /**
     * Lists the changes that the validator could not place. In a tagged PDF it meets the value of a later signature through the
     * structure tree, too (ISO 32000-1, 14.7.4.3: OBJR); exactly that creation is known and allowed.
     *
     * @param signedFields object numbers ({@code 14 0}) of all fields of the form that carry a signature
     * @param judged whether a path leads to what our own comparison has judged
     */
    public List<String> unknown(Set<String> signedFields, Predicate<String> judged) {
        List<String> unknown = new ArrayList<>();
        for (XmlObjectModification change : undefined()) {
            if (!isOfSigning(change, signedFields) && !judged.test(SignatureCheck.text(change.getValue()))) {
                unknown.add(change.getAction() + " " + change.getValue());
            }
        }
        return unknown;
    }

    /**
     * Whether something was changed that the certification forbids (ISO 32000-1, 12.8.2.2). The validator cannot
     * distinguish a known creation from an unknown one, so its complaint is believed unless such creations explain it.
     */
    public boolean violateCertification(Set<String> signedFields, Predicate<String> judged) {
        boolean complaint = Stream.concat(
                        report.getAdESValidationErrors(signature.getId()).stream(),
                        report.getAdESValidationWarnings(signature.getId()).stream())
                .anyMatch(message -> FORBIDDEN_CHANGES.equals(message.getKey()));
        PDFRevisionWrapper revision = signature.getPDFRevision();
        boolean explained = !undefined().isEmpty()
                && unknown(signedFields, judged).isEmpty()
                && revision != null
                && revision.getDocMDPPermissions() != CertificationPermission.NO_CHANGE_PERMITTED;
        return complaint && !explained;
    }

    private List<XmlObjectModification> undefined() {
        PDFRevisionWrapper revision = signature.getPDFRevision();
        List<XmlObjectModification> changes = revision == null ? null : revision.getPdfUndefinedChanges();
        return changes == null ? List.of() : changes;
    }

    private static boolean isOfSigning(XmlObjectModification change, Set<String> signedFields) {
        Matcher path = BY_SIGNING.matcher(SignatureCheck.text(change.getValue()));
        if (!path.matches() || !signedFields.contains(path.group(1))) {
            return false;
        }
        // Signing brings a value and a lock; it never takes one away.
        boolean kept = path.group(2).startsWith("V ") || path.group(2).equals("Lock");
        return !kept || change.getAction() == PdfObjectModificationType.CREATION;
    }
}
