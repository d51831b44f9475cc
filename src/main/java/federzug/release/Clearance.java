package federzug.release;

import federzug.agreement.PressRelease.Quote;
import federzug.document.Digest;
import federzug.release.Consent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what persons said about a release with the version that would go out now.
 *
 * @param version null: nobody has to release it, as in a rehearsal in which nobody ever did
 * @param consents oldest first
 * @param grace between a person's release and the first mail
 */
public record Clearance(@Nullable PressVersion version, List<Consent> consents, Duration grace) {
    private static final Set<Kind> ANSWERS = EnumSet.of(Kind.QUOTE, Kind.OBJECTED, Kind.DECLINED);

    /** Nobody has to release it. */
    public static final Clearance NOT_ASKED = new Clearance(null, List.of(), Duration.ZERO);

    public Clearance {
        consents = List.copyOf(consents);
    }

    public boolean isAsked() {
        return version != null;
    }

    /** Of the version that would go out now. */
    public Digest wholeDigest() {
        return Objects.requireNonNull(version, "nobody has to release it").whole();
    }

    /** Whether a person has chosen the second wording, and nobody the first one since. */
    public static boolean isSecondChosen(List<Consent> consents) {
        return consents.stream()
                .filter(consent -> consent.kind() == Kind.SECOND || consent.kind() == Kind.FIRST)
                .reduce((first, second) -> second)
                .filter(consent -> consent.kind() == Kind.SECOND)
                .isPresent();
    }

    /** Who approved this quote in these words, unless the person quoted has said otherwise since. */
    public Optional<Consent> quote(Quote quote) {
        return answer(quote).filter(consent -> consent.kind() == Kind.QUOTE);
    }

    /** What the person quoted has against these words, if that was the last word. */
    public Optional<Consent> objection(Quote quote) {
        return answer(quote).filter(consent -> consent.kind() != Kind.QUOTE);
    }

    private Optional<Consent> answer(Quote quote) {
        return consents.stream()
                .filter(consent -> ANSWERS.contains(consent.kind())
                        && consent.subject().equals(quote.person().key())
                        && consent.digest().equals(PressVersion.digest(quote)))
                .reduce((first, second) -> second);
    }

    /** Who handed in this very version to be released by somebody else, last. */
    public Optional<Consent> submitted() {
        return version == null ? Optional.empty() : last(Kind.SUBMITTED, "", version.whole());
    }

    /** Who approved this person's quote last, in whatever words. */
    public Optional<Consent> earlierQuote(Quote quote) {
        return last(Kind.QUOTE, quote.person().key(), null);
    }

    public Optional<Consent> text() {
        return version == null ? Optional.empty() : last(Kind.TEXT, "", version.textDigest());
    }

    public Optional<Consent> earlierText() {
        return last(Kind.TEXT, "", null);
    }

    /** The release that is in force: of this very version, and not stopped since. */
    public Optional<Consent> release() {
        return version == null || stop().isPresent() ? Optional.empty() : last(Kind.RELEASE, "", version.whole());
    }

    public Optional<Consent> earlierRelease() {
        return last(Kind.RELEASE, "", null);
    }

    /** The stop, if that was the last word. */
    public Optional<Consent> stop() {
        return consents.stream()
                .filter(consent -> consent.kind() == Kind.STOP || consent.kind() == Kind.RELEASE)
                .reduce((first, second) -> second)
                .filter(consent -> consent.kind() == Kind.STOP);
    }

    /** Whether somebody released it although many addresses had refused it. */
    public boolean goesOnDespiteRefusals() {
        return stop().isEmpty()
                && consents.stream()
                        .anyMatch(consent ->
                                consent.kind() == Kind.STOP && consent.subject().equals(Consent.REFUSALS));
    }

    /** Whether a person said yes to going out in spite of something, for this version. */
    public boolean despite(Kind kind) {
        return version != null && last(kind, "", version.whole()).isPresent();
    }

    /** Until when it can be stopped before the first mail; empty if nobody has released it. */
    public Optional<Instant> stoppableUntil() {
        return release().map(consent -> consent.at().plus(grace));
    }

    private Optional<Consent> last(Kind kind, String subject, @Nullable Digest digest) {
        return consents.stream()
                .filter(consent -> consent.kind() == kind
                        && consent.subject().equals(subject)
                        && (digest == null || consent.digest().equals(digest)))
                .reduce((first, second) -> second);
    }
}
