package federzug.pipeline.run;

import federzug.agreement.Agreement;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Digest;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest.Wording;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.folder.UploadedFile;
import federzug.pipeline.preparing.WordingComparison;
import federzug.pipeline.preparing.WordingComparison.Compared;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the draft of each agreement, and takes the wording that the parties agreed upon in a Word file. */
@Component
public class WordingDesk {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final WordingComparison comparison;
    private final AcceptingDesk accepting;

    WordingDesk(Matters matters, Ceremonies ceremonies, WordingComparison comparison, AcceptingDesk accepting) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.comparison = comparison;
        this.accepting = accepting;
    }

    /**
     * The draft of an agreement.
     *
     * @param name as people know the file, without its ending
     * @param pdf null: nothing is prepared yet
     * @param negotiated whether its wording is one that the parties agreed upon
     * @param signed whether somebody has signed: then the text stays
     */
    public record Draft(
            String agreement,
            String name,
            @Nullable Digest word,
            @Nullable Digest pdf,
            int pages,
            boolean negotiated,
            boolean signed) {}

    /**
     * @throws PipelineException if there is no such matter
     */
    public List<Draft> drafts(String matter) {
        StoredMatter stored = stored(matter);
        return stored.matter().agreements().stream()
                .map(agreement -> draft(stored, agreement))
                .toList();
    }

    private Draft draft(StoredMatter stored, Agreement agreement) {
        String matter = stored.matter().id();
        String name = ResultNames.agreement(stored.matter(), agreement.key());
        Optional<Ceremony> ceremony = ceremonies.find(matter, agreement.key());
        return ceremony.map(one -> new Draft(
                        agreement.key(),
                        name,
                        one.basis().draft(),
                        one.prepared().content().digest(),
                        one.basis().pages(),
                        comparison.isNegotiated(
                                matter, agreement.key(), one.basis().draft()),
                        one.anybodySigned()))
                .orElseGet(() -> new Draft(agreement.key(), name, null, null, 0, false, false));
    }

    /** A Word file that was handed in, with its differences; the file goes when it is closed. */
    public record Negotiated(String matter, String agreement, String name, UploadedFile file, Compared compared)
            implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * Compares a Word file with the draft.
     *
     * @throws federzug.notice.NoticedException with all reasons for which it cannot be adopted
     */
    public Negotiated compare(String matter, String agreement, Upload upload) {
        StoredMatter stored = stored(matter);
        UploadedFile file = UploadedFile.of(upload);
        try {
            Compared compared = comparison.compare(stored, agreement(stored, agreement), file.path());
            return new Negotiated(matter, agreement, upload.name(), file, compared);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Adopts a wording and prepares the agreement with it.
     *
     * @param shown digest of the differences that the person has seen
     * @throws PipelineException if there are others by now
     */
    public RunReport adopt(Acting acting, Negotiated negotiated, Digest shown, Progress progress) {
        StoredMatter stored = stored(negotiated.matter());
        Agreement agreement = agreement(stored, negotiated.agreement());
        Compared now = comparison.compare(stored, agreement, negotiated.file().path());
        if (!now.digest().equals(shown)) {
            throw PipelineException.refused("pipeline.data.other-changes", Place.NOWHERE);
        }
        Wording wording = new Wording(
                negotiated.matter(), negotiated.agreement(), negotiated.file().path());
        return accepting.prepare(acting, negotiated.matter(), List.of(wording), progress);
    }

    /** Goes back to the wording of the template. */
    public RunReport backToTemplate(Acting acting, String matter, String agreement, Progress progress) {
        return accepting.prepare(acting, matter, List.of(new Wording(matter, agreement, null)), progress);
    }

    private static Agreement agreement(StoredMatter stored, String key) {
        return stored.matter()
                .agreement(key)
                .orElseThrow(() -> PipelineException.refused(
                        "pipeline.agreement.which",
                        Place.NOWHERE,
                        stored.matter().id(),
                        String.join(
                                ", ",
                                stored.matter().agreements().stream()
                                        .map(Agreement::key)
                                        .toList())));
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }
}
