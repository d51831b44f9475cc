package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.FilledDraft;
import federzug.testkit.AMatter;
import federzug.testkit.InMemoryDocumentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The two templates as delivered, filled with the example matter. */
class ExampleDraftsTest {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Drafting drafting =
            new Drafting(new FolderTemplateCatalogue(new DraftingSettings(Path.of("templates"))), store);

    @Test
    void fillsTheAgreement() throws IOException {
        var matter = AMatter.crimmitschau();
        FilledDraft draft = drafting.fill(matter, matter.agreements().get(0));
        Files.createDirectories(Path.of("target/drafts"));
        Files.write(Path.of("target/drafts", draft.content().name()), store.bytes(draft.content().digest()));
        assertThat(draft.boxes()).hasSize(3);
    }

    @Test
    void fillsTheRelease() throws IOException {
        var matter = AMatter.crimmitschau();
        FilledDraft draft = drafting.fillRelease(matter);
        Files.createDirectories(Path.of("target/drafts"));
        Files.write(Path.of("target/drafts", draft.content().name()), store.bytes(draft.content().digest()));
    }
}
