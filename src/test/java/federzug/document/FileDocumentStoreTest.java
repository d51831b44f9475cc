package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.DatabaseInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class FileDocumentStoreTest extends DocumentStoreContract {
    @TempDir
    private Path home;

    private final DatabaseInMemory database = new DatabaseInMemory();

    @Test
    void namesTheFileByTheDigest() {
        Digest digest = store().put("../../../boese.pdf", TEXT).digest();

        assertThat(files())
                .containsExactly("documents/" + digest.hex().substring(0, 2) + "/"
                        + digest.hex().substring(2));
    }

    @Test
    void storesTheSameBytesOnce() {
        Content first = store().put("a.pdf", TEXT);
        Content second = store().put("b.pdf", TEXT);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.name()).isEqualTo("b.pdf");
        assertThat(files()).hasSize(1);
    }

    @Test
    void refusesBytesThatWereChangedOnDisk() throws IOException {
        Digest digest = store().put("a.pdf", TEXT).digest();
        Files.writeString(fileOf(digest), "Kooperationsvereinbarunk");

        assertThatThrownBy(() -> store().bytes(digest))
                .isInstanceOf(DocumentException.class)
                .hasMessage("document.store.changed");
        assertThatThrownBy(() -> store().open(digest)).hasMessage("document.store.changed");
        assertThatThrownBy(() -> store().put("a.pdf", TEXT)).hasMessage("document.store.changed");
    }

    @Test
    void ignoresWhatAKilledWriterLeftBehind() throws IOException {
        Digest digest = Digest.of(TEXT);
        Path folder = Files.createDirectories(fileOf(digest).getParent());
        Files.writeString(folder.resolve(".123456.tmp"), "Koop");

        assertThat(store().contains(digest)).isFalse();
        store().put("a.pdf", TEXT);
        assertThat(store().bytes(digest)).isEqualTo(TEXT);
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.writeString(home.resolve("documents"), "a file where the folder should be");

        assertThatThrownBy(() -> store().put("a.pdf", TEXT)).hasMessage("document.store.unwritable");
    }

    @Test
    void leavesOneCompleteFileWhenManyStoreTheSameAtOnce() {
        manyMayStoreTheSameAtOnce();
        assertThat(files()).hasSize(1);
    }

    /** A new one each time, as after a restart. */
    @Override
    FileDocumentStore store() {
        return new FileDocumentStore(DocumentSettings.in(home), new JdbcStages(database.client(), Clock.systemUTC()));
    }

    private Path fileOf(Digest digest) {
        return home.resolve("documents")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
