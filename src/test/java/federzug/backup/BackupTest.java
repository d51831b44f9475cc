package federzug.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.Digest;
import federzug.document.DocumentContents;
import federzug.file.WholeFile;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.testkit.MailDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class BackupTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-12-01T11:05:30Z"), ZoneId.of("Europe/Berlin"));

    @TempDir
    Path folder;

    private final MailDatabase database = database();
    private Path home;

    @BeforeEach
    void aHomeWithADocument() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        document("Vertrag");
        Files.writeString(home.resolve(".versandnachweis"), "eine Zeile\n");
        Files.writeString(home.resolve("database.key"), "geheim");
        Files.writeString(home.resolve("federzug.mv.db"), "Datenbank");
        database.jdbc()
                .sql(
                        "insert into document values ('a', null, true, 7, '2021-12-01 12:00:00+01:00', '2021-12-01 12:00:00', X'0102')")
                .update();
    }

    @Test
    void whatWasSavedComesBack() throws IOException {
        Backup.Done saved = backup(home, database).save(folder.resolve("backup"));
        MailDatabase empty = database();
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Backup.Done restored = backup(fresh, empty).restore(folder.resolve("backup"));

        assertThat(saved.documents()).isEqualTo(1);
        assertThat(restored.at()).isEqualTo(saved.at());
        String same = "select count(*) from document where digest = 'a' and text is null and flag and number = 7"
                + " and at = timestamp with time zone '2021-12-01 11:00:00Z' and bytes = X'0102'"
                + " and local = timestamp '2021-12-01 12:00:00'";
        assertThat(empty.jdbc().sql(same).query(Integer.class).single()).isEqualTo(1);
        assertThat(fresh.resolve(".versandnachweis")).hasContent("eine Zeile\n");
        assertThat(fresh.resolve(path("Vertrag"))).hasContent("Vertrag");
        assertThat(fresh.resolve("database.key")).doesNotExist();
        assertThat(fresh.resolve("federzug.mv.db")).doesNotExist();
    }

    @Test
    void allTablesAreSavedAsTheyWereAtOneMoment() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        TransactionTemplate together = new TransactionTemplate(database.transactions());
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                int number = i;
                together.executeWithoutResult(status -> {
                    database.jdbc()
                            .sql("insert into matter values (?)")
                            .param("m" + number)
                            .update();
                    database.jdbc()
                            .sql("insert into turn values (?)")
                            .param("m" + number)
                            .update();
                });
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 6; i++) {
                JdbcTables.Dumped dumped = tables(database).dump(newFolder("dump" + i));
                assertThat(dumped.rows().get("turn")).isEqualTo(dumped.rows().get("matter"));
            }
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void aDamagedDocumentIsNamedAndTheRestSaved() throws IOException {
        document("zweites");
        Files.writeString(home.resolve(path("Vertrag")), "Betrug!");

        Backup.Done saved = backup(home, database).save(folder.resolve("backup"));

        assertThat(saved.notices()).extracting(Notice::code).containsExactly("backup.save.damaged");
        assertThat(saved.documents()).isEqualTo(1);
    }

    @Test
    void aBackupThatWasBrokenOffOrChangedIsNotRestored() throws IOException {
        backup(home, database).save(folder.resolve("backup"));
        Path table = folder.resolve("backup/datenbank/document.jsonl");
        String rows = Files.readString(table);
        Files.writeString(table, rows.replace("7", "8"));
        refused("backup.restore.changed");
        Files.delete(table);
        refused("backup.restore.missing");
        Files.writeString(table, rows);
        Path inventory = folder.resolve("backup").resolve(Inventory.FILE);
        String all = Files.readString(inventory);
        Files.writeString(inventory, all.replace("datenbank/document", "../datenbank/document"));
        refused("backup.restore.changed");
        Files.delete(inventory);
        refused("backup.restore.no-backup");
    }

    @Test
    void noNameInAnInventoryLeadsOutOfTheBackup() {
        assertThatThrownBy(() -> Inventory.within(folder, "home/../../secret")).isInstanceOf(BackupException.class);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        backup(home, database).save(folder.resolve("backup"));

        assertThatThrownBy(() -> backup(home, database).save(folder.resolve("backup")))
                .isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> backup(home, database).save(home.resolve("backup")))
                .isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> Backup.requireRestorable(folder.resolve("backup"), home))
                .isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> backup(newFolder("fresh"), database).restore(folder.resolve("backup")))
                .isInstanceOf(BackupException.class);
    }

    @Test
    void aRestoredHomeKnowsThatItIsOneUntilThatIsSettled() throws IOException {
        backup(home, database).save(folder.resolve("backup"));
        Backup fresh = backup(newFolder("fresh"), database());
        assertThat(fresh.restoredFrom()).isEmpty();
        fresh.restore(folder.resolve("backup"));

        // A restore that was killed here is continued by the next start.
        assertThat(backup(folder.resolve("fresh"), database).restoredFrom()).contains(CLOCK.instant());
        fresh.settled();
        assertThat(fresh.restoredFrom()).isEmpty();
    }

    @Test
    void aPersonMayMarkAHomeThatWasSetBackWithItsWholeMachine() throws IOException {
        Path mark = Files.createFile(home.resolve(".wiederherstellung"));
        Instant made = Instant.parse("2026-11-29T08:00:00Z");
        Files.setLastModifiedTime(mark, FileTime.from(made));
        assertThat(backup(home, database).restoredFrom()).contains(made);

        Files.writeString(mark, "2026-11-28T07:00:00Z\n");
        assertThat(backup(home, database).restoredFrom()).contains(Instant.parse("2026-11-28T07:00:00Z"));

        Files.writeString(mark, "gestern");
        assertThatThrownBy(() -> backup(home, database).restoredFrom())
                .isInstanceOfSatisfying(
                        NoticedException.class,
                        e -> assertThat(e.notices()).extracting(Notice::code).containsExactly("backup.restore.mark"));
    }

    private void refused(String code) {
        assertThatThrownBy(() -> Backup.requireRestorable(folder.resolve("backup"), folder.resolve("none")))
                .isInstanceOfSatisfying(
                        NoticedException.class,
                        e -> assertThat(e.notices()).extracting(Notice::code).containsExactly(code));
    }

    private void document(String text) throws IOException {
        WholeFile.write(home.resolve(path(text)), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(String text) {
        String hex = Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        return "documents/" + hex.substring(0, 2) + "/" + hex.substring(2);
    }

    private Path newFolder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static MailDatabase database() {
        MailDatabase made = MailDatabase.with();
        made.jdbc()
                .sql("create table document (digest varchar(64), text text, flag boolean, number bigint,"
                        + " at timestamp(6) with time zone, local timestamp(6), bytes varbinary(100))")
                .update();
        made.jdbc().sql("create table matter (id varchar(20))").update();
        made.jdbc().sql("create table turn (id varchar(20))").update();
        made.jdbc()
                .sql(
                        "create table \"flyway_schema_history\" (\"installed_rank\" int, \"version\" varchar(50), \"success\" boolean)")
                .update();
        return made;
    }

    private static JdbcTables tables(MailDatabase database) {
        return new JdbcTables(new JdbcTemplate(database.transactions().getDataSource()), database.transactions());
    }

    private static Backup backup(Path home, MailDatabase database) {
        return new Backup(tables(database), new InHomes(), home, CLOCK);
    }

    /** No document is in the database. */
    private static final class InHomes implements DocumentContents {
        @Override
        public java.util.Set<Digest> negotiated(String matter) {
            return java.util.Set.of();
        }

        @Override
        public void forget(java.util.Set<Digest> documents) {
            throw new AssertionError("a backup deletes nothing");
        }

        @Override
        public boolean isForgotten(Digest digest) {
            return false;
        }

        @Override
        public void forgetCopies() {
            throw new AssertionError("a backup deletes nothing");
        }

        @Override
        public void forgetFacts(java.util.Set<Digest> documents) {
            throw new AssertionError("a backup deletes nothing");
        }

        @Override
        public boolean inUse() {
            return false;
        }

        @Override
        public boolean put(Digest digest, Path file) {
            throw new AssertionError();
        }

        @Override
        public boolean write(Digest digest, OutputStream to) {
            throw new AssertionError();
        }

        @Override
        public List<Digest> after(String last, int most) {
            throw new AssertionError();
        }
    }
}
