package federzug.pipeline.mailing;

import federzug.agreement.PressRelease.Quote;
import federzug.document.Digest;
import federzug.pipeline.mailing.PressOffice.File;
import federzug.release.Approval;
import federzug.release.ApprovalCode;
import federzug.release.Consent;
import federzug.release.PressVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts a release into what is approved one by one, each with what was said about it. */
final class PressPieces {
    private final File file;
    private final Function<Approval, Instant> at;

    /** @param at when an approval that stands in the data was given */
    PressPieces(File file, Function<Approval, Instant> at) {
        this.file = file;
        this.at = at;
    }

    /** The text first, then each quote. */
    List<PressView.Piece> all() {
        List<PressView.Piece> pieces = new ArrayList<>();
        pieces.add(text());
        file.data().quotes().forEach(quote -> pieces.add(quote(quote)));
        return pieces;
    }

    private PressView.Piece text() {
        Optional<Consent> given = file.clearance().text();
        boolean before = file.clearance().earlierText().isPresent();
        return new PressView.Piece(
                "TEXT",
                "",
                "",
                file.version().text(),
                given.isPresent() ? "APPROVED" : before ? "CHANGED" : "OPEN",
                given.map(Consent::by).orElse(""),
                given.map(Consent::at).orElse(null),
                code(null, file.version().textDigest()).phrase(),
                file.version().textDigest().hex());
    }

    private PressView.Piece quote(Quote quote) {
        Optional<Consent> objection = file.clearance().objection(quote);
        Optional<Consent> given = file.clearance()
                .quote(quote)
                .or(() -> file.release()
                        .inForce(quote)
                        .map(one -> written(quote, one))
                        .filter(one -> objection.isEmpty()
                                || one.at().isAfter(objection.get().at())));
        boolean before =
                quote.approval() != null || file.clearance().earlierQuote(quote).isPresent();
        Digest digest = PressVersion.digest(quote);
        return new PressView.Piece(
                "QUOTE",
                quote.person().key(),
                quote.person().nameWithTitle(),
                quote.text(),
                given.isPresent()
                        ? "APPROVED"
                        : objection.map(one -> one.kind().name()).orElse(before ? "CHANGED" : "OPEN"),
                given.map(Consent::by).orElse(""),
                given.map(Consent::at).orElse(null),
                code(quote, digest).phrase(),
                digest.hex());
    }

    private Consent written(Quote quote, Approval approval) {
        return new Consent(
                Consent.Kind.QUOTE,
                approval.person(),
                approval.by(),
                at.apply(approval),
                approval.wording(),
                quote.text(),
                Consent.Through.COMMAND_LINE,
                "");
    }

    private ApprovalCode code(@org.jspecify.annotations.Nullable Quote quote, Digest digest) {
        String matter = file.stored().matter().id();
        return ApprovalCode.of(
                matter, quote == null ? PressOffice.TEXT : quote.person().key(), digest);
    }
}
