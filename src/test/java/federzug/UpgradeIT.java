package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Ceremonies;
import federzug.document.Digest;
import federzug.document.DocumentContents;
import federzug.document.DocumentStore;
import federzug.testkit.CommandLineInside;
import federzug.testkit.DatabaseForTests;
import federzug.testkit.ManyMatters;
import federzug.testkit.SolidArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What version 0.1.0 left behind is opened, continued and closed by this build: one matter was prepared, one half signed,
 * one closed with its release waiting. Kept are a home with the embedded database and its documents, and a dump of
 * PostgreSQL into which that home was moved by backup and restore. {@code -Dfederzug.upgrade=make} makes them again, of the
 * version that runs: first the home, then, on PostgreSQL, the dump.
 */
@Tag("database")
class UpgradeIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "0.1.0";
    private static final String SCHEMA = "federzug_0_1_0";
    private static final String DUMP = "datenbank.sql";
    private static final String CONTENTS = "document_content";
    private static final String HOME = "upgrade/" + VERSION + "-home.bin";
    private static final String SQL = "upgrade/" + VERSION + "-postgresql.bin";

    private static final String PREPARED = ManyMatters.id(0);
    private static final String HALF_SIGNED = ManyMatters.id(1);
    private static final String CLOSED = ManyMatters.id(2);

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeIfAsked() throws Exception {
        home = folder.resolve("home");
        if ("make".equals(System.getProperty("federzug.upgrade"))) {
            make();
        }
    }

    @Test
    void opensContinuesAndClosesWhatVersion010LeftBehind() throws Exception {
        home = folder.resolve("kept");
        unpack();

        Found before = look();
        assertThat(before.states())
                .containsEntry(PREPARED, "PREPARED")
                .containsEntry(HALF_SIGNED, "IN_SIGNING")
                .containsEntry(CLOSED, "CLOSED");
        assertThat(before.mails()).isNotEmpty().allMatch(mail -> mail.contains(CLOSED));
        assertThat(before.releases()).contains(CLOSED + " HELD");

        done(federzug("worker", "--once"));

        Found after = look();
        assertThat(after.states()).hasSize(3);
        assertThat(after.states().values()).containsOnly("CLOSED");
        assertThat(after.signed()).hasSize(3).containsAll(before.signed());
        assertThat(after.mails())
                .containsAll(before.mails())
                .hasSizeGreaterThan(before.mails().size());
        assertThat(after.releases())
                .as("waits still")
                .filteredOn(release -> release.startsWith(CLOSED))
                .isEqualTo(before.releases().stream()
                        .filter(release -> release.startsWith(CLOSED))
                        .toList());
        if (DatabaseForTests.isServer()) {
            return; // a check is the same wherever documents lie
        }
        List<String> check = new ArrayList<>(List.of("check"));
        after.signed().forEach(file -> check.add(file.toString()));
        done(federzug(check.toArray(String[]::new)));
    }

    /**
     * What is there.
     *
     * @param signed files with the sealed documents, named by their digests
     */
    private record Found(Map<String, String> states, List<String> mails, List<String> releases, List<Path> signed) {}

    private Found look() {
        List<String> mails = new ArrayList<>();
        List<String> releases = new ArrayList<>();
        List<Path> signed = new ArrayList<>();
        CommandLineInside.Ended status = inside(
                context -> {
                    JdbcClient jdbc = context.getBean(JdbcClient.class);
                    mails.addAll(texts(jdbc, "select matter || ' ' || message_id || ' ' || state from send_ledger"));
                    releases.addAll(texts(jdbc, "select matter || ' ' || state from press_release"));
                    for (String digest : texts(jdbc, "select sealed from ceremony where sealed is not null")) {
                        signed.add(written(context.getBean(DocumentStore.class), new Digest(digest)));
                    }
                    Ceremonies ceremonies = context.getBean(Ceremonies.class);
                    for (String matter : List.of(PREPARED, HALF_SIGNED, CLOSED)) {
                        for (String agreement : ceremonies.agreements(matter)) {
                            assertThat(ceremonies.journal(matter, agreement))
                                    .as(matter)
                                    .isNotEmpty();
                            assertThat(ceremonies.auditJournal(matter, agreement))
                                    .as(matter)
                                    .isEmpty();
                        }
                    }
                },
                "status",
                "--json");
        assertThat(status.exit()).as(status.err()).isLessThan(2);
        Map<String, String> states = new TreeMap<>();
        JSON.readTree(status.out())
                .get("matters")
                .forEach(matter -> states.put(
                        matter.get("id").asString(), matter.get("state").asString()));
        return new Found(states, mails, releases, signed);
    }

    private static List<String> texts(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private Path written(DocumentStore store, Digest digest) {
        try {
            return Files.write(folder.resolve(digest.hex() + ".pdf"), store.bytes(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack() throws IOException {
        unpack(HOME, home);
        if (DatabaseForTests.isServer()) {
            Path documents = Files.move(home.resolve("documents"), folder.resolve("documents"));
            Files.delete(home.resolve("federzug.mv.db"));
            unpack(SQL, folder.resolve("dump"));
            String schema = SCHEMA + "_again";
            DatabaseForTests.adopt(home, schema);
            DatabaseForTests.load(
                    Files.readString(folder.resolve("dump").resolve(DUMP)).replace(SCHEMA + ".", schema + "."));
            CommandLineInside.Ended opened =
                    inside(context -> putAll(context.getBean(DocumentContents.class), documents), "status");
            assertThat(opened.exit()).as(opened.err()).isLessThan(2);
        }
    }

    private static void unpack(String file, Path to) throws IOException {
        try (InputStream archive = UpgradeIT.class.getResourceAsStream(file)) {
            assertThat(archive).as(file).isNotNull();
            SolidArchive.read(archive, to);
        }
    }

    private static void putAll(DocumentContents contents, Path documents) {
        try (Stream<Path> files = Files.walk(documents)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String hex = documents.relativize(file).toString().replaceAll("[/\\\\]", "");
                assertThat(contents.put(new Digest(hex), file)).isTrue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() throws Exception {
        if (DatabaseForTests.isServer()) {
            makeDump();
        } else {
            makeHome();
        }
    }

    private void makeHome() throws Exception {
        String out = folder.resolve("out").toString();
        Path waiting = ManyMatters.csv(folder, 2, 1);
        Files.writeString(waiting, Files.readString(waiting).replace("25.06.2021", "25.06.2099"));
        CommandLineInside.Ended closed = federzug("run", waiting.toString(), "--out", out);
        assertThat(closed.exit()).as(closed.out() + closed.err()).isLessThan(2);
        done(federzug("prepare", ManyMatters.csv(folder, 2).toString(), "--out", out));
        done(federzug("sign", HALF_SIGNED, "--as", "barth", "--yes"));
        inside(context ->
                context.getBean(JdbcClient.class).sql("shutdown compact").update());
        keep(home, name -> !name.matches("(log|trust|worker)/.*|.*\\.(lock|tmp|trace\\.db)|.*\\.lock\\.db"), HOME);
    }

    private void makeDump() throws Exception {
        Path before = folder.resolve("before");
        unpack(HOME, before);
        String backup = folder.resolve("backup").toString();
        String embedded = Files.createFile(folder.resolve("embedded.yaml")).toString();
        done(CommandLineInside.run(
                Federzug::start, "backup", backup, "--plain", "--home", before.toString(), "--config", embedded));
        DatabaseForTests.adopt(home, SCHEMA);
        // With a word about mails since then, of which there are none.
        assertThat(federzug("restore", backup).exit()).isEqualTo(1);
        Path dump = Files.createDirectories(folder.resolve("made"));
        Files.writeString(dump.resolve(DUMP), DatabaseForTests.dump(SCHEMA, CONTENTS));
        keep(dump, name -> true, SQL);
    }

    private static void keep(Path made, Predicate<String> wanted, String file) throws Exception {
        Path resources = Path.of("src/test/resources/federzug").resolve(file);
        SolidArchive.write(made, wanted, resources);
        Path compiled =
                Path.of(UpgradeIT.class.getResource("/federzug").toURI()).resolve(file);
        Files.createDirectories(compiled.getParent());
        Files.write(compiled, Files.readAllBytes(resources));
    }

    private CommandLineInside.Ended inside(Consumer<ConfigurableApplicationContext> what, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--home", home.toString()));
        return CommandLineInside.run(
                properties -> {
                    ConfigurableApplicationContext context = Federzug.start(properties);
                    what.accept(context);
                    return context;
                },
                all.toArray(String[]::new));
    }

    private static void done(CommandLineInside.Ended ended) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--plain", "--home", home.toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
