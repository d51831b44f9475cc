package federzug.houseplan.broken.pipeline;

import federzug.document.Content;
import federzug.document.FilledDraft;
import java.util.List;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class MakesADraft {
    FilledDraft draft(Content content) {
        return new FilledDraft(content, "", List.of());
    }
}
