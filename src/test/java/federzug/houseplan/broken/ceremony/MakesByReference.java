package federzug.houseplan.broken.ceremony;

import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.SealedPdf;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class MakesByReference {
    BiFunction<Content, Digest, SealedPdf> seal() {
        return SealedPdf::new;
    }
}
