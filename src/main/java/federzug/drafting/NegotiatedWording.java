package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Signatory;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.NegotiatedDrafts;
import federzug.document.NegotiatedDrafts.Adoption;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;

/**
 * The wording that counts for an agreement: the template's, or a Word file that the parties changed and a user adopted.
 * Once adopted it stays in force until another one is adopted or a user goes back to the template; it is never
 * forgotten silently.
 */
@Component
public class NegotiatedWording {
    private final Drafting drafting;
    private final DocumentStore store;
    private final NegotiatedDrafts drafts;
    private final DraftComparison comparison;

    NegotiatedWording(Drafting drafting, DocumentStore store, NegotiatedDrafts drafts, DraftComparison comparison) {
        this.drafting = drafting;
        this.store = store;
        this.drafts = drafts;
        this.comparison = comparison;
    }

    /**
     * The draft in force; the template's is filled if there is no other.
     *
     * @throws DraftingException if data or template have changed what the negotiated draft was compared with
     */
    public FilledDraft draft(Matter matter, Agreement agreement) {
        FilledDraft filled = drafting.fill(matter, agreement);
        Optional<Adoption> row = inForce(matter.id(), agreement.key());
        if (row.isEmpty()) {
            return filled;
        }
        if (!row.get().compared().equals(filled.content().digest())) {
            throw refuse(Notice.error("drafting.adopt.stale", Place.file(matter.id()), agreement.key(), matter.id()));
        }
        return store.find(digest(row.get()), FilledDraft.class)
                .orElseThrow(() -> new IllegalStateException("no draft " + digest(row.get())));
    }

    /** The template's draft, whatever is in force. */
    public FilledDraft template(Matter matter, Agreement agreement) {
        return drafting.fill(matter, agreement);
    }

    /** Whether a document made of this draft is still what should be signed, as far as the wording goes. */
    public boolean isCurrent(String matter, String agreement, Digest draft) {
        return inForce(matter, agreement)
                .map(row -> draft.equals(row.draft()))
                .orElseGet(() -> !drafts.wasAdopted(matter, agreement, draft));
    }

    /**
     * Why a document of this draft was made, for the journal, without anybody's name; empty if it is the template's.
     */
    public String reason(String matter, String agreement, Digest draft) {
        return inForce(matter, agreement)
                .filter(row -> draft.equals(row.draft()))
                .map(Adoption::reason)
                .orElse("");
    }

    /** The list of changes of the draft in force. */
    public Optional<Content> changes(String matter, String agreement, String name) {
        return inForce(matter, agreement)
                .map(Adoption::changes)
                .map(digest -> new Content(digest, name, store.bytes(digest).length));
    }

    /**
     * Reads and checks a file that the parties changed; nothing is in force yet.
     *
     * @throws DraftingException with all reasons for refusal
     */
    public NegotiatedDraft read(Matter matter, Agreement agreement, Path file) {
        return read(matter, agreement, String.valueOf(file.getFileName()), bytes(file));
    }

    private NegotiatedDraft read(Matter matter, Agreement agreement, String name, byte[] file) {
        Drafting.Filled filled = drafting.filled(matter, agreement);
        EditedFile edited = EditedFile.read(name, file, agreement.signatories());
        List<Notice> notices = new ArrayList<>(edited.notices());
        if (!edited.isReadable()) {
            throw refused(notices);
        }
        DraftText text = edited.text();
        DraftText before = DraftText.of(
                filled.draft().content().name(),
                store.bytes(filled.draft().content().digest()));
        notices.addAll(missing(name, before, text, agreement, filled.values()));
        boolean placed = edited.notices().stream().noneMatch(Notice::isError);
        if (placed) {
            BoxPlaces.swapped(before, filled.boxes(), text, Boxes.names(edited.boxes(), edited.body()))
                    .forEach(person ->
                            notices.add(Notice.error("drafting.adopt.box-swapped", Place.file(name), person)));
        }
        List<FilledDraft.Annex> annexes = filled.draft().annexes();
        Content content =
                store.put(filled.draft().content().name(), packed(edited, matter, Annexes.identity(annexes), name));
        FilledDraft draft =
                new FilledDraft(content, edited.title(), Boxes.placed(edited.boxes(), edited.body()), annexes);
        List<Change> changes = placed ? changes(filled.draft(), draft, name, notices) : List.of();
        if (notices.stream().anyMatch(Notice::isError)) {
            throw refused(notices);
        }
        store.keep(draft);
        return new NegotiatedDraft(draft, filled.draft().content().digest(), changes, list(name, changes), notices);
    }

    /** What would keep the file from being printed is among the notices. */
    private List<Change> changes(FilledDraft before, FilledDraft after, String name, List<Notice> notices) {
        String stored = after.content().name();
        try {
            DraftComparison.Compared compared = comparison.between(before, after);
            compared.notices().forEach(notice -> notices.add(named(notice, stored, name)));
            return compared.changes();
        } catch (NoticedException e) {
            e.notices().forEach(notice -> notices.add(named(notice, stored, name)));
            return List.of();
        }
    }

    /** The file is stored under the draft's name; people know it by theirs. */
    private static Notice named(Notice notice, String stored, String name) {
        Place place = notice.place();
        return place.file().equals(stored) ? notice.at(new Place(name, place.line(), place.within())) : notice;
    }

