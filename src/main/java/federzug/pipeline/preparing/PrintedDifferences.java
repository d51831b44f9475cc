package federzug.pipeline.preparing;

import federzug.document.FilledDraft;
import federzug.drafting.Change;
import federzug.drafting.DraftComparison;
import federzug.rendering.PrintedChange;
import federzug.rendering.Rendering;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets drafting compare what rendering prints. */
@Component
class PrintedDifferences implements DraftComparison {
    private final Rendering rendering;

    PrintedDifferences(Rendering rendering) {
        this.rendering = rendering;
    }

    @Override
    public List<Change> between(FilledDraft before, FilledDraft after) {
        return rendering.differences(before, after).stream()
                .map(PrintedDifferences::change)
                .toList();
    }

    private static Change change(PrintedChange printed) {
        return new Change(
                Change.Kind.valueOf(printed.kind().name()),
                part(printed.part()),
                printed.paragraph(),
                printed.before(),
                printed.after());
    }

    private static String part(PrintedChange.Part part) {
        return switch (part) {
            case BODY -> "drafting.part.body";
            case HEADER -> "drafting.part.header";
            case FOOTER -> "drafting.part.footer";
            case NOTE -> "drafting.part.footnotes";
            case PAGE -> Change.PAGE;
        };
    }
}
