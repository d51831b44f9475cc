package federzug.houseplan.broken.signing;

import federzug.document.ArchivalPdf;
import federzug.document.Content;
import java.util.List;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class MakesAnArchivalPdf {
    ArchivalPdf pdf(Content content) {
        return new ArchivalPdf(content, "", 1, List.of());
    }
}
