package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** Fills Word templates with the data of a matter. */
@Component
public class Drafting {

    private final TemplateCatalogue templates;
    private final DocumentStore store;
    private final TemplateShelf shelf = new TemplateShelf();

    public Drafting(TemplateCatalogue templates, DocumentStore store) {
        this.templates = templates;
        this.store = store;
    }

    /**
     * Fills the agreement's template; the DOCX is in the store afterwards. The same matter gives the same bytes.
     *
     * @throws DraftingException with every problem of the template and its data
     */
    public FilledDraft fill(Matter matter, Agreement agreement) {
        return filled(matter, agreement).draft();
    }

    /**
     * A draft and what went into it.
     *
     * @param boxes who signs in which paragraph of the body, from 1
     * @param values what was written for required fields
     */
    record Filled(FilledDraft draft, Map<Integer, String> boxes, Map<String, String> values) {}

    Filled filled(Matter matter, Agreement agreement) {
        String suffix = matter.agreements().size() > 1 ? "-" + agreement.key() : "";
        List<FilledDraft.Annex> annexes = Annexes.of(matter, agreement, store);
        return withTemplate(
                agreement.template(),
                matter.source().place("vereinbarungen[" + matter.agreements().indexOf(agreement) + "].vorlage"),
                template -> fill(
                        template,
                        agreement.template() + suffix,
                        matter,
                        MatterValues.of(matter, agreement),
                        agreement.signatories(),
                        annexes,
                        Annexes.identity(annexes)));
    }

    /**
     * Fills the press release's template.
     *
     * @throws DraftingException with every problem of the template and its data
     */
    public FilledDraft fillRelease(Matter matter) {
        PressRelease release = matter.release();
        if (release == null) {
            throw new IllegalArgumentException("a matter without a press release");
        }
        return withTemplate(
                        release.template(),
                        matter.source().place("medieninformation.vorlage"),
                        template -> fill(
                                template,
                                release.template(),
                                matter,
                                MatterValues.of(matter),
                                List.of(),
                                List.of(),
                                Annexes.identity(release.picture())))
                .draft();
    }

    /**
     * Fills a template that surrounds a signing: an invitation, a running order, a council paper. Nobody signs it.
     *
     * @param own the municipality it is for; null: for all of them
     * @param today the paper's own date
     * @throws DraftingException with every problem of the template and its data, and if it has a signature box
     */
    public FilledDraft fillPaper(Matter matter, String template, @Nullable Municipality own, LocalDate today) {
        String suffix = own == null || matter.municipalities().size() < 2 ? "" : "-" + own.key();
        Value.Group values = MatterValues.ofPaper(matter, own, today);
        return withTemplate(
                        template,
                        Place.file(matter.id()),
                        read -> fill(read, template + suffix, matter, values, List.of(), List.of(), ""))
                .draft();
    }

    /** The names of the templates that can be filled. */
    public List<String> templates() {
        return templates.names();
    }

    /**
     * What is wrong with a template, whatever the data: unreadable file, unknown names, marks without partner, fields
     * that {@code felder.yaml} beside it does not list or lists in vain.
     */
    public List<Notice> check(Path docx) {
        Template template = read(docx, name(docx));
        Inspection inspection = Inspection.of(template, MatterValues.names());
        Set<Notice> notices = new LinkedHashSet<>(template.notices());
        notices.addAll(inspection.notices());
        if (notices.stream().noneMatch(Notice::isError)) {
            Set<String> used = new LinkedHashSet<>();
            inspection.fields().forEach(use -> used.add(use.name()));
            Place list = Place.file(FieldList.FILE);
            if (template.fields().entries().isEmpty() && !used.isEmpty()) {
                notices.add(Notice.warning("drafting.fields.none", list, used.size()));
            } else {
                used.stream()
                        .filter(name -> !template.fields().entries().containsKey(name))
                        .forEach(name -> notices.add(Notice.warning("drafting.fields.not-listed", list, name)));
            }
            template.fields().entries().keySet().stream()
                    .filter(name -> !used.contains(name))
                    .forEach(name -> notices.add(Notice.warning("drafting.fields.unused", list, name)));
        }
        return List.copyOf(notices);
    }

    /**
     * The fields that a template uses.
     *
     * @throws DraftingException if the file cannot be read as a template
     */
    public List<FieldUse> fields(Path docx) {
        Template template = read(docx, name(docx));
        if (template.pieces().isEmpty()) {
            throw new DraftingException(Kind.INPUT, template.notices());
        }
        return Inspection.of(template, MatterValues.names()).fields();
    }

    /**
     * The template filled with sample data, to see what rendering says about it; an agreement if it has a signature box,
     * a press release otherwise.
     *
     * @throws DraftingException with every problem of the template
     */
    public FilledDraft sample(Path docx) {
        Template template = read(docx, name(docx));
        Matter sample = SampleMatter.create();
        store.put("muster.png", SampleMatter.picture());
        boolean agreement = Inspection.of(template, MatterValues.names()).isSigned();
        Agreement agreed = sample.agreements().get(0);
        return fill(
                        template,
                        "muster",
                        sample,
                        agreement ? MatterValues.of(sample, agreed) : MatterValues.ofPaper(sample, null, sample.date()),
                        agreement ? agreed.signatories() : List.of(),
                        List.of(),
                        "")
                .draft();
    }

