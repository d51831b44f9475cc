package federzug.pipeline.mailing;

import federzug.notice.Notice;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A press release as the press office sees it.
 *
 * @param stage {@code DRAFT, TEXTS_COMPLETE, QUOTES_APPROVED, RELEASED, SENT, CORRECTED}
 * @param state as in {@code status}
 * @param pieces what is approved one by one: the text first, then each quote
 * @param said what named persons said, oldest first
 * @param obstacles why it does not go out now
 */
public record PressView(
        String matter,
        String stage,
        String state,
        boolean rehearsal,
        String headline,
        List<Piece> pieces,
        List<Said> said,
        List<Notice> obstacles) {
    public PressView {
        pieces = List.copyOf(pieces);
        said = List.copyOf(said);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * @param kind {@code TEXT} or {@code QUOTE}
     * @param person key of the person quoted, or empty
     * @param state {@code OPEN, APPROVED}, {@code CHANGED} since it was approved, {@code OBJECTED} to or {@code DECLINED}
     * @param by who approved it, empty if nobody did
     * @param phrase what approves it by mail
     * @param digest of the wording
     */
    public record Piece(
            String kind,
            String person,
            String name,
            String wording,
            String state,
            String by,
            @Nullable Instant at,
            String phrase,
            String digest) {}

    /**
     * @param kind as {@code Consent.Kind}
     * @param through {@code COMMAND_LINE, PAGE} or {@code MAIL}
     * @param answer in the person's own words, may be empty
     */
    public record Said(String kind, String subject, String by, Instant at, String through, String answer) {}

    /**
     * What is read before a release is confirmed.
     *
     * @param listed who gets it
     * @param silent how many of the list get nothing: unsubscribed, paused, by the media portal
     * @param cameBack addresses of the list to which mail came back for good
     * @param tried whether this version went to our own address before
     * @param digest of the version; a release of another one is refused
     * @param word to be typed
     */
    public record Question(
            String matter,
            String headline,
            int listed,
            int silent,
            List<String> cameBack,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime embargo,
            @Nullable LocalDateTime latest,
            boolean tried,
            String digest,
            String word) {
        public Question {
            cameBack = List.copyOf(cameBack);
        }
    }
}
