package federzug.pipeline.preparing;

import federzug.document.FilledDraft;
import federzug.drafting.Change;
import federzug.drafting.DraftComparison;
import federzug.rendering.DraftDifferences;
import federzug.rendering.PrintedChange;
import federzug.rendering.Rendering;
import org.springframework.stereotype.Component;

/** Lets drafting compare what rendering prints. */
@Component
class PrintedDifferences implements DraftComparison {
    private final Rendering rendering;

    PrintedDifferences(Rendering rendering) {
        this.rendering = rendering;
    }

    @Override
    public Compared between(FilledDraft before, FilledDraft after) {
        DraftDifferences differences = rendering.differences(before, after);
        return new Compared(
                differences.changes().stream().map(PrintedDifferences::change).toList(), differences.remarks());
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
