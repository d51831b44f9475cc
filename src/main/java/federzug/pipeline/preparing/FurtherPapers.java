package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Municipality;
import federzug.agreement.StoredMatter;
import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.drafting.Consistency;
import federzug.drafting.Drafting;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.rendering.Rendering;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills what surrounds a signing with the data of a prepared matter: invitation, running order, certificate, council
 * paper. They are files for people, to be edited and printed; nothing of the signing depends on them.
 */
@Component
public class FurtherPapers {
    /** Delivered with the product, in the order of their use. */
    private static final List<String> DELIVERED = List.of("ratsvorlage", "einladung", "ablaufplan", "urkunde");

    /** One for each municipality: council paper, cover letter. */
    private static final Set<String> TO_EACH = Set.of("ratsvorlage", "anschreiben");

    private final Matters matters;
    private final Drafting drafting;
    private final Consistency consistency;
    private final Rendering rendering;
    private final DocumentStore store;
    private final OutFolder out;
    private final Clock clock;

    FurtherPapers(
            Matters matters,
            Drafting drafting,
            Consistency consistency,
            Rendering rendering,
            DocumentStore store,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.drafting = drafting;
        this.consistency = consistency;
        this.rendering = rendering;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Writes each paper as Word file and as PDF into the matter's folder; first all are checked, then written.
     *
     * @param templates names of templates; none: those that are delivered
     * @return the files
     * @throws PipelineException with all that is wrong: no such matter or template, no agreement, sample text in a real
     *     matter
     */
    public List<Path> write(String matter, List<String> templates, Progress progress) {
        StoredMatter stored = matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        if (stored.matter().agreements().isEmpty()) {
            throw PipelineException.refused("pipeline.papers.no-agreement", Place.NOWHERE, matter);
        }
        List<FilledDraft> drafts = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (String template : templates.isEmpty() ? DELIVERED : templates) {
            require(template);
            for (FilledDraft draft : filled(stored.matter(), template)) {
                notices.addAll(consistency.checkPaper(stored.matter(), stored.rehearsal(), draft));
                drafts.add(draft);
            }
        }
        if (notices.stream().anyMatch(Notice::isError)) {
            throw new PipelineException(Kind.INPUT, notices);
        }
        notices.forEach(progress::changed);
        List<Path> files = new ArrayList<>();
        for (FilledDraft draft : drafts) {
            progress.working(Notice.note("pipeline.prepare.rendering", Place.file(matter)));
            ArchivalPdf pdf = rendering.render(draft, Marks.rehearsal(stored.rehearsal()));
            String name = draft.content().name().replaceFirst("\\.docx$", "");
            files.add(out.write(stored, name + ".docx", draft.content(), progress));
            files.add(out.write(stored, name + ".pdf", pdf.content(), progress));
        }
        return files;
    }

    private List<FilledDraft> filled(Matter matter, String template) {
        List<@Nullable Municipality> owners = new ArrayList<>();
        if (TO_EACH.contains(template)) {
            owners.addAll(matter.municipalities());
        } else {
            owners.add(null);
        }
        return owners.stream()
                .map(own -> store.keep(drafting.fillPaper(matter, template, own, LocalDate.now(clock))))
                .toList();
    }

    private void require(String template) {
        List<String> known = drafting.templates();
        if (!known.contains(template)) {
            throw PipelineException.refused(
                    "pipeline.papers.unknown",
                    Place.NOWHERE,
                    template,
                    Suggestion.orAll(template, known),
                    String.join(", ", known));
        }
    }
}
