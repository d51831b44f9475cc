package federzug.release;

import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.document.Digest;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The Crimmitschau release at a quarter to twelve, when it may go out; each method spoils one thing. */
final class AReleaseCase {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Papers PAPERS = papers("1");

    private PressRelease data = AMatter.crimmitschau().release();
    private Instant now = at("2021-12-01T11:45");
    private boolean signed = true;
    private boolean rehearsal;

    static Instant at(String wallClock) {
        return LocalDateTime.parse(wallClock).atZone(BERLIN).toInstant();
    }

    static Papers papers(String seed) {
        return new Papers(
                Digest.of(("draft" + seed).getBytes(StandardCharsets.UTF_8)),
                Digest.of(("pdf" + seed).getBytes(StandardCharsets.UTF_8)));
    }

    AReleaseCase now(String wallClock) {
        now = at(wallClock);
        return this;
    }

    AReleaseCase instant(Instant value) {
        now = value;
        return this;
    }

    AReleaseCase notAllSigned() {
        signed = false;
        return this;
    }

    AReleaseCase rehearsal() {
        rehearsal = true;
        return this;
    }

    AReleaseCase firstQuote(UnaryOperator<Quote> change) {
        List<Quote> quotes = new ArrayList<>(data.quotes());
        quotes.set(0, change.apply(quotes.get(0)));
        return data(data.sendFrom(), data.latest(), quotes, data.recipients());
    }

    AReleaseCase unapproved() {
        return firstQuote(quote -> new Quote(quote.person(), quote.text(), null));
    }

    AReleaseCase reworded() {
        return firstQuote(quote -> new Quote(quote.person(), quote.text() + " Und noch etwas.", quote.approval()));
    }

    AReleaseCase sendFrom(@Nullable LocalDateTime value) {
        return data(value, data.latest(), data.quotes(), data.recipients());
    }

    AReleaseCase withoutRecipients() {
        return data(data.sendFrom(), data.latest(), data.quotes(), List.of());
    }

    private AReleaseCase data(
            @Nullable LocalDateTime sendFrom,
            @Nullable LocalDateTime latest,
            List<Quote> quotes,
            List<PressRelease.Recipient> recipients) {
        data = ARelease.like(data)
                .sendFrom(sendFrom)
                .latest(latest)
                .quotes(quotes)
                .recipients(recipients)
                .build();
        return this;
    }

    PressRelease data() {
        return data;
    }

    Circumstances circumstances() {
        return new Circumstances(data, now, signed, BERLIN, rehearsal);
    }
}
