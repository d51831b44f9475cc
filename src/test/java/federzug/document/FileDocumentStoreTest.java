package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.DatabaseInMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class FileDocumentStoreTest {
    private static final byte[] TEXT = "Kooperationsvereinbarung".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private final DatabaseInMemory database = new DatabaseInMemory();

    @Test
    void givesBackTheBytesAfterARestart() throws IOException {
        Content content = store().put("vereinbarung.pdf", TEXT);

        assertThat(store().bytes(content.digest())).isEqualTo(TEXT);
        try (InputStream in = store().open(content.digest())) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
        assertThat(store().contains(content.digest())).isTrue();
        assertThat(content).isEqualTo(new Content(Digest.of(TEXT), "vereinbarung.pdf", TEXT.length));
    }

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
    void leavesOneCompleteFileWhenManyStoreTheSameAtOnce() throws Exception {
        FileDocumentStore store = store();
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Content>> calls = IntStream.range(0, 40)
                    .<Callable<Content>>mapToObj(i -> () -> store.put("a.pdf", TEXT))
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                assertThat(store.bytes(call.get().digest())).isEqualTo(TEXT);
            }
        } finally {
            threads.shutdown();
        }
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
    void saysThatADocumentIsMissing() {
        assertThatThrownBy(() -> store().bytes(Digest.of(TEXT)))
                .isInstanceOf(DocumentException.class)
                .hasMessage("document.store.missing");
        assertThat(store().contains(Digest.of(TEXT))).isFalse();
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
    void restoresEveryStageAsItWasKept() {
        SignatureField field = SignatureField.of("raphael", "Unterschriftsfeld für André Raphael");
        Content content = store().put("vereinbarung.pdf", TEXT);
        Digest base = Digest.of(new byte[] {1});
        List<Document> stages = List.of(
                new FilledDraft(content, "Vereinbarung", List.of(new FilledDraft.SignatureBox(field, 17))),
                new ArchivalPdf(content, "Vereinbarung", 4, List.of(field)),
                new PreparedPdf(content, List.of(field)),
                new SignedPdf(content, base, List.of(field.name())),
                new SealedPdf(content, base));

        for (Document stage : stages) {
            store().keep(stage);
            store().keep(stage);
        }

        for (Document stage : stages) {
            assertThat(store().find(content.digest(), stage.getClass()).map(Document.class::cast))
                    .contains(stage);
        }
    }

    @Test
    void findsNoStageThatWasNotKept() {
        Content content = store().put("vereinbarung.pdf", TEXT);
        store().keep(new SealedPdf(content, content.digest()));

        assertThat(store().find(content.digest(), SignedPdf.class)).isEmpty();
    }

    private FileDocumentStore store() {
        return new FileDocumentStore(new DocumentSettings(home), new JdbcStages(database.client(), Clock.systemUTC()));
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
