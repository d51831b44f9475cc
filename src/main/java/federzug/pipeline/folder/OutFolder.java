package federzug.pipeline.folder;

import federzug.agreement.StoredMatter;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.file.UnchangedFiles;
import federzug.file.WholeFile;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder that receives the finished files for people ({@code --out}). A file that people changed, or that another
 * program holds open, is left alone: the new one gets a number. A worker writes none, since the folder may be that of
 * another machine: what it has made is in the document store.
 */
@Component
public class OutFolder {
    /** In the home: a folder for each matter with the mails that this machine has sent as a worker. */
    public static final String WORKERS = "worker";

    private static final int NUMBERS = 1000;

    private final DocumentStore store;
    private final UnchangedFiles<Digest> digests = new UnchangedFiles<>();
    private final @Nullable Path workers;

    @Autowired
    OutFolder(
            DocumentStore store,
            @Value("${federzug.worker:false}") boolean worker,
            @Value("${federzug.home}") Path home) {
        this(store, worker ? home.resolve(WORKERS) : null);
    }

    OutFolder(DocumentStore store, @Nullable Path workers) {
        this.store = store;
        this.workers = workers;
    }

    /** For people; a worker's own holds mails only. */
    public Path folder(StoredMatter matter) {
        return (workers == null ? matter.out() : workers)
                .resolve(matter.matter().id());
    }

    /** False: this process works for other machines, and writes no files for people. */
    public boolean isForPeople() {
        return workers == null;
    }

    /** The finished file of that name if it is there with exactly this content. */
    Optional<Path> present(StoredMatter matter, String name, Digest digest) {
        Path file = folder(matter).resolve(name);
        return sameBytes(file, digest) ? Optional.of(file) : Optional.empty();
    }

    /**
     * What was put there for the records and has gone or was changed by hand since; what the house has deleted on purpose is
     * no longer kept, and missed by nobody.
     */
    public List<Content> missingFromRecords(StoredMatter matter) {
        Path folder = folder(matter).resolve(FiledFiles.FOLDER);
        return FiledFiles.in(folder).filter(filed -> isForPeople()).stream()
                .flatMap(filed -> filed.faults(folder).stream())
                .filter(file -> store.contains(file.digest()))
                .toList();
    }

    /**
     * Puts a document from the store into the matter's folder; does nothing if it is already there.
     *
     * @param name the contract's name, for example {@code kooperationsvereinbarung-signiert.pdf}; may stand in a folder
     * @param progress is called when a name got a number
     */
    public Path write(StoredMatter matter, String name, Content content, Progress progress) {
        Path folder = folder(matter);
        if (!isForPeople()) {
            return folder.resolve(name);
        }
        try {
            Path within = Optional.ofNullable(folder.resolve(name).getParent()).orElse(folder);
            Files.createDirectories(within);
            WholeFile.clear(within);
            for (int number = 1; number < NUMBERS; number++) {
                Path target = folder.resolve(numbered(name, number));
                if (sameBytes(target, content.digest())) {
                    return target;
                }
                if (isFree(target) && place(target, content)) {
                    if (number > 1) {
                        progress.changed(Notice.warning(
                                "pipeline.out.numbered",
                                Place.file(folder.resolve(name).toString()),
                                target.getFileName()));
                    }
                    return target;
                }
            }
        } catch (IOException e) {
            Optional<Notice> full = FreeSpace.exhaustion(folder);
            throw full.isPresent()
                    ? new PipelineException(Kind.FAILURE, full.get()).causedBy(e)
                    : PipelineException.refused("pipeline.folder.not-writable", Place.file(folder.toString()))
                            .causedBy(e);
        }
        throw PipelineException.refused(
                "pipeline.folder.not-writable", Place.file(folder.resolve(name).toString()));
    }

    /** Free is a name without a file, or with one that came from us: what people changed is not in the store. */
    private boolean isFree(Path target) throws IOException {
        return !Files.exists(target)
                || (Files.isRegularFile(target) && store.contains(digests.value(target, Digest::of)));
    }

    private boolean place(Path target, Content content) throws IOException {
        try (WholeFile file = WholeFile.beside(target)) {
            file.fill(store.bytes(content.digest()));
            return tookName(file, target);
        }
    }

    /** Not if a program, as on Windows, holds the file that has the name now. */
    private static boolean tookName(WholeFile file, Path target) throws IOException {
        try {
            file.takeName();
            return true;
        } catch (AccessDeniedException e) {
            return false;
        } catch (java.nio.file.FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            throw e;
        }
    }

    private static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot);
    }

    private boolean sameBytes(Path file, Digest digest) {
        try {
            return Files.isRegularFile(file) && digests.value(file, Digest::of).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}
