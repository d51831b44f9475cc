package federzug.pipeline.mailing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.ceremony.Acting;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.PressVersion;
import federzug.release.ReleaseState;
import federzug.release.Releases;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a person what they are to be quoted with, and takes their answer. Nobody else's quote is seen here. */
@Component
public class OwnQuote {
    private static final int LONGEST_ANSWER = 4_000;

    private final Matters matters;
    private final Releases releases;
    private final Consents consents;
    private final PressOffice office;
    private final PressPapers papers;
    private final Clock clock;

    OwnQuote(
            Matters matters,
            Releases releases,
            Consents consents,
            PressOffice office,
            PressPapers papers,
            Clock clock) {
        this.matters = matters;
        this.releases = releases;
        this.consents = consents;
        this.office = office;
        this.papers = papers;
        this.clock = clock;
    }

    /** Who is quoted in which release. */
    public record Whose(String matter, String person) {}

    /** What a person answers. */
    public enum Answer {
        APPROVED,
        /** Other words are wanted. */
        OBJECTED,
        /** No quote is wanted. */
        DECLINED
    }

    /**
     * One quote.
     *
     * @param digest of these words: an answer to other ones is refused
     * @param state {@code OPEN, APPROVED, CHANGED, OBJECTED} or {@code DECLINED}
     * @param at when that was said, null if nothing was
     */
    public record Words(
            String text,
            String digest,
            String state,
            @Nullable Instant at) {}

    /**
     * What a person sees.
     *
     * @param context the release with this person's quotes only
     * @param open an answer still changes something
     */
    public record Sight(
            Matter matter,
            boolean rehearsal,
            Person person,
            PressRelease release,
            List<Words> quotes,
            String context,
            boolean open) {
        public Sight {
            quotes = List.copyOf(quotes);
        }
    }

    /** Empty if the person is not quoted, or not any more. */
    public Optional<Sight> see(Whose whose) {
        boolean there = matters.find(whose.matter())
                .filter(stored -> stored.matter().release() != null)
                .filter(stored -> releases.find(whose.matter())
                        .filter(release -> !(release.state() instanceof ReleaseState.Withdrawn))
                        .isPresent())
                .isPresent();
        return there ? sight(office.file(whose.matter()), whose.person()) : Optional.empty();
    }

    private Optional<Sight> sight(PressOffice.File file, String key) {
        List<Words> words = office.pieces(file).stream()
                .filter(piece -> piece.kind().equals("QUOTE") && piece.person().equals(key))
                .map(piece -> words(file, piece))
                .toList();
        return file.stored()
                .matter()
                .person(key)
                .filter(person -> !words.isEmpty())
                .map(person -> new Sight(
                        file.stored().matter(),
                        file.stored().rehearsal(),
                        person,
                        file.data(),
                        words,
                        papers.context(file.stored(), file.data(), key),
                        !office.isOver(file)));
    }

    private static Words words(PressOffice.File file, PressView.Piece piece) {
        Optional<Quote> quote = file.data().quotes().stream()
                .filter(one -> one.person().key().equals(piece.person())
                        && PressVersion.digest(one).hex().equals(piece.digest()))
                .findFirst();
        @Nullable
        Instant said = quote.flatMap(one -> file.clearance().objection(one))
                .map(Consent::at)
                .orElse(piece.at());
        boolean objected = Set.of("OBJECTED", "DECLINED").contains(piece.state());
        return new Words(piece.wording(), piece.digest(), piece.state(), objected ? said : piece.at());
    }

    /**
     * Keeps an answer; it holds for exactly these words.
     *
     * @param acting in the person's own name
     * @param digest of the words that were read
     * @param wish other words, or a message; may be empty
     */
    public void answer(Acting acting, Whose whose, String digest, Answer answer, String wish) {
        PressOffice.File file = office.open(whose.matter());
        Quote quote = file.data().quotes().stream()
                .filter(one -> one.person().key().equals(whose.person())
                        && PressVersion.digest(one).hex().equals(digest))
                .findFirst()
                .orElseThrow(() -> PipelineException.refused("pipeline.press.quote-changed", Place.NOWHERE));
        if (answer == Answer.OBJECTED && wish.isBlank()) {
            throw PipelineException.refused("pipeline.press.no-wish", Place.NOWHERE);
        }
        String words = wish.strip();
        consents.add(
                whose.matter(),
                new Consent(
                        switch (answer) {
                            case APPROVED -> Consent.Kind.QUOTE;
                            case OBJECTED -> Consent.Kind.OBJECTED;
                            case DECLINED -> Consent.Kind.DECLINED;
                        },
                        whose.person(),
                        acting.by(),
                        clock.instant(),
                        PressVersion.digest(quote),
                        quote.text(),
                        Consent.Through.PAGE,
                        words.substring(0, Math.min(words.length(), LONGEST_ANSWER))));
    }
}
