package federzug.pipeline.folder;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.document.Content;
import federzug.document.InMemoryDocumentStore;
import federzug.pipeline.Progress;
import federzug.testkit.AMatter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was put there for the records is missed as long as its content is kept. */
class FiledFilesTest {
    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void whatHasGoneOrWasChangedIsMissed() throws Exception {
        OutFolder out = new OutFolder(store, null);
        StoredMatter matter = new StoredMatter(AMatter.crimmitschau(), 1, true, folder);
        List<Content> files = List.of(put("eins.txt", "eins"), put("zwei.txt", "zwei"), put("drei.txt", "drei"));
        for (Content file : files) {
            out.write(matter, FiledFiles.FOLDER + file.name(), file, Progress.SILENT);
        }
        Path filed = out.folder(matter).resolve(FiledFiles.FOLDER);
        Path list = Files.writeString(filed.resolve(FiledFiles.LIST), new FiledFiles("x", files).text());
        assertThat(FiledFiles.in(filed)).contains(new FiledFiles("x", files));
        assertThat(out.missingFromRecords(matter)).isEmpty();

        Files.delete(filed.resolve("eins.txt"));
        Files.writeString(filed.resolve("zwei.txt"), "ZWEI");
        Files.setLastModifiedTime(
                filed.resolve("zwei.txt"), FileTime.from(Instant.now().plusSeconds(60)));
        Files.writeString(filed.resolve("eigenes.txt"), "von Hand");
        assertThat(out.missingFromRecords(matter)).containsExactly(files.get(0), files.get(1));
        assertThat(new OutFolder(new InMemoryDocumentStore(), null).missingFromRecords(matter))
                .as("the house has deleted them on purpose")
                .isEmpty();

        Files.writeString(list, "x\nno line of ours\n" + "0".repeat(64) + "  4  ../eins.txt\n");
        assertThat(FiledFiles.in(filed).orElseThrow().files())
                .as("a list never leads out of its folder")
                .isEmpty();
    }

    private Content put(String name, String text) {
        return store.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
