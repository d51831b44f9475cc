package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.PostgresCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents in the database that several homes share; the folder of each home is a cache that nobody trusts. */
class DatabaseDocumentStoreIT extends DocumentStoreContract {
    private static PostgresCluster cluster;

    @TempDir
    private Path homes;

    private DataSource source;
    private int home;

    @BeforeAll
    static void startsAServer() throws IOException {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    static void stopsIt() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void emptyTables() throws Exception {
        cluster.renew();
        source = cluster.source();
        Flyway.configure(DatabaseDocumentStoreIT.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    @Test
    void aLostOrChangedFileOfTheCacheIsFetchedAgain() throws IOException {
        DocumentStore store = storeIn("a");
        Digest digest = store.put("a.pdf", TEXT).digest();
        Path file = cached("a", digest);
        Files.writeString(file, "Kooperationsvereinbarunk");
        assertThat(store.bytes(digest)).isEqualTo(TEXT);
        assertThat(file).hasBinaryContent(TEXT);
        Files.writeString(file, "");
        try (InputStream in = store.open(digest)) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
        Files.delete(file);
        assertThat(store.bytes(digest)).isEqualTo(TEXT);
    }

    @Test
    void bytesThatWereChangedInTheDatabaseAreRefused() throws IOException {
        DocumentStore store = storeIn("a");
        Digest digest = store.put("a.pdf", TEXT).digest();
        new JdbcTemplate(source).update("update document_content set bytes = '\\x00'");
        assertThat(store.bytes(digest)).isEqualTo(TEXT);
        Files.delete(cached("a", digest));
        assertThatThrownBy(() -> store.bytes(digest)).hasMessage("document.database.changed");
        assertThatThrownBy(() -> storeIn("b").open(digest)).hasMessage("document.database.changed");
    }

    @Test
    void aHomeThatCannotBeWrittenReadsWithoutACache() throws IOException {
        Digest digest = storeIn("a").put("a.pdf", TEXT).digest();
        Files.createDirectories(homes.resolve("b"));
        Files.writeString(homes.resolve("b/documents"), "a file where the folder should be");
        DocumentStore store = storeIn("b");
        assertThat(store.bytes(digest)).isEqualTo(TEXT);
        Digest other = store.put("b.pdf", new byte[] {1}).digest();
        assertThat(storeIn("a").bytes(other)).containsExactly(1);
    }

    @Test
    void largeDocumentsGoInSlices() throws IOException {
        byte[] large = new byte[(5 << 20) / 2 + 1];
        new Random(1).nextBytes(large);
        byte[] two = new byte[2 << 20];
        for (byte[] bytes : List.of(large, two, new byte[0])) {
            Digest digest = storeIn("a").put("large.pdf", bytes).digest();
            assertThat(storeIn("b" + bytes.length).bytes(digest)).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsStoredStaysWhateverBecomesOfTheCallersTransaction() {
        DocumentStore store = storeIn("a");
        Digest digest = Digest.of(TEXT);
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
            store.put("a.pdf", TEXT);
            status.setRollbackOnly();
        });
        assertThat(storeIn("b").bytes(digest)).isEqualTo(TEXT);
    }

    @Test
    void aFileIsTakenOnceAndOnlyIfItIsThatOfTheDigest() throws IOException {
        Path file = Files.write(homes.resolve("file"), TEXT);
        Digest digest = Digest.of(TEXT);
        Digest other = Digest.of(new byte[] {1});
        JdbcDocumentContents contents = contents("a");
        assertThat(contents.put(digest, file)).isTrue();
        assertThat(contents.put(digest, file)).isFalse();
        assertThatThrownBy(() -> contents.put(other, file)).hasMessage("document.store.changed");
        assertThat(contents.after("", 10)).containsExactly(digest);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(contents.write(other, out)).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void pagesComeInOrderAndEachDocumentOnce() {
        List<Digest> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(storeIn("a").put("x", new byte[] {(byte) i}).digest());
        }
        List<Digest> read = new ArrayList<>();
        JdbcDocumentContents contents = contents("a");
        for (List<Digest> page = contents.after("", 10); !page.isEmpty(); ) {
            read.addAll(page);
            page = contents.after(page.get(page.size() - 1).hex(), 10);
        }
        assertThat(read)
                .isSortedAccordingTo((a, b) -> a.hex().compareTo(b.hex()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aDocumentThatOnlyAnOldHomeHasIsReadThere() throws IOException {
        Digest digest = new FileDocumentStore(DocumentSettings.in(homes.resolve("a")), stages())
                .put("a.pdf", TEXT)
                .digest();
        assertThat(storeIn("a").bytes(digest)).isEqualTo(TEXT);
        assertThat(storeIn("a").contains(digest)).isTrue();
        assertThatThrownBy(() -> storeIn("b").bytes(digest)).hasMessage(missing());
    }

    /** Another home each time: only the database connects them. */
    @Override
    DocumentStore store() {
        return storeIn("home-" + home++);
    }

    @Override
    String missing() {
        return "document.database.missing";
    }

    private DocumentStore storeIn(String name) {
        return new DatabaseDocumentStore(
                contents(name), new FileDocumentStore(DocumentSettings.in(homes.resolve(name)), stages()));
    }

    private JdbcDocumentContents contents(String name) {
        DocumentSettings settings = new DocumentSettings(
                homes.resolve(name), DocumentSettings.Where.AUTO, new DocumentSettings.Address("jdbc:postgresql:x"));
        return new JdbcDocumentContents(
                settings,
                new JdbcTemplate(source),
                new DataSourceTransactionManager(source),
                java.time.Clock.systemUTC());
    }

    private JdbcStages stages() {
        return new JdbcStages(JdbcClient.create(source), Clock.systemUTC());
    }

    private Path cached(String name, Digest digest) throws IOException {
        try (Stream<Path> files = Files.walk(homes.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> digest.hex().endsWith(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
