package federzug.verification;

/**
 * One signature of a document, or one that is missing, for people.
 *
 * @param signer as in the certificate; of a missing one as agreed, with the office
 * @param office as agreed, may be empty
 * @param quality what kind of signature it is, in words; empty if it is missing
 * @param time when it was made, in words; empty if it is missing
 */
public record SignatureLine(String signer, String office, String quality, String time, Standing standing) {
    /** What became of it. */
    public enum Standing {
        GOOD,
        /** Good, by example keys: worthless in law. */
        REHEARSAL,
        /** Cannot be decided yet. */
        OPEN,
        /** Belongs to other content than the document has now. */
        OTHER_TEXT,
        BAD,
        MISSING
    }
}
