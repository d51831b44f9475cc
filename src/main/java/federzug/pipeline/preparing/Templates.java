package federzug.pipeline.preparing;

import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.drafting.TemplateCatalogue;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.UploadedFile;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks templates and explains their fields, for those who own them. */
@Component
public class Templates {
    /** What rendering finds again after drafting has said what is wrong: placeholders that are still there, macros. */
    private static final Set<String> SAID_BEFORE = Set.of("rendering.draft.placeholder", "rendering.draft.macros");

    private final TemplateCatalogue catalogue;
    private final Rendering unproven;

    Templates(TemplateCatalogue catalogue, Clock clock, RenderingSettings settings) {
        this.catalogue = catalogue;
        // Proven in the check itself, so that what is found is one finding among others.
        this.unproven = new Rendering(
                new InMemoryDocumentStore(),
                clock,
                new RenderingSettings(Proof.NEVER, settings.fonts(), settings.strictFonts()));
    }

    /**
     * @param pages of the template filled with sample data; 0 if it could not be set
     */
    public record TemplateFindings(List<Notice> notices, int pages) {
        public TemplateFindings {
            notices = List.copyOf(notices);
        }

        public boolean hasErrors() {
            return notices.stream().anyMatch(Notice::isError);
        }
    }

    /**
     * A field as a template uses it.
     *
     * @param meaning from {@code felder.yaml}; empty if not listed there
     * @param required whether the template cannot be filled without a value
     */
    public record TemplateField(String name, String meaning, String sample, boolean required, List<Place> places) {
        public TemplateField {
            places = List.copyOf(places);
        }
    }

    /**
     * Everything that filling, rendering and veraPDF have against a template, at once. Nothing is kept of its sample.
     *
     * @param docx a file, or a folder with {@code vorlage.docx}; {@code felder.yaml} beside it is read too
     */
    public TemplateFindings check(Path docx) {
        return examine(docx).findings();
    }

    /**
     * What a template looks like.
     *
     * @param pdf the template filled with sample data and marked as a rehearsal; empty if it could not be set
     */
    public record Examined(TemplateFindings findings, Optional<byte[]> pdf) {}

    /** As {@link #check(Path)}, with the pages that were made for it. */
    public Examined examine(Path docx) {
        DocumentStore store = new InMemoryDocumentStore();
        Drafting drafting = new Drafting(catalogue, store);
        Set<Notice> notices = new LinkedHashSet<>();
        int pages = 0;
        Optional<byte[]> made = Optional.empty();
        try {
            notices.addAll(drafting.check(docx));
            Optional<FilledDraft> draft = draft(drafting, docx, notices);
            if (draft.isPresent()) {
                Rendering rendering = unproven.over(store);
                rendering.remarks(draft.get()).forEach(remark -> notices.add(at(docx, remark)));
                ArchivalPdf pdf = rendering.render(draft.get(), Marks.rehearsal(true));
                pages = pdf.pages();
                byte[] bytes = store.bytes(pdf.content().digest());
                made = Optional.of(bytes);
                Rendering.violations(bytes)
                        .forEach(notice -> notices.add(notice.at(Place.in(
                                String.valueOf(docx.getFileName()),
                                notice.place().within()))));
            }
        } catch (NoticedException e) {
            e.notices().stream()
                    .filter(notice -> !SAID_BEFORE.contains(notice.code()))
                    .forEach(notice -> notices.add(at(docx, notice)));
        }
        return new Examined(new TemplateFindings(new ArrayList<>(notices), pages), made);
    }

    /** As {@link #check(Path)}, for a template without a list of fields beside it. */
    public TemplateFindings check(Upload docx) {
        try (UploadedFile file = UploadedFile.of(docx)) {
            return check(file.path());
        }
    }

    /** @throws NoticedException if the file cannot be read as a template at all */
    void requireReadable(Upload docx) {
        try (UploadedFile file = UploadedFile.of(docx)) {
            fields(file.path());
        }
    }

    /** What cannot be filled is set as it stands, so that all findings are reported at once. */
    private static Optional<FilledDraft> draft(Drafting drafting, Path docx, Set<Notice> notices) {
        if (notices.stream().noneMatch(Notice::isError)) {
            try {
                return Optional.of(drafting.sample(docx));
            } catch (NoticedException e) {
                e.notices().forEach(notice -> notices.add(at(docx, notice)));
            }
        }
        return drafting.unfilled(docx);
    }

    /** The fields a template uses, in the order of their first use. */
    public List<TemplateField> fields(Path docx) {
        return new Drafting(catalogue, new InMemoryDocumentStore())
                .fields(docx).stream()
                        .map(use -> new TemplateField(
                                use.name(), use.meaning(), use.sample(), use.required(), use.places()))
                        .toList();
    }

    /** Rendering's messages name the filled sample; people know their file. */
    private static Notice at(Path docx, Notice notice) {
        Place place = notice.place();
        if (!place.file().equals("muster.docx") && !place.file().equals("muster.pdf")) {
            return notice;
        }
        return notice.at(new Place(String.valueOf(docx.getFileName()), place.line(), place.within()));
    }
}
