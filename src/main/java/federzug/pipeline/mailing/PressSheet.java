package federzug.pipeline.mailing;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.Content;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a page shows of one release.
 *
 * @param data as they are now
 * @param paper the release as PDF
 * @param digest of the version that would go out now: whoever hands it in or releases it has read exactly this one
 * @param since when the documents came into this state
 * @param submitted who handed in this very version; null: nobody
 * @param released who released it, if that holds; null: nobody
 * @param stopped the stop, if that was the last word; null: none
 * @param stoppableUntil when the first mail may go at the earliest; null: nobody has released it
 * @param due when it goes, if only time has to pass; null: at once, or something else is missing
 * @param tried this version went to our own address
 * @param correction null: none was prepared
 */
public record PressSheet(
        PressView view,
        Matter matter,
        PressRelease data,
        Content paper,
        int pages,
        String digest,
        Instant since,
        PressView.@Nullable Said submitted,
        PressView.@Nullable Said released,
        PressView.@Nullable Said stopped,
        @Nullable Instant stoppableUntil,
        @Nullable Instant due,
        boolean tried,
        Addresses addresses,
        Sent sent,
        @Nullable Correcting correction) {

    /**
     * The press list.
     *
     * @param listed who gets a mail
     * @param unsubscribed in the list or by a mail of their own
     * @param paused until a day to come
     * @param elsewhere the media portal delivers it
     * @param cameBack addresses of the list that do not exist
     */
    public record Addresses(int listed, int unsubscribed, int paused, int elsewhere, List<String> cameBack) {
        public Addresses {
            cameBack = List.copyOf(cameBack);
        }
    }

    /**
     * What has become of the last sending.
     *
     * @param listed how many there are to be; 0: none has begun
     * @param accepted handed over, or sent by hand
     * @param trouble addresses of the mails that need a person
     * @param at when it began, null: not yet
     */
    public record Sent(
            int listed,
            int accepted,
            List<String> trouble,
            @Nullable Instant at) {
        public Sent {
            trouble = List.copyOf(trouble);
        }
    }

    /**
     * A correction.
     *
     * @param says what changed, in the words of who wrote it
     * @param ended every mail of it has gone
     */
    public record Correcting(int number, String says, String by, Instant at, boolean begun, boolean ended) {}

    /** In a list of releases. */
    public record Brief(
            String matter,
            String title,
            String headline,
            boolean rehearsal,
            String state,
            @Nullable Instant from) {}

    public boolean isOut() {
        return view.stage().equals("SENT") || view.stage().equals("CORRECTED");
    }
}
