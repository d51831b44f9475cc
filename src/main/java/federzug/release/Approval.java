package federzug.release;

import federzug.agreement.PressRelease.Quote;
import federzug.agreement.PressRelease.QuoteApproval;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A person approved a quote in exactly these words. Kept when it is first seen, so that words changed afterwards under
 * an old approval are noticed.
 *
 * @param person key of the person quoted
 * @param by key of the person who approved
 * @param at wall-clock time in the configured zone
 * @param wording digest of the quote's text
 */
public record Approval(String person, String by, LocalDateTime at, Digest wording) {
    /** What the data say about a quote; empty if it is not approved. */
    public static Optional<Approval> of(Quote quote) {
        QuoteApproval approval = quote.approval();
        return approval == null
                ? Optional.empty()
                : Optional.of(new Approval(
                        quote.person().key(),
                        approval.by().key(),
                        approval.at(),
                        Digest.of(quote.text().getBytes(StandardCharsets.UTF_8))));
    }

    /** The same act of approving, whatever the words. */
    boolean sameActAs(Approval other) {
        return person.equals(other.person) && by.equals(other.by) && at.equals(other.at);
    }
}