    private static DraftingException refused(List<Notice> notices) {
        return new DraftingException(
                Kind.INPUT, notices.stream().filter(Notice::isError).toList());
    }

    /**
     * The negotiated wording in force with a signatory replaced; not in force yet. Empty if the template's
     * wording counts, or if it has been adopted already.
     *
     * @param after the same matter with the deputy in place
     * @param file the wording as the parties want it with the deputy, or null: what the template's draft changes is
     *     changed
     * @throws DraftingException if the parties reworded what names the leaving person, or for any reason to refuse a
     *     file
     */
    public Optional<NegotiatedDraft> replacing(Matter before, Matter after, String key, @Nullable Path file) {
        Agreement agreement = after.agreement(key).orElseThrow();
        Agreement old = before.agreement(key).orElseThrow();
        Optional<Adoption> row = inForce(before.id(), key);
        if (file != null) {
            String name = String.valueOf(file.getFileName());
            Succession succession = new Succession(name, bytes(file), old, agreement);
            return Optional.of(read(after, agreement, name, succession.withBoxes(after.date())));
        }
        FilledDraft next = drafting.fill(after, agreement);
        if (row.isEmpty() || row.get().compared().equals(next.content().digest())) {
            return Optional.empty();
        }
        FilledDraft base = drafting.fill(before, old);
        if (!row.get().compared().equals(base.content().digest())) {
            throw refuse(Notice.error("drafting.adopt.stale-signed", Place.file(before.id()), key));
        }
        String name = base.content().name();
        Succession succession = new Succession(name, store.bytes(digest(row.get())), old, agreement);
        byte[] carried = succession.carried(
                store.bytes(base.content().digest()), store.bytes(next.content().digest()), after.date());
        return Optional.of(read(after, agreement, name, carried));
    }

    /** From now on this draft counts. Repeating it changes nothing. */
    public void adopt(String matter, String agreement, NegotiatedDraft negotiated) {
        drafts.add(
                matter,
                agreement,
                new Adoption(
                        negotiated.draft().content().digest(),
                        negotiated.compared(),
                        negotiated.list().digest(),
                        reason(negotiated)));
    }

    /** From now on the template's wording counts again. Repeating it changes nothing. */
    public void backToTemplate(String matter, String agreement) {
        inForce(matter, agreement)
                .ifPresent(row -> drafts.add(matter, agreement, new Adoption(null, row.compared(), null, "")));
    }

    private Optional<Adoption> inForce(String matter, String agreement) {
        return drafts.latest(matter, agreement).filter(row -> row.draft() != null);
    }

    private static Digest digest(Adoption row) {
        return java.util.Objects.requireNonNull(row.draft());
    }

    /** Names must still be there; other values may have been struck out on purpose, but are reported. */
    private static List<Notice> missing(
            String file, DraftText before, DraftText after, Agreement agreement, Map<String, String> values) {
        String old = before.joined();
        String now = after.joined();
        List<Notice> notices = new ArrayList<>();
        List<String> names = Stream.concat(
                        agreement.signatories().stream().map(Signatory::person).map(person -> person.nameWithTitle()),
                        agreement.municipalities().stream().map(Municipality::name))
                .map(DraftText::plain)
                .filter(name -> old.contains(name) && !now.contains(name))
                .toList();
        names.forEach(name -> notices.add(Notice.error("drafting.adopt.name-missing", Place.file(file), name)));
        values.forEach((field, value) -> {
            String plain = DraftText.plain(value);
            if (!now.contains(plain) && names.stream().noneMatch(plain::contains)) {
                notices.add(Notice.warning("drafting.adopt.value-missing", Place.file(file), field, plain));
            }
        });
        return notices;
    }

    private static byte[] packed(EditedFile edited, Matter matter, String identifier, String name) {
        try {
            return edited.packed(matter.date(), identifier);
        } catch (SAXException | IOException e) {
            throw refuse(Notice.error("drafting.archive.damaged", Place.file(name)));
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Archive.MAXIMUM_FILE + 1);
        } catch (IOException e) {
            throw refuse(Notice.error(
                    "drafting.template.unreadable",
                    Place.file(String.valueOf(file.getFileName())),
                    file.toAbsolutePath()));
        }
    }

    private Content list(String file, List<Change> changes) {
        String head = changes.isEmpty()
                ? Texts.german().text("drafting.change.none", file)
                : Texts.german().text("drafting.change.head", file);
        String text = Stream.concat(Stream.of(head), changes.stream().map(Change::text))
                .collect(Collectors.joining("\n\n", "", "\n"));
        return store.put("aenderungen.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(NegotiatedDraft negotiated) {
        return Texts.german()
                .text(
                        "drafting.adopt.reason",
                        count(negotiated, Change.Kind.CHANGED),
                        count(negotiated, Change.Kind.ADDED),
                        count(negotiated, Change.Kind.REMOVED),
                        negotiated.list().digest().hex(),
                        count(negotiated, Change.Kind.MOVED),
                        count(negotiated, Change.Kind.LOOK));
    }

    private static long count(NegotiatedDraft negotiated, Change.Kind kind) {
        return negotiated.changes().stream()
                .filter(change -> change.kind() == kind)
                .count();
    }

    private static DraftingException refuse(Notice notice) {
        return new DraftingException(Kind.INPUT, List.of(notice));
    }
}
