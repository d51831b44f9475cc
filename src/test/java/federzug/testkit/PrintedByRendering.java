package federzug.testkit;

import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.drafting.Change;
import federzug.drafting.DraftComparison;
import federzug.rendering.DraftDifferences;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import java.time.Clock;
import java.util.List;

/** Compares drafts in tests of the room drafting as the pipeline does. */
public final class PrintedByRendering implements DraftComparison {
    private final Rendering rendering;

    public PrintedByRendering(DocumentStore store) {
        this.rendering = new Rendering(store, Clock.systemUTC(), new RenderingSettings(RenderingSettings.Proof.NEVER));
    }

    @Override
    public Compared between(FilledDraft before, FilledDraft after) {
        DraftDifferences differences = rendering.differences(before, after);
        List<Change> changes = differences.changes().stream()
                .map(printed -> new Change(
                        Change.Kind.valueOf(printed.kind().name()),
                        switch (printed.part()) {
                            case BODY -> "drafting.part.body";
                            case HEADER -> "drafting.part.header";
                            case FOOTER -> "drafting.part.footer";
                            case NOTE -> "drafting.part.footnotes";
                            case PAGE -> Change.PAGE;
                        },
                        printed.paragraph(),
                        printed.before(),
                        printed.after()))
                .toList();
        return new Compared(changes, differences.remarks());
    }
}
