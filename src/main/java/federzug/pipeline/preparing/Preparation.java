package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Basis;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.drafting.NegotiatedWording;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.rendering.Rendering;
import federzug.signing.Signing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prepares an agreement: fills, renders, prepares, opens. Start here to understand Federzug. */
@Component
public class Preparation {
    private final NegotiatedWording wording;
    private final AgreedText text;
    private final Rendering rendering;
    private final Signing signing;
    private final Ceremonies ceremonies;
    private final DocumentStore store;
    private final OutFolder out;
    private final Clock clock;

    Preparation(
            NegotiatedWording wording,
            AgreedText text,
            Rendering rendering,
            Signing signing,
            Ceremonies ceremonies,
            DocumentStore store,
            OutFolder out,
            Clock clock) {
        this.wording = wording;
        this.text = text;
        this.rendering = rendering;
        this.signing = signing;
        this.ceremonies = ceremonies;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    /** Prepares every agreement of a matter that is new or whose data have changed; the others are left as they are. */
    public void prepare(Acting acting, StoredMatter stored, CheckedDrafts drafts, Progress progress) {
        cancelDropped(acting, stored, progress);
        for (Agreement agreement : stored.matter().agreements()) {
            Optional<Ceremony> known = ceremonies.find(stored.matter().id(), agreement.key());
            Ceremony ceremony = known.isPresent() && isCurrent(known.get(), stored, agreement)
                    ? kept(acting, known.get(), stored, agreement)
                    : prepare(acting, stored, agreement, known, drafts, progress);
            writeFiles(stored, ceremony, progress);
        }
    }

    /** Writes the files for people that are there so far; prepares nothing. */
    public void write(StoredMatter stored, Progress progress) {
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            if (stored.matter().agreement(ceremony.agreement()).isPresent()) {
                writeFiles(stored, ceremony, progress);
                out.write(
                        stored,
                        ResultNames.current(stored.matter(), ceremony),
                        ceremony.paper().content(),
                        progress);
            }
        }
    }

    /** Whether data give the very text of a signing, for the persons who sign it. */
    public boolean isTextOf(Ceremony ceremony, Matter matter) {
        return matter.agreement(ceremony.agreement())
                .filter(agreement -> text.isTextOf(ceremony, matter, agreement))
                .isPresent();
    }

    /** A version of the document that is not yet anybody's. */
    public record Made(PreparedPdf prepared, Digest draft, int pages) {
        public Basis basis(int matterVersion) {
            return new Basis(matterVersion, draft, pages);
        }
    }

    /** Fills, renders, prepares. The same data give the same text, but each document is one of its own. */
    public Made make(StoredMatter stored, Agreement agreement, CheckedDrafts drafts, Progress progress) {
        Place place = Place.file(stored.matter().id());
        progress.working(Notice.note("pipeline.prepare.filling", place));
        FilledDraft draft = drafts.of(agreement.key())
                .flatMap(digest -> store.find(digest, FilledDraft.class))
                .orElseGet(() -> store.keep(wording.draft(stored.matter(), agreement)));
        return make(stored, agreement.key(), draft, progress);
    }

    /** Renders and prepares a draft that is there. */
    public Made make(StoredMatter stored, String agreement, FilledDraft draft, Progress progress) {
        Place place = Place.file(stored.matter().id());
        progress.working(Notice.note("pipeline.prepare.rendering", place));
        String identity = stored.matter().id() + '/' + agreement;
        ArchivalPdf pdf = rendering.render(draft, Marks.rehearsal(stored.rehearsal()), identity);
        return new Made(signing.prepare(pdf, fields(draft)), draft.content().digest(), pdf.pages());
    }

    private Ceremony prepare(
            Acting acting,
            StoredMatter stored,
            Agreement agreement,
            Optional<Ceremony> known,
            CheckedDrafts drafts,
            Progress progress) {
        Matter matter = stored.matter();
        Made made = make(stored, agreement, drafts, progress);
        Basis basis = made.basis(stored.version());
        List<Signatory> signatories = agreement.signatories();
        Acting because = acting.because(wording.reason(matter.id(), agreement.key(), made.draft()));
        Ceremony ceremony = known.isPresent()
                ? ceremonies.save(
                        known.get().prepareAgain(stored.rehearsal(), basis, made.prepared(), signatories),
                        because,
                        clock.instant())
                : ceremonies.save(
                        Ceremony.open(
                                matter.id(), agreement.key(), stored.rehearsal(), basis, made.prepared(), signatories),
                        because,
                        clock.instant());
        progress.changed(Notice.note(
                "pipeline.prepare.done",
                Place.file(matter.id()),
                ResultNames.agreement(matter, agreement.key()),
                made.pages(),
                signatories.size()));
        return ceremony;
    }

    private Ceremony kept(Acting acting, Ceremony ceremony, StoredMatter stored, Agreement agreement) {
        ceremonies.current(ceremony);
        return arranged(acting, ceremony, stored, agreement);
    }

    private static List<SignatureField> fields(FilledDraft draft) {
        return draft.boxes().stream().map(SignatureBox::field).toList();
    }

    /**
     * After the first signature nothing is prepared again, nor if the data give the same text for the same persons: what
     * was called off does not come back because a telephone number has changed.
     */
    private boolean isCurrent(Ceremony ceremony, StoredMatter stored, Agreement agreement) {
        if (ceremony.anybodySigned()) {
            return true;
        }
        boolean sameWording = wording.isCurrent(
                ceremony.matter(), ceremony.agreement(), ceremony.basis().draft());
        return sameWording
                && (ceremony.basis().matterVersion() == stored.version()
                        || (ceremony.isOpen() || ceremony.state() instanceof Cancelled)
                                && ceremony.rehearsal() == stored.rehearsal()
                                && text.isTextOf(ceremony, stored.matter(), agreement));
    }

    /** Devices, ways and deadlines are no part of the document: the turns take them over as long as they count. */
    private Ceremony arranged(Acting acting, Ceremony ceremony, StoredMatter stored, Agreement agreement) {
        return ceremony.isOpen() && ceremony.basis().matterVersion() < stored.version()
                ? ceremonies.save(
                        ceremony.rearrange(agreement.signatories(), stored.version()), acting, clock.instant())
                : ceremony;
    }

    private void cancelDropped(Acting acting, StoredMatter stored, Progress progress) {
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            boolean dropped = stored.matter().agreement(ceremony.agreement()).isEmpty();
            if (dropped && ceremony.isOpen() && !ceremony.anybodySigned()) {
                String reason = "not in the data any more";
                ceremonies.save(ceremony.cancel(reason), acting.because(reason), clock.instant());
                progress.changed(Notice.note(
                        "pipeline.prepare.dropped", Place.file(stored.matter().id()), ceremony.agreement()));
            }
        }
    }

    private void writeFiles(StoredMatter stored, Ceremony ceremony, Progress progress) {
        String name = ResultNames.agreement(stored.matter(), ceremony.agreement());
        store.find(ceremony.basis().draft(), FilledDraft.class)
                .ifPresent(draft -> out.write(stored, name + ".docx", draft.content(), progress));
        if (!wording.reason(
                        ceremony.matter(),
                        ceremony.agreement(),
                        ceremony.basis().draft())
                .isEmpty()) {
            wording.changes(ceremony.matter(), ceremony.agreement(), name + "-aenderungen.txt")
                    .ifPresent(list -> out.write(stored, list.name(), list, progress));
        }
        Content pdf = ceremony.prepared().content();
        out.write(stored, name + ".pdf", pdf, progress);
    }
}
