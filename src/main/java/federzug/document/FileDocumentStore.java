package federzug.document;

import federzug.file.UnchangedFiles;
import federzug.file.WholeFile;
import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the bytes in files named by their digest, and the stages in the database. */
class FileDocumentStore implements DocumentStore {
    private final Path folder;
    private final JdbcStages stages;
    private final UnchangedFiles<Digest> digests = new UnchangedFiles<>();

    FileDocumentStore(DocumentSettings settings, JdbcStages stages) {
        this.folder = settings.folder();
        this.stages = stages;
    }

    @Override
    public Content put(String name, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        Path file = file(digest);
        try {
            if (Files.exists(file)) {
                requireUnchanged(digest);
                // The writer may have been killed between rename and fsync of the folder.
                WholeFile.flush(shelf(digest));
            } else {
                WholeFile.writeDurably(file, bytes);
                // Known from now on, so that its first reader need not be followed by a second one who reads it all,
                // too.
                digests.look(file).remember(digest);
            }
            return new Content(digest, name, bytes.length);
        } catch (IOException e) {
            throw failure("document.store.unwritable", e, folder.toAbsolutePath());
        }
    }

    @Override
    public byte[] bytes(Digest digest) {
        try {
            Path file = existing(digest);
            UnchangedFiles<Digest>.Look before = digests.look(file);
            byte[] bytes = Files.readAllBytes(file);
            if (!digest.equals(before.value())) {
                if (!Digest.of(bytes).equals(digest)) {
                    throw changed(digest);
                }
                before.remember(digest);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    @Override
    public InputStream open(Digest digest) {
        requireUnchanged(digest);
        try {
            return Files.newInputStream(existing(digest));
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.isRegularFile(file(digest));
    }

    /** Whether the bytes are there and are those of the digest. */
    boolean holds(Digest digest) {
        try {
            return digests.value(file(digest), Digest::of).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    /** What is wrong with a document that the database does not have either. */
    DocumentException missing(Digest digest) {
        return stages.missing(digest, "document.database.missing");
    }

    /** Replaces the file; for caches, whose files can be fetched again. */
    void fetch(Digest digest, WholeFile.Filling bytes) throws IOException {
        try (WholeFile whole = WholeFile.beside(file(digest))) {
            whole.fill(bytes);
            whole.takeName();
        }
    }

    @Override
    public <D extends Document> D keep(D document) {
        stages.keep(document);
        return document;
    }

    @Override
    public <D extends Document> Optional<D> find(Digest digest, Class<D> stage) {
        return stages.find(digest, stage);
    }

    private void requireUnchanged(Digest digest) {
        try {
            if (!digests.value(existing(digest), Digest::of).equals(digest)) {
                throw changed(digest);
            }
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    private Path file(Digest digest) {
        return shelf(digest).resolve(name(digest));
    }

    /** 256 folders, so that none grows without bounds. */
    private Path shelf(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2));
    }

    private static String name(Digest digest) {
        return digest.hex().substring(2);
    }

    private Path existing(Digest digest) {
        Path file = file(digest);
        if (!Files.isRegularFile(file)) {
            throw stages.missing(digest, "document.store.missing", folder.toAbsolutePath());
        }
        return file;
    }

    private DocumentException changed(Digest digest) {
        return DocumentException.failed(
                "document.store.changed",
                Place.NOWHERE,
                digest.brief(),
                file(digest).toAbsolutePath());
    }

    private DocumentException unreadable(Digest digest, IOException cause) {
        return failure("document.store.unreadable", cause, file(digest).toAbsolutePath());
    }

    private static DocumentException failure(String code, IOException cause, Path path) {
        return DocumentException.failed(code, Place.NOWHERE, path).causedBy(cause);
    }
}
