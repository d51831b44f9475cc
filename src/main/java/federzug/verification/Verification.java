package federzug.verification;

import federzug.document.Document;
import federzug.trust.status.TrustSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks signed documents, stricter than a stock validator. */
@Component
public class Verification {
    /**
     * Checks a document of ours.
     *
     * @param trust null: the EU list, or the example list if every chain ends at the demo root
     */
    public Verdict verify(Document document, Expected expected, @Nullable TrustSource trust) {
        throw new UnsupportedOperationException();
    }

    /** Checks any file; hostile input ends in a verdict, not in an exception. */
    public Verdict verify(Path file, Expected expected, @Nullable TrustSource trust) {
        throw new UnsupportedOperationException();
    }
}
