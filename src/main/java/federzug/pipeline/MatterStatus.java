package federzug.pipeline;

import federzug.notice.Notice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a matter stands: what the board, the summary and the JSON contract show.
 *
 * @param state the least advanced state of its agreements; the release's if there are none; {@link #UNREADABLE}
 * @param release null if the matter has none
 * @param notices what needs attention now, for example why the release is held back
 */
public record MatterStatus(
        String id,
        boolean rehearsal,
        String state,
        List<AgreementStatus> agreements,
        @Nullable ReleaseStatus release,
        List<MailLine> mails,
        List<Notice> notices,
        Path folder) {

    public MatterStatus {
        agreements = List.copyOf(agreements);
        mails = List.copyOf(mails);
        notices = List.copyOf(notices);
    }

    /** The stored state of the matter cannot be read. */
    public static final String UNREADABLE = "UNREADABLE";

    /**
     * A matter of which nothing but its name is known.
     *
     * @param reasons what is in the way of reading it, and what to do
     */
    public static MatterStatus unreadable(String id, List<Notice> reasons) {
        return new MatterStatus(id, false, UNREADABLE, List.of(), null, List.of(), reasons, Path.of(id));
    }

    public boolean isReadable() {
        return !state.equals(UNREADABLE);
    }

    /** Something that no further call will resolve. */
    public boolean needsAttention() {
        return !isReadable()
                || mails.stream().anyMatch(MailLine::waitsForPerson)
                || Stream.of("AGREEMENT", "PRESS").anyMatch(this::allPutOff);
    }

    /** One that has to wait is the other side's matter; where all have to, somebody should look. */
    private boolean allPutOff(String kind) {
        List<MailLine> some = mails.stream()
                .filter(mail -> mail.kind().equals(kind) && !mail.replaced())
                .toList();
        return !some.isEmpty() && some.stream().allMatch(mail -> mail.state().equals("DEFERRED"));
    }

    /** A person may decide that a mail goes again after everything else has ended. */
    public boolean hasMailsToGo() {
        return mails.stream()
                .anyMatch(mail -> Set.of("AGREEMENT", "PRESS").contains(mail.kind())
                        && Set.of("PENDING", "DEFERRED").contains(mail.state()));
    }

    /** At least one of its signings was called off. */
    public boolean isCancelledInPart() {
        return agreements.stream().anyMatch(one -> one.state().equals("CANCELLED"));
    }

    /** Nothing is left to do, or it was called off. */
    public boolean hasEnded() {
        boolean agreementsEnded =
                isReadable() && agreements.isEmpty() || state.equals("CLOSED") || state.equals("CANCELLED");
        return agreementsEnded && (release == null || release.hasEnded());
    }

    /**
     * @param file the most finished document in the out folder, null if there is none yet
     */
    public record AgreementStatus(
            String id, String state, @Nullable Path file, List<TurnStatus> turns) {
        public AgreementStatus {
            turns = List.copyOf(turns);
        }
    }

    /**
     * @param person key in the data
     * @param signatory name with title
     * @param since when the present state began
     * @param asked invited and to sign now: with a remote service or one of our keys no file is handed over
     */
    public record TurnStatus(
            String person, String signatory, String office, String state, Instant since, String device, boolean asked) {
        public TurnStatus(String person, String signatory, String office, String state, Instant since, String device) {
            this(person, signatory, office, state, since, device, false);
        }

        /** Everybody waits for this person. */
        public boolean isNow() {
            return asked || state.equals("OPENED") || state.equals("SIGNING");
        }
    }

    public record ReleaseStatus(String state, @Nullable Path file, boolean hasEnded) {}

    /**
     * @param waitsForPerson nothing goes on with it by itself
     * @param filed it is a file only, and reaches no address
     * @param replaced it came back, and the same went to another address of the person since
     */
    public record MailLine(
            String recipient,
            String state,
            String messageId,
            String kind,
            boolean waitsForPerson,
            boolean filed,
            boolean replaced) {
        public MailLine(String recipient, String state, String messageId, String kind, boolean waitsForPerson) {
            this(recipient, state, messageId, kind, waitsForPerson, false, false);
        }
    }
}
