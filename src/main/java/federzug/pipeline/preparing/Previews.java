package federzug.pipeline.preparing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Releases;
import federzug.rendering.Preview;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Pictures of the pages and the screen reader's text, in the folder {@code vorschau} beside the documents. */
@Component
class Previews implements StageWork {
    private static final String FOLDER = "vorschau/";

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Releases releases;
    private final DocumentStore store;
    private final OutFolder out;

    Previews(Matters matters, Ceremonies ceremonies, Releases releases, DocumentStore store, OutFolder out) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.releases = releases;
        this.store = store;
        this.out = out;
    }

    @Override
    public Stage stage() {
        return Stage.PREVIEW;
    }

    /** Writes them for every document that the matter has; what is there already stays. */
    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        matters.find(matter).ifPresent(stored -> write(stored, progress));
    }

    private void write(StoredMatter stored, Progress progress) {
        String id = stored.matter().id();
        for (Ceremony ceremony : ceremonies.ofMatter(id)) {
            String name = ResultNames.agreement(stored.matter(), ceremony.agreement());
            write(stored, name, store.bytes(ceremony.prepared().content().digest()), progress);
        }
        releases.find(id)
                .ifPresent(release -> write(
                        stored,
                        ResultNames.RELEASE,
                        store.bytes(release.state().papers().pdf()),
                        progress));
    }

    private void write(StoredMatter stored, String name, byte[] pdf, Progress progress) {
        Place place = Place.file(stored.matter().id());
        progress.working(Notice.note("pipeline.preview.working", place));
        Preview preview = Preview.of(name + ".pdf", pdf);
        for (int i = 0; i < preview.pages().size(); i++) {
            String file = String.format(Locale.ROOT, "%s-%02d.png", name, i + 1);
            put(stored, file, preview.pages().get(i), progress);
        }
        put(stored, name + "-vorgelesen.txt", preview.spoken().getBytes(StandardCharsets.UTF_8), progress);
        progress.changed(Notice.note(
                "pipeline.preview.done",
                place,
                name,
                preview.pages().size(),
                out.folder(stored).resolve(FOLDER)));
    }

    private void put(StoredMatter stored, String name, byte[] bytes, Progress progress) {
        Content content = store.put(name, bytes);
        out.write(stored, FOLDER + name, content, progress);
    }
}
