package federzug.backup;

import federzug.backup.JdbcTables.Dumped;
import federzug.document.Digest;
import federzug.document.DocumentContents;
import federzug.document.DocumentException;
import federzug.file.HomeInstance;
import federzug.file.HomeLock;
import federzug.file.WholeFile;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Saves database and documents while others work, and restores them into an empty home. The database is read first:
 * documents are written before a row names them and never change, so each one that it names is there afterwards.
 */
@Component
public class Backup {
    /** Marks this home as restored, with the time of its backup, until every mail in doubt is decided. */
    private static final String RESTORED = ".wiederherstellung";

    private static final String DATABASE = "datenbank";
    private static final String DOCUMENTS = "documents";
    private static final String HOME = "home";

    /** Belongs to this home's own database, or comes again by itself. */
    private static final Set<String> NOT_SAVED =
            Set.of("database.key", "database.schema", HomeInstance.FILE, HomeLock.FILE, RESTORED);

    private static final int PAGE = 1000;

    private final JdbcTables tables;
    private final DocumentContents contents;
    private final Path home;
    private final Clock clock;

    Backup(JdbcTables tables, DocumentContents contents, @Value("${federzug.home}") Path home, Clock clock) {
        this.tables = tables;
        this.contents = contents;
        this.home = home;
        this.clock = clock;
    }

