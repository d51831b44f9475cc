package federzug.backup;

import federzug.document.Digest;
import federzug.file.WholeFile;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup consists of. It is written last: a folder without it is no backup, or one that was broken off.
 *
 * @param at when the database was read
 * @param migrations that had been applied to it
 * @param rows tables and how many rows each has
 * @param files digest of each file, by its path within the backup, with slashes
 */
record Inventory(Instant at, List<String> migrations, Map<String, Long> rows, Map<String, Digest> files) {
    static final String FILE = "inhalt.json";
    static final String SEAL = "inhalt.sha256";
    static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Inventory {
        migrations = List.copyOf(migrations);
        rows = new TreeMap<>(rows);
        files = new TreeMap<>(files);
    }

    void write(Path folder) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("at", at.toString());
        migrations.forEach(root.putArray("migrations")::add);
        ObjectNode tables = root.putObject("tables");
        rows.forEach(tables::put);
        ObjectNode digests = root.putObject("files");
        files.forEach((path, digest) -> digests.put(path, digest.hex()));
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        WholeFile.writeDurably(
                folder.resolve(SEAL),
                (Digest.of(bytes).hex() + "  " + FILE + "\n").getBytes(StandardCharsets.US_ASCII));
        WholeFile.writeDurably(folder.resolve(FILE), bytes);
    }

    /**
     * Reads the inventory and checks every file it names.
     *
     * @throws BackupException with all that is missing or was changed
     */
    static Inventory proven(Path folder) {
        Inventory inventory = read(folder);
        List<Notice> wrong = new ArrayList<>();
        inventory.files.forEach((path, digest) -> {
            Path file = within(folder, path);
            try (InputStream in = Files.newInputStream(file)) {
                if (!Digest.of(in).equals(digest)) {
                    wrong.add(Notice.error("backup.restore.changed", Place.file(path)));
                }
            } catch (IOException e) {
                wrong.add(Notice.error("backup.restore.missing", Place.file(path)));
            }
        });
        if (!wrong.isEmpty()) {
            throw new BackupException(Kind.INPUT, wrong);
        }
        return inventory;
    }

    private static Inventory read(Path folder) {
        Place place = Place.file(folder.toString());
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(FILE));
            String seal = Files.readString(folder.resolve(SEAL), StandardCharsets.US_ASCII);
            if (!seal.startsWith(Digest.of(bytes).hex())) {
                throw BackupException.refused("backup.restore.changed", Place.file(FILE));
            }
            JsonNode root = JSON.readTree(bytes);
            if (root.path("schema").asInt() != SCHEMA) {
                throw BackupException.refused("backup.restore.newer", place);
            }
            List<String> migrations = new ArrayList<>();
            root.get("migrations").forEach(one -> migrations.add(one.asString()));
            Map<String, Long> rows = new TreeMap<>();
            root.get("tables")
                    .properties()
                    .forEach(one -> rows.put(one.getKey(), one.getValue().asLong()));
            Map<String, Digest> files = new TreeMap<>();
            root.get("files")
                    .properties()
                    .forEach(one ->
                            files.put(one.getKey(), new Digest(one.getValue().asString())));
            return new Inventory(Instant.parse(root.get("at").asString()), migrations, rows, files);
        } catch (IOException e) {
            throw BackupException.refused("backup.restore.no-backup", place).causedBy(e);
        } catch (JacksonException e) {
            throw BackupException.refused("backup.restore.changed", Place.file(FILE))
                    .causedBy(e);
        }
    }

    /** No name in an inventory leads out of the backup. */
    static Path within(Path folder, String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw BackupException.refused("backup.restore.changed", Place.file(path));
        }
        return file;
    }
}
