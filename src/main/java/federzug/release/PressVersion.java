package federzug.release;

import federzug.agreement.PressRelease.Quote;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A release as it would go out now, cut into the pieces that are approved one by one.
 *
 * @param text the words without the quotes, with who signs
 * @param whole digest of everything a release by a person is bound to: documents, times and list
 */
public record PressVersion(String text, List<Quote> quotes, Digest whole) {
    public PressVersion {
        quotes = List.copyOf(quotes);
    }

    public Digest textDigest() {
        return digest(text);
    }

    public static Digest digest(Quote quote) {
        return digest(quote.text());
    }

    /** All that was approved in one digest. */
    public Digest wording() {
        return digest(quotes.stream()
                .map(quote -> digest(quote).hex())
                .collect(Collectors.joining("\n", textDigest().hex() + "\n", "")));
    }

    static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