    /**
     * What was saved or restored.
     *
     * @param at when the database was read
     * @param notices documents that were damaged before
     */
    public record Done(Instant at, long matters, int documents, List<Notice> notices) {
        public Done {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Saves all into a folder that is empty or not there yet.
     *
     * @throws BackupException if it is not, or cannot be written
     */
    public Done save(Path folder) {
        requireEmpty(folder, "backup.save.not-empty");
        if (folder.toAbsolutePath().normalize().startsWith(home.toAbsolutePath().normalize())) {
            throw BackupException.refused("backup.save.within-home", Place.file(folder.toString()));
        }
        try (ExclusiveAccess alone =
                alone().orElseThrow(() -> BackupException.refused("backup.save.busy", Place.NOWHERE))) {
            makeOwned(folder);
            Files.createDirectories(folder.resolve(DATABASE));
            Instant at = clock.instant();
            Dumped dumped = tables.dump(folder.resolve(DATABASE));
            Map<String, Digest> files = new TreeMap<>();
            for (String table : dumped.rows().keySet()) {
                String name = DATABASE + "/" + table + ".jsonl";
                files.put(name, digest(folder.resolve(name)));
            }
            List<Notice> damaged = new ArrayList<>();
            int documents = ofDatabase(folder, files, damaged) + ofHome(folder, files, damaged);
            others(folder, files);
            new Inventory(at, dumped.migrations(), dumped.rows(), files).write(folder);
            return new Done(at, dumped.rows().getOrDefault("matter", 0L), documents, damaged);
        } catch (IOException | UncheckedIOException e) {
            throw BackupException.failed("backup.save.unwritable", Place.file(folder.toString()), e);
        }
    }

    /**
     * Takes exclusive access to these data, against processes on this and on other machines.
     *
     * @return empty if another process has it
     * @throws IOException if the home cannot be locked
     */
    public Optional<ExclusiveAccess> alone() throws IOException {
        return ExclusiveAccess.take(home, tables);
    }

    /** Checks all that can be checked before a home is made: the backup is whole, and the home is empty. */
    public static void requireRestorable(Path folder, Path home) {
        requireEmpty(home, "backup.restore.home-not-empty");
        Inventory.proven(folder);
    }

    /**
     * Restores all into this home and its database, both empty.
     *
     * @throws BackupException if they are not, or anything in the backup is missing or was changed
     */
    public Done restore(Path folder) {
        Inventory inventory = Inventory.proven(folder);
        if (!tables.filled().isEmpty()) {
            throw BackupException.refused("backup.restore.database-not-empty", Place.NOWHERE);
        }
        if (!tables.migrations().containsAll(inventory.migrations())) {
            throw BackupException.refused("backup.restore.newer", Place.file(folder.toString()));
        }
        int documents = 0;
        try {
            for (String path : inventory.files().keySet()) {
                if (path.startsWith(DOCUMENTS + "/")) {
                    restored(
                            Inventory.within(folder, path),
                            path,
                            inventory.files().get(path));
                    documents++;
                } else if (path.startsWith(HOME + "/")) {
                    String name = path.substring(HOME.length() + 1);
                    copy(
                            Inventory.within(folder, path),
                            Inventory.within(home, name),
                            inventory.files().get(path));
                }
            }
            // Before the first row: whatever happens then, nothing is sent again.
            WholeFile.writeDurably(
                    home.resolve(RESTORED), inventory.at().toString().getBytes(StandardCharsets.US_ASCII));
            tables.load(folder.resolve(DATABASE), inventory.rows());
        } catch (IOException | UncheckedIOException e) {
            throw BackupException.failed("backup.restore.unwritable", Place.file(home.toString()), e);
        }
        return new Done(inventory.at(), inventory.rows().getOrDefault("matter", 0L), documents, List.of());
    }

    /** When the backup was made from which this home was restored, until {@link #settled}. */
    public Optional<Instant> restoredFrom() {
        Path mark = home.resolve(RESTORED);
        try {
            String at = Files.readString(mark).strip();
            // Made by a person after the whole machine was set back: empty, and newer than anything the home knows.
            return Optional.of(at.isEmpty() ? Files.getLastModifiedTime(mark).toInstant() : Instant.parse(at));
        } catch (DateTimeParseException e) {
            throw BackupException.refused("backup.restore.mark", Place.file(mark.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw BackupException.failed("backup.restore.unwritable", Place.file(home.toString()), e);
        }
    }

    /** To be called when all that may have happened since the backup is marked as uncertain. */
    public void settled() {
        try {
            Files.deleteIfExists(home.resolve(RESTORED));
        } catch (IOException e) {
            throw BackupException.failed("backup.restore.unwritable", Place.file(home.toString()), e);
        }
    }

    /**
     * Puts the documents of a home into the database, which all machines share. Nothing is taken from the home; what is
     * there already is skipped, so that an interrupted call is simply repeated.
     *
     * @param from a home; usually this one
     * @param each is called after each document with the number checked so far
     * @throws BackupException if documents are not kept in the database, or there is no such home
     */
    public Moved moveDocuments(Path from, IntConsumer each) {
        if (!contents.inUse()) {
            throw BackupException.refused("backup.import.no-database", Place.NOWHERE);
        }
        Path documents = from.resolve(DOCUMENTS);
        if (!Files.isDirectory(documents)) {
            throw BackupException.refused("backup.import.no-documents", Place.file(from.toString()));
        }
        int[] count = {0, 0};
        List<Notice> damaged = new ArrayList<>();
        try {
            each(documents, (file, digest) -> {
                try {
                    count[contents.put(digest, file) ? 0 : 1]++;
                } catch (DocumentException e) {
                    damaged.addAll(e.notices());
                }
                each.accept(count[0] + count[1]);
            });
        } catch (IOException | UncheckedIOException e) {
            throw BackupException.failed("backup.import.unreadable", Place.file(documents.toString()), e);
        }
        return new Moved(count[0], count[1], damaged);
    }

    /**
     * @param moved how many documents are in the database now and were not before
     * @param known how many were there already
     * @param damaged what could not be taken, since its bytes have changed
     */
    public record Moved(int moved, int known, List<Notice> damaged) {
        public Moved {
            damaged = List.copyOf(damaged);
        }
    }

    private void restored(Path from, String path, Digest digest) throws IOException {
        if (!contents.inUse()) {
            copy(from, Inventory.within(home, path), digest);
            return;
        }
        try {
            contents.put(digest, from);
        } catch (DocumentException e) {
            throw BackupException.refused("backup.restore.changed", Place.file(from.toString()))
                    .causedBy(e);
        }
    }

    private int ofDatabase(Path folder, Map<String, Digest> files, List<Notice> damaged) throws IOException {
        if (!contents.inUse()) {
            return 0;
        }
        int count = 0;
        List<Digest> page = contents.after("", PAGE);
        while (!page.isEmpty()) {
            for (Digest digest : page) {
                String name = name(digest);
                Path target = folder.resolve(name);
                WholeFile.writeDurably(target, file -> contents.write(digest, file));
                if (digest(target).equals(digest)) {
                    files.put(name, digest);
                    count++;
                } else {
                    Files.delete(target);
                    damaged.add(Notice.error("backup.save.damaged", Place.file(digest.hex())));
                }
            }
            page = contents.after(page.get(page.size() - 1).hex(), PAGE);
        }
        return count;
    }

    private int ofHome(Path folder, Map<String, Digest> files, List<Notice> damaged) throws IOException {
        int[] count = {0};
        each(home.resolve(DOCUMENTS), (file, digest) -> {
            String name = name(digest);
            if (files.containsKey(name) || contents.isForgotten(digest)) {
                return;
            }
            try {
                copy(file, folder.resolve(name), digest);
                files.put(name, digest);
                count[0]++;
            } catch (BackupException e) {
                damaged.add(Notice.error("backup.save.damaged", Place.file(file.toString())));
            }
        });
        return count[0];
    }

    private static String name(Digest digest) {
        return DOCUMENTS + "/" + digest.hex().substring(0, 2) + "/"
                + digest.hex().substring(2);
    }

    /** What to do with a document in a home. */
    private interface Found {
        void document(Path file, Digest digest) throws IOException;
    }

    private static void each(Path documents, Found found) throws IOException {
        if (!Files.isDirectory(documents)) {
            return;
        }
        Files.walkFileTree(documents, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String hex =
                        documents.relativize(file).toString().replace('\\', '/').replace("/", "");
                if (hex.matches("[0-9a-f]{64}")) { // anything else is being written just now
                    found.document(file, new Digest(hex));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What lies beside database and documents: the record of sendings, the configuration, keys of rehearsals. */
    private void others(Path folder, Map<String, Digest> files) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                return each.equals(home.resolve(DOCUMENTS)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = home.relativize(file).toString().replace('\\', '/');
                boolean database = name.matches("federzug\\..*db") || name.endsWith(".log") || name.endsWith(".tmp");
                if (attributes.isRegularFile() && !database && !NOT_SAVED.contains(name)) {
                    Path target = folder.resolve(HOME).resolve(name);
                    WholeFile.writeDurably(target, Files.readAllBytes(file));
                    files.put(HOME + "/" + name, digest(target));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) {
                return FileVisitResult.CONTINUE; // gone meanwhile
            }
        });
    }

    /** @throws BackupException if the bytes are not those of the digest: then there is no copy */
    private static void copy(Path from, Path to, Digest digest) throws IOException {
        byte[] bytes = Files.readAllBytes(from);
        if (!Digest.of(bytes).equals(digest)) {
            throw BackupException.refused("backup.restore.changed", Place.file(from.toString()));
        }
        WholeFile.writeDurably(to, bytes);
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }

    private static void requireEmpty(Path folder, String code) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw BackupException.refused(code, Place.file(folder.toString()));
            }
        } catch (IOException e) {
            throw BackupException.refused(code, Place.file(folder.toString())).causedBy(e);
        }
    }

    private static void makeOwned(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
