package federzug.verification;

import federzug.document.Digest;
import federzug.trust.status.TrustStatus;
import java.time.Instant;
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
        Wording wording) {

    public Examination {
        signatures = List.copyOf(signatures);
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
        timestamps = List.copyOf(timestamps);
    }

    /** Without document time stamps, the text not compared. */
    public Examination(
            String file,
            Digest sha256,
            Instant examinedAt,
            boolean rehearsal,
            List<SignatureFacts> signatures,
            List<String> changes,
            List<Finding> findings,
            TrustStatus trust,
            String etsiReport) {
        this(
                file,
                sha256,
                examinedAt,
                rehearsal,
                signatures,
                changes,
                findings,
                trust,
                etsiReport,
                List.of(),
                Wording.NOT_COMPARED);
    }

    /** Legal quality of one signature. */
    public enum Qualification {
        QES,
        ADES_QC,
        ADES,
        OTHER
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

        /** Without what only experts read. */
        public SignatureFacts(
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
                @Nullable Instant timestampTime) {
            this(
                    field,
                    signer,
                    serialNumber,
                    organisation,
                    office,
                    issuer,
                    intact,
                    coversWholeDocument,
                    indication,
                    subIndication,
                    qualification,
                    level,
                    algorithm,
                    signingTime,
                    timestampTime,
                    Technical.NONE);
        }
    }

    /**
     * What only experts read of a signature.
     *
     * @param certificateSerial serial number of the signer's certificate, decimal, empty if unknown
     * @param timestampIssuer who issued the signature time stamp, empty if there is none
     * @param qualification the qualification in the words of ETSI TS 119 172-4, for example {@code QESIG}
     * @param remarks of the validator, in its own language
     */
    public record Technical(
            String certificateSerial,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String timestampIssuer,
            String qualification,
            List<String> remarks) {
        static final Technical NONE = new Technical("", null, null, "", "", List.of());

        public Technical {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A time stamp over the whole document (archive time stamp of the seal).
     *
     * @param indication {@code PASSED}, {@code INDETERMINATE} or {@code FAILED}
     */
    public record TimestampFacts(
            @Nullable Instant time, String issuer, boolean coversWholeDocument, String indication) {}

    /** How the signed text compares with the prepared document. */
    public enum Wording {
        AS_PREPARED,
        DIFFERENT,
        NOT_COMPARED
    }
}
