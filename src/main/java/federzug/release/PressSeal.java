package federzug.release;

import federzug.document.Digest;
import federzug.notice.Notice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The seal of the house on one version of a release. What is approved is the text; what is sent is its PDF with the seal.
 *
 * @param pdf as it was rendered
 * @param size of that PDF in bytes
 * @param signed the PDF with seal and time stamp; null: not made yet
 * @param sealed the same with the evidence for the long term, found good: what is sent; null: not yet
 * @param trouble why it could not be finished at the last try; null: nothing is wrong
 * @param at of the last step
 */
public record PressSeal(
        String matter,
        Digest pdf,
        long size,
        @Nullable Digest signed,
        @Nullable Digest sealed,
        @Nullable Notice trouble,
        Instant at) {
    public PressSeal {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Nothing is made yet. */
    public static PressSeal begun(String matter, Digest pdf, long size, Instant at) {
        return new PressSeal(matter, pdf, size, null, null, null, at);
    }

    public PressSeal signed(@Nullable Digest made, Instant now) {
        return new PressSeal(matter, pdf, size, made, null, null, now);
    }

    public PressSeal sealed(Digest made, Instant now) {
        return new PressSeal(matter, pdf, size, signed, made, null, now);
    }

    public PressSeal held(Notice reason, Instant now) {
        return new PressSeal(matter, pdf, size, signed, sealed, reason, now);
    }
}
