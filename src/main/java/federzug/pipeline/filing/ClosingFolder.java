package federzug.pipeline.filing;

import federzug.agreement.Matter;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterOrder;
import federzug.pipeline.Progress;
import federzug.pipeline.filing.FiledPieces.Ended;
import federzug.pipeline.folder.FiledFiles;
import federzug.pipeline.folder.OutFolder;
import federzug.release.Release;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Withdrawn;
import federzug.release.Releases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes {@code ablage/} when a matter has ended: what goes on file, with agreed names and its description. */
@Component
public class ClosingFolder {
    private static final String FOLDER = FiledFiles.FOLDER;

    private final Ceremonies ceremonies;
    private final Releases releases;
    private final Postbox postbox;
    private final FiledPieces filed;
    private final DocumentStore store;
    private final OutFolder out;

    ClosingFolder(
            Ceremonies ceremonies,
            Releases releases,
            Postbox postbox,
            FiledPieces filed,
            DocumentStore store,
            OutFolder out) {
        this.ceremonies = ceremonies;
        this.releases = releases;
        this.postbox = postbox;
        this.filed = filed;
        this.store = store;
        this.out = out;
    }

    /** Does nothing before the matter has ended, or if the folder is there as it should be. */
    public void write(StoredMatter stored, Progress progress) {
        Matter matter = stored.matter();
        Optional<Ended> ended = ended(stored);
        if (ended.isEmpty()) {
            return;
        }
        String made = Digest.of(String.join("\n", filed.madeFrom(ended.get())).getBytes(StandardCharsets.UTF_8))
                .hex();
        Path folder = out.folder(stored).resolve(FOLDER);
        Optional<FiledFiles> before = FiledFiles.in(folder);
        if (before.isPresent() && made.equals(before.get().madeFrom())) {
            mend(stored, before.get(), progress);
            return;
        }
        progress.working(Notice.note("pipeline.filing.working", Place.file(matter.id())));
        List<Content> files = files(ended.get(), progress);
        list(
                stored,
                made,
                files.stream().map(file -> placed(stored, file, progress)).toList(),
                progress);
        progress.changed(Notice.note("pipeline.filing.done", Place.file(matter.id()), files.size()));
    }

    /** Restores missing files. A file that people changed is kept, and the right one is written beside it. */
    private void mend(StoredMatter stored, FiledFiles filed, Progress progress) {
        List<Content> missing = out.missingFromRecords(stored);
        if (missing.isEmpty()) {
            return;
        }
        list(
                stored,
                filed.madeFrom(),
                filed.files().stream()
                        .map(file -> missing.contains(file) ? placed(stored, file, progress) : file)
                        .toList(),
                progress);
        progress.changed(Notice.note(
                "pipeline.filing.mended",
                Place.file(stored.matter().id()),
                missing.size(),
                missing.stream().map(Content::name).collect(Collectors.joining(", "))));
    }

    /** With the name that it has got. */
    private Content placed(StoredMatter stored, Content file, Progress progress) {
        Path folder = out.folder(stored).resolve(FOLDER);
        Path path = out.write(stored, FOLDER + file.name(), file, progress);
        return new Content(file.digest(), folder.relativize(path).toString(), file.size());
    }

    private void list(StoredMatter stored, String made, List<Content> placed, Progress progress) {
        String list = new FiledFiles(made, placed).text();
        out.write(stored, FOLDER + FiledFiles.LIST, text(FiledFiles.LIST, list), progress);
    }

    /** What the folder holds, from the store, wherever the folder itself may be; empty before the matter has ended. */
    List<Content> files(StoredMatter stored) {
        return ended(stored).map(ended -> files(ended, Progress.SILENT)).orElse(List.of());
    }

    private List<Content> files(Ended ended, Progress progress) {
        List<FiledPiece> pieces = filed.of(ended, progress);
        List<Content> files = new ArrayList<>();
        pieces.forEach(piece -> files.add(new Content(
                piece.content().digest(), piece.name(), piece.content().size())));
        files.add(text("metadaten.csv", CsvText.of(filed.metadata(ended.matter(), pieces))));
        files.add(text("pruefsummen.sha256", sums(pieces)));
        return files;
    }

    /** Empty before the matter has ended. */
    private Optional<Ended> ended(StoredMatter stored) {
        Matter matter = stored.matter();
        List<Ceremony> closed = closed(matter);
        Optional<Release> release = releases.find(matter.id());
        return hasEnded(matter, closed, release)
                ? Optional.of(new Ended(stored, closed, release, postbox.mails(matter.id())))
                : Optional.empty();
    }

    private List<Ceremony> closed(Matter matter) {
        return MatterOrder.of(matter).sorted(ceremonies.ofMatter(matter.id())).stream()
                .filter(ceremony -> ceremony.state() instanceof CeremonyState.Closed)
                .filter(ceremony -> matter.agreement(ceremony.agreement()).isPresent())
                .toList();
    }

    private static boolean hasEnded(Matter matter, List<Ceremony> closed, Optional<Release> release) {
        boolean agreements = closed.size() == matter.agreements().size();
        boolean released = matter.release() == null
                || release.filter(one -> one.state() instanceof Dispatched || one.state() instanceof Withdrawn)
                        .isPresent();
        return agreements && released && (!closed.isEmpty() || release.isPresent());
    }

    /** As {@code sha256sum -c} reads it. */
    private static String sums(List<FiledPiece> pieces) {
        return pieces.stream()
                .map(piece -> piece.content().digest().hex() + "  " + piece.name() + "\n")
                .collect(Collectors.joining());
    }

    private Content text(String name, String text) {
        return store.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
