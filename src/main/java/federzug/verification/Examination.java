package federzug.verification;

import federzug.document.Digest;
import federzug.notice.Severity;
import federzug.trust.status.TrustStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a check found out, free of any library's types; all report forms are made from it.
 *
 * @param file name of the file as given
 * @param examinedAt time of the check
 * @param rehearsal every chain ends at the demo root: worthless in law
 * @param changes what was added after signatures, in words; empty if nothing but signatures, time stamps, evidence
 * @param etsiReport ETSI TS 119 102-2 XML of the examination, empty if the file could not be examined
 * @param timestamps over the whole document, in the order of the file
 * @param wording whether the signed text is the prepared one
 * @param pages that look different after a change, in the order of the changes
 */
public record Examination(
        String file,
        Digest sha256,
        Instant examinedAt,
        boolean rehearsal,
        List<SignatureFacts> signatures,
        List<String> changes,
        List<Finding> findings,
        TrustStatus trust,
        String etsiReport,
        List<TimestampFacts> timestamps,
        Wording wording,
        List<ChangedPage> pages) {

    public Examination {
        pages = List.copyOf(pages);
        signatures = List.copyOf(signatures);
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
        timestamps = List.copyOf(timestamps);
    }

    Examination withPages(List<ChangedPage> drawn, List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Examination(
                file,
                sha256,
                examinedAt,
                rehearsal,
                signatures,
                changes,
                all,
                trust,
                etsiReport,
                timestamps,
                wording,
                drawn);
    }

    /** Whether anything was changed after a signature that it did not allow, or perhaps not. */
    public boolean altered() {
        return findings.stream().anyMatch(Finding::isAlteration);
    }

    /** Whether nobody signed: what the document carries are seals of organisations. */
    public boolean isOnlySealed() {
        return !signatures.isEmpty()
                && signatures.stream()
                        .allMatch(facts -> facts.technical().details().seal());
    }

    boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.notice().severity() == severity);
    }

    /** Whether every signature was good when it was made, and only later changes count against the document. */
    public boolean validWhenSigned() {
        return !signatures.isEmpty()
                && altered()
                && signatures.stream().allMatch(SignatureFacts::intact)
                && findings.stream()
                        .filter(finding -> finding.notice().severity() != Severity.NOTE)
                        .allMatch(finding -> finding.isChange() || finding.isConsequenceOfAChange());
    }

    /** Legal quality of one signature. */
    public enum Qualification {
        QES,
        ADES_QC,
        ADES,
        OTHER
    }

    /** Legal quality of a time stamp (eIDAS, articles 41 and 42). */
    public enum TimestampKind {
        QUALIFIED,
        NOT_QUALIFIED,
        /** No trusted list says anything of its issuer. */
        UNKNOWN
    }

    /** PAdES baseline level (ETSI EN 319 142-1). */
    public enum Level {
        B,
        T,
        LT,
        LTA
    }

    /**
     * One signature.
     *
     * @param field name of the PDF field
     * @param signer common name as in the certificate
     * @param serialNumber subject serialNumber attribute of the certificate, empty if none
     * @param organisation as in the certificate, empty if none
     * @param office as agreed, empty for a foreign document; not proven by the certificate
     * @param indication EN 319 102-1 main indication, for example {@code TOTAL_PASSED}
     * @param subIndication empty if none
     * @param signingTime as claimed by the signer
     * @param timestampTime as proven by the first signature time stamp, null if there is none
     */
    public record SignatureFacts(
            String field,
            String signer,
            String serialNumber,
            String organisation,
            String office,
            String issuer,
            boolean intact,
            boolean coversWholeDocument,
            String indication,
            String subIndication,
            Qualification qualification,
            Level level,
            String algorithm,
            @Nullable Instant signingTime,
            @Nullable Instant timestampTime,
            Technical technical) {

        /** The text that names its quality: of a seal or of a signature. */
        public String qualityCode() {
            return technical.details().seal()
                    ? switch (technical.qualification()) {
                        case "QESEAL" -> "verification.report.seal-qes";
                        case "ADESEAL_QC" -> "verification.report.seal-ades-qc";
                        case "ADESEAL" -> "verification.report.seal-ades";
                        default -> "verification.report.seal-other";
                    }
                    : "verification.report.quality-"
                            + qualification
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-');
        }
    }

    /**
     * What only experts read of a signature.
     *
     * @param certificateSerial serial number of the signer's certificate, decimal, empty if unknown
     * @param timestampIssuer who issued the signature time stamp, empty if there is none
     * @param qualification the qualification in the words of ETSI TS 119 172-4, for example {@code QESIG}
     * @param remarks of the validator: keys of the rules that it found broken, see {@link Constraint}
     * @param trustService who vouches for the issuer, with the name of the service, empty if no one does
     * @param country two letters, of the trusted list, empty if unknown
     * @param device whether the key lies in a qualified device (QSCD), as the certificate says
     * @param revocation the freshest answer on the signer's certificate, null if there is none
     * @param constraints each rule of the standard with its result: {@code OK}, {@code WARNING} and the like
     * @param details what is put on file besides
     */
    public record Technical(
            String certificateSerial,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String timestampIssuer,
            String qualification,
            List<String> remarks,
            String trustService,
            String country,
            boolean device,
            @Nullable Revocation revocation,
            List<Constraint> constraints,
            SignatureDetails details) {
        public Technical {
            remarks = List.copyOf(remarks);
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * One rule of EN 319 102-1 and its result.
     *
     * @param rule the validator's key; its sentence is the text {@code verification.rule.…}
     * @param result {@code OK}, {@code NOT_OK}, {@code WARNING}, {@code INFORMATION}, {@code IGNORED}, or that we judge
     *     it ourselves
     */
    public record Constraint(String rule, String result) {}

    /**
     * A time stamp over the whole document (archive time stamp of the seal).
     *
     * @param indication {@code PASSED}, {@code INDETERMINATE} or {@code FAILED}
     */
    public record TimestampFacts(
            @Nullable Instant time,
            String issuer,
            boolean coversWholeDocument,
            String indication,
            TimestampKind kind) {}

    /**
     * A page before and after a change.
     *
     * @param step in words: after which step it was changed
     * @param page from 1
     * @param png both side by side, the differences marked; empty if the page was not drawn
     * @param gone words that are no longer there
     * @param added words that were not there
     */
    public record ChangedPage(String step, int page, byte[] png, List<String> gone, List<String> added) {
        public ChangedPage {
            gone = List.copyOf(gone);
            added = List.copyOf(added);
        }
    }

    /**
     * How it was established that a certificate was not revoked.
     *
     * @param kind {@code OCSP} or {@code CRL}
     * @param embedded in the document, else asked for
     * @param address of whom was asked, empty if embedded or unknown
     */
    public record Revocation(
            String kind,
            boolean embedded,
            String address,
            @Nullable Instant producedAt,
            String status) {}

    /** How the signed text compares with the prepared document. */
    public enum Wording {
        AS_PREPARED,
        DIFFERENT,
        NOT_COMPARED
    }
}
