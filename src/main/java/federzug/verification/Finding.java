package federzug.verification;

import federzug.notice.Notice;

/**
 * One thing a check noticed. An error makes a document invalid, a warning leaves the verdict open, a note changes
 * nothing.
 *
 * @param field the signature it concerns, empty for the document
 */
public record Finding(Notice notice, String field) {
    /** A signature is missing that may still come. */
    public static final String NOT_YET = "verification.expected.not-yet";

    /** Whether it reports a change between two revisions of the document. */
    public boolean isChange() {
        return notice.code().matches("verification\\.(change|allowed|doubtful)\\..*");
    }

    /** The validator's finding for an intact signature after which something was changed that it forbids. */
    boolean isConsequenceOfAChange() {
        return notice.code().matches("verification\\.subindication\\.(format-failure|sig-constraints-failure)");
    }

    /** Whether it reports a change that the signatures did not allow, or perhaps not. */
    public boolean isAlteration() {
        return isChange() && notice.severity() != federzug.notice.Severity.NOTE;
    }
}
