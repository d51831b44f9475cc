package federzug.pipeline.run;

import federzug.agreement.DataForm;
import federzug.ceremony.Acting;
import federzug.document.Digest;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Dossier;
import federzug.pipeline.board.Dossier.Paper;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.folder.UploadedFile;
import federzug.pipeline.preparing.DataChoices;
import federzug.pipeline.preparing.DataEffects;
import federzug.pipeline.run.AcceptingDesk.Changes;
import federzug.pipeline.run.AcceptingDesk.TableRead;
import federzug.pipeline.run.DataDesk.Judged;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.WordingDesk.Draft;
import federzug.pipeline.run.WordingDesk.Negotiated;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All that a page needs on which a matter is written: what was typed, what it would change, its drafts, and how it is
 * accepted and prepared.
 */
@Component
public class MatterEditing {
    private final DataDesk desk;
    private final AcceptingDesk accepting;
    private final WordingDesk wordings;
    private final DataChoices choices;
    private final Dossier dossier;
    private final ExampleMatter example;

    MatterEditing(
            DataDesk desk,
            AcceptingDesk accepting,
            WordingDesk wordings,
            DataChoices choices,
            Dossier dossier,
            ExampleMatter example) {
        this.desk = desk;
        this.accepting = accepting;
        this.wordings = wordings;
        this.choices = choices;
        this.dossier = dossier;
        this.example = example;
    }

    /** As {@link DataDesk#of}. */
    public Sheet of(String account, String matter) {
        return desk.of(account, matter);
    }

    /** As {@link DataDesk#begun(String, String)}. */
    public Sheet begun(String account, String input) {
        return desk.begun(account, input);
    }

    /** As {@link DataDesk#begun(String)}. */
    public List<Sheet> begun(String account) {
        return desk.begun(account);
    }

    /** Whether there is an example to practise with. */
    public boolean hasExample() {
        return example.isThere();
    }

    /** The example to practise with; empty if there is none. */
    public Optional<DataForm> example() {
        return example.form();
    }

    /** The data of a version of a matter. */
    public DataForm version(String matter, int version) {
        return desk.version(matter, version);
    }

    /** As {@link DataDesk#keep}. */
    public String keep(String account, String input, String matter, int base, DataForm form) {
        return desk.keep(account, input, matter, base, form);
    }

    /** Discards an input. */
    public void drop(String account, String input) {
        desk.drop(account, input);
    }

    /** Has data read by the rules for everything staff write. */
    public Judged judge(DataForm form) {
        return desk.judge(form);
    }

    /** Takes the file of an annex. */
    public DataForm withAnnex(DataForm form, String entry, Upload file) {
        return desk.withAnnex(form, entry, file);
    }

    /** Takes a press list, CSV or Excel. */
    public DataForm.Read withPressList(DataForm form, Upload file) {
        return desk.withPressList(form, file);
    }

    /** Whether a field may still change after the first signature. */
    public static boolean staysOpen(String path) {
        return DataEffects.staysOpen(path);
    }

    /** Templates for agreements and press releases, by name. */
    public List<String> templates() {
        return choices.templates();
    }

    /** Signing devices, by name. */
    public List<String> devices() {
        return choices.devices();
    }

    /** As {@link AcceptingDesk#changes}. */
    public Changes changes(Sheet sheet) {
        return accepting.changes(sheet);
    }

    /**
     * The drafts of a matter.
     *
     * @param title of the matter, as in lists
     * @param release the press release; null if there is none
     */
    public record Drafts(
            String title,
            boolean rehearsal,
            List<Draft> agreements,
            @Nullable Paper release) {
        public Drafts {
            agreements = List.copyOf(agreements);
        }
    }

    /** As {@link Dossier#title(String)}. */
    public String title(String matter) {
        return dossier.title(matter);
    }

    public Drafts drafts(String matter) {
        Dossier.Whole whole = dossier.of(matter);
        Paper release = whole.papers().stream()
                .filter(paper -> paper.name().equals(ResultNames.RELEASE + ".pdf"))
                .findFirst()
                .orElse(null);
        return new Drafts(whole.brief().title(), whole.brief().status().rehearsal(), wordings.drafts(matter), release);
    }

    /** A table that was handed in, with what it says; the file goes when it is closed. */
    public record HandedIn(String name, UploadedFile file, TableRead read) implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    /** As {@link AcceptingDesk#acceptNew}. */
    public RunReport acceptNew(Acting acting, String account, String input, Progress progress) {
        return accepting.acceptNew(acting, account, input, progress);
    }

    /** Accepts the changes that were shown. */
    public RunReport accept(Acting acting, String account, String matter, Digest shown, Progress progress) {
        return accepting.accept(acting, account, matter, shown, progress);
    }

    /** Reads a table of matters; nothing is accepted. */
    public HandedIn read(Upload table) {
        UploadedFile kept = UploadedFile.of(table);
        try {
            return new HandedIn(table.name(), kept, accepting.read(kept));
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /** Accepts the matters of a table that were shown. */
    public RunReport accept(Acting acting, HandedIn table, Digest shown, Progress progress) {
        return accepting.accept(acting, table.file(), shown, progress);
    }

    /** Prepares a matter from the data in force. */
    public RunReport prepare(Acting acting, String matter, Progress progress) {
        return accepting.prepare(acting, matter, List.of(), progress);
    }

    /** As {@link WordingDesk#compare}. */
    public Negotiated compare(String matter, String agreement, Upload word) {
        return wordings.compare(matter, agreement, word);
    }

    /** As {@link WordingDesk#adopt}. */
    public RunReport adopt(Acting acting, Negotiated negotiated, Digest shown, Progress progress) {
        return wordings.adopt(acting, negotiated, shown, progress);
    }

    /** Goes back to the wording of the template. */
    public RunReport backToTemplate(Acting acting, String matter, String agreement, Progress progress) {
        return wordings.backToTemplate(acting, matter, agreement, progress);
    }
}