    /** The template as it stands, for rendering's opinion on one that cannot be filled; empty if it was refused whole. */
    public Optional<FilledDraft> unfilled(Path docx) {
        Template template = read(docx, name(docx));
        return template.pieces().isEmpty() || template.body().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new FilledDraft(store.put("muster.docx", packed(template, Map.of())), name(docx), List.of()));
    }

    /** @param named where the data name the template */
    private Filled withTemplate(String name, Place named, Function<Template, Filled> work) {
        Source source = source(installed(name, named), name);
        TemplateShelf.Key key = source.key();
        Template template = shelf.take(key).orElseGet(source::read);
        try {
            return work.apply(template);
        } finally {
            shelf.putBack(key, template);
        }
    }

    private Path installed(String name, Place named) {
        try {
            return templates.template(name);
        } catch (DraftingException e) {
            throw new DraftingException(
                            e.kind(),
                            e.notices().stream()
                                    .map(notice -> notice.placedAt(named))
                                    .toList())
                    .causedBy(e);
        }
    }

    private Filled fill(
            Template template,
            String name,
            Matter matter,
            Value.Group values,
            List<Signatory> signatories,
            List<FilledDraft.Annex> annexes,
            String identity) {
        Set<Notice> notices = new LinkedHashSet<>(template.notices());
        notices.addAll(Inspection.of(template, values).notices());
        Filler filler = new Filler(template, picture -> Annexes.picture(matter, picture, store));
        Scope scope = Scope.of(values);
        filler.fillParts(scope);
        String title = CoreProperties.fill(template, filler, scope, matter.date(), identity);
        notices.addAll(filler.notices());
        if (!template.pieces().isEmpty()) {
            notices.addAll(Boxes.check(filler.boxes(), signatories, place(template.name())));
            if (title.isBlank()) {
                notices.add(Notice.error("drafting.title.missing", place(template.name())));
            }
        }
        if (notices.stream().anyMatch(Notice::isError)) {
            throw new DraftingException(
                    Kind.INPUT, notices.stream().filter(Notice::isError).toList());
        }
        template.pieces().values().forEach(part -> BoxMarks.clear(part.document()));
        BoxMarks.set(filler.boxes());
        Content content = store.put(name + ".docx", packed(template, filler.grown()));
        Element body = template.bodyElement();
        return new Filled(
                store.keep(new FilledDraft(content, title, Boxes.placed(filler.boxes(), body), annexes)),
                Boxes.names(filler.boxes(), body),
                filler.required());
    }

    /** @param grown parts that are replaced */
    private static byte[] packed(Template template, Map<String, byte[]> grown) {
        Map<String, byte[]> parts = new LinkedHashMap<>(template.archive().parts());
        parts.putAll(grown);
        template.pieces().forEach((name, part) -> {
            Identifiers.renumber(part.document());
            parts.put(name, Xml.write(part.document()));
        });
        template.others().forEach(other -> parts.put(other.part(), Xml.write(other.document())));
        if (template.properties() != null) {
            parts.put(
                    template.properties().part(),
                    Xml.write(template.properties().document()));
        }
        return new Archive(parts).pack();
    }

    private static Place place(String template) {
        return Place.file(Texts.german().text("drafting.place.template", template));
    }

    private static String name(Path docx) {
        return String.valueOf(docx.getFileName());
    }

    private static Template read(Path docx, String name) {
        return source(docx, name).read();
    }

    /** What a template is made of. */
    private record Source(
            String name, byte[] file, @Nullable String fields) {
        TemplateShelf.Key key() {
            String list = fields == null ? "-" : "+" + fields;
            return new TemplateShelf.Key(name, Digest.of(file), Digest.of(list.getBytes(StandardCharsets.UTF_8)));
        }

        Template read() {
            return Template.read(
                    name, file, fields == null ? FieldList.none() : FieldList.read(fields, Place.file(FieldList.FILE)));
        }
    }

    /** @param named a Word file, or the folder of a template */
    private static Source source(Path named, String name) {
        Path docx = Files.isDirectory(named) ? named.resolve(FolderTemplateCatalogue.FILE) : named;
        List<Notice> notices = new ArrayList<>();
        byte[] bytes = new byte[0];
        @Nullable String fields = null;
        try {
            try (InputStream in = Files.newInputStream(docx)) {
                bytes = in.readNBytes(Archive.MAXIMUM_FILE + 1);
            }
            Path list = docx.resolveSibling(FieldList.FILE);
            if (Files.exists(list)) {
                fields = Files.readString(list);
            }
        } catch (CharacterCodingException e) {
            notices.add(Notice.error("drafting.fields.not-yaml", Place.file(FieldList.FILE), "?"));
        } catch (IOException e) {
            notices.add(Notice.error("drafting.template.unreadable", place(name), docx.toAbsolutePath()));
        }
        if (!notices.isEmpty()) {
            throw new DraftingException(Kind.INPUT, notices);
        }
        return new Source(name, bytes, fields);
    }
}
