package federzug.verification;

import federzug.document.Digest;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.TimestampKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put on file of one signature besides its result.
 *
 * @param seal of an organisation (eIDAS, article 3 no. 25), not the signature of a person
 * @param chain from the signer's certificate to the first that is trusted
 * @param algorithms used by the signature, its time stamp and the certificates, each once
 * @param coverage null if the signature covers no revision
 * @param timestamp kind of the time stamp that proves its time; without one, unknown
 */
public record SignatureDetails(
        Statement statement,
        boolean seal,
        List<ChainCertificate> chain,
        List<Suitability> algorithms,
        @Nullable Coverage coverage,
        TimestampKind timestamp) {
    public SignatureDetails {
        chain = List.copyOf(chain);
        algorithms = List.copyOf(algorithms);
    }

    public SignatureDetails with(TimestampKind kind) {
        return new SignatureDetails(statement, seal, chain, algorithms, coverage, kind);
    }

    /**
     * What the signature itself states (ISO 32000-1, table 252): covered by it, and proven by nobody. Empty what it does
     * not state.
     */
    public record Statement(String reason, String place, String name) {
        public boolean isEmpty() {
            return reason.isEmpty() && place.isEmpty() && name.isEmpty();
        }
    }

    /**
     * One certificate of the chain.
     *
     * @param serial decimal
     * @param trusted by the source of trust itself: nobody is asked whether it was revoked
     * @param revocation the freshest answer on it, null if there is none
     * @param revokedAt null if it is not known to be revoked
     */
    public record ChainCertificate(
            String name,
            String serial,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            boolean trusted,
            @Nullable Revocation revocation,
            @Nullable Instant revokedAt) {}

    /** Where an algorithm is used. */
    public enum Use {
        SIGNATURE,
        CERTIFICATE,
        TIME_STAMP
    }

    /**
     * How long an algorithm is considered secure.
     *
     * @param algorithm as in the standards, with the size of the key in bits, if it has one
     * @param until null if the source names no end, or does not know the algorithm
     * @param source which catalogue of algorithms says so
     * @param sourceIssued its date
     */
    public record Suitability(
            String algorithm,
            List<Use> uses,
            boolean known,
            @Nullable Instant until,
            String source,
            @Nullable Instant sourceIssued) {
        public Suitability {
            uses = List.copyOf(uses);
        }
    }

    /**
     * The bytes that a signature covers: the file up to its end, but for its own value.
     *
     * @param file name of the signed revision as a file of its own
     * @param end exclusive
     * @param gapStart where the value of the signature begins
     * @param gapEnd exclusive
     * @param length of the whole file
     * @param sha256 of the signed revision as a file
     */
    public record Coverage(String file, int end, int gapStart, int gapEnd, int length, Digest sha256) {}
}
