package federzug.pipeline.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.StoredMatter;
import federzug.document.Content;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.NoticedException.Kind;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.testkit.AMatter;
import federzug.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder for people's files lies on a disk that gets full. */
class FullOutFolderIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void nothingHalfWrittenIsLeftAndTheRepetitionFinishes(@TempDir Path folder) throws Exception {
        StoredMatter matter = new StoredMatter(AMatter.crimmitschau(), 1, true, folder);
        OutFolder out = new OutFolder(store, null);
        Content content = store.put("a.pdf", new byte[200_000]);
        try (SmallDisk disk = SmallDisk.mount(folder, 100)) {
            assertThatThrownBy(() -> out.write(matter, "a.pdf", content, Progress.SILENT))
                    .hasMessage("pipeline.disk.full")
                    .isInstanceOfSatisfying(
                            PipelineException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(Kind.FAILURE));
            assertThat(names(out.folder(matter))).isEmpty();
            disk.resize(1000);
            Path written = out.write(matter, "a.pdf", content, Progress.SILENT);
            assertThat(Files.size(written)).isEqualTo(200_000);
            assertThat(names(out.folder(matter))).containsExactly("a.pdf");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
