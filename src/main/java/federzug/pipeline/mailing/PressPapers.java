package federzug.pipeline.mailing;

import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.MailText;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.PortalSheet;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Dispatch;
import federzug.release.Papers;
import federzug.release.PressVersion;
import federzug.rendering.Rendering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the documents of a release, and cuts it into the pieces that persons approve. */
@Component
class PressPapers {
    /** Stands for each quote where the text is approved without them. */
    private static final String QUOTE = "Zitat";

    private static final int LARGEST_PICTURE = 10_000_001;
    /** Stands for what others are quoted with. */
    private static final String OTHERS = "…";

    private final Drafting drafting;
    private final Rendering rendering;
    private final DocumentStore store;
    private final OutFolder out;
    private final ReleaseSealing sealing;
    private final Clock clock;

    PressPapers(
            Drafting drafting,
            Rendering rendering,
            DocumentStore store,
            OutFolder out,
            ReleaseSealing sealing,
            Clock clock) {
        this.sealing = sealing;
        this.drafting = drafting;
        this.rendering = rendering;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    FilledDraft filled(StoredMatter stored, Optional<Digest> checked) {
        return checked.flatMap(digest -> store.find(digest, FilledDraft.class))
                .orElseGet(() -> store.keep(drafting.fillRelease(stored.matter())));
    }

    /** Whether the data still give this very draft. */
    boolean isSame(StoredMatter stored, Papers papers) {
        return drafting.fillRelease(stored.matter()).content().digest().equals(papers.draft());
    }

    Papers rendered(StoredMatter stored, PressRelease data, FilledDraft draft, Progress progress) {
        progress.working(Notice.note(
                "pipeline.prepare.rendering", Place.file(stored.matter().id())));
        ArchivalPdf pdf = rendering.render(draft, marks(stored, data));
        return new Papers(draft.content().digest(), pdf.content().digest());
    }

    /** Whether the seal of the house is still to be put on the PDF before it may go. */
    boolean lackSeal(StoredMatter stored, Papers papers) {
        return sealing.isDue(stored, paper(papers.pdf(), ArchivalPdf.class));
    }

    /**
     * Seals the PDF if it lacks the seal.
     *
     * @return why it could not be done; nothing must be sent then
     */
    Optional<Notice> seal(StoredMatter stored, Papers papers, Progress progress) {
        ArchivalPdf pdf = paper(papers.pdf(), ArchivalPdf.class);
        return sealing.isDue(stored, pdf) ? sealing.seal(stored, pdf, progress) : Optional.empty();
    }

    int pages(Papers papers) {
        return paper(papers.pdf(), ArchivalPdf.class).pages();
    }

    /** The picture with the name it has among the results; empty if there is none. */
    Optional<Content> picture(StoredMatter stored, PressRelease data) {
        PressRelease.@Nullable Picture picture = data.picture();
        return picture == null ? Optional.empty() : Optional.of(picture(stored, picture));
    }

    /** The very bytes whose digest was read with the data, whatever has happened to the file since. */
    private Content picture(StoredMatter stored, PressRelease.Picture picture) {
        Digest digest = new Digest(picture.sha256());
        String name =
                ResultNames.PICTURE + (picture.file().toLowerCase(Locale.ROOT).endsWith(".png") ? ".png" : ".jpg");
        if (store.contains(digest)) {
            return new Content(digest, name, store.bytes(digest).length);
        }
        Path file = stored.matter().source().file().toAbsolutePath().resolveSibling(picture.file());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_PICTURE);
            if (Digest.of(bytes).equals(digest)) {
                return store.put(name, bytes);
            }
        } catch (IOException e) {
            // Said below.
        }
        throw PipelineException.refused(
                "pipeline.press.picture-gone", Place.file(stored.matter().id()), picture.file());
    }

    /** What is copied into the media portal. */
    PortalSheet portal(StoredMatter stored, PressRelease data, Papers made) {
        return new PortalSheet(
                data, words(made), picture(stored, data).map(Content::name).orElse(""), stored.rehearsal());
    }

    /** Everything as it would go out now. */
    PressVersion version(StoredMatter stored, PressRelease data) {
        FilledDraft draft = filled(stored, Optional.empty());
        List<PressRelease.Quote> blank = data.quotes().stream()
                .map(quote -> new PressRelease.Quote(quote.person(), QUOTE, null))
                .toList();
        FilledDraft without = store.keep(drafting.fillRelease(stored.matter().withRelease(data.withQuotes(blank))));
        String text = words(rendering.mailText(without)).strip() + "\n\n" + signatories(stored);
        List<PressRelease.Recipient> list = data.addressed(LocalDate.now(clock));
        String whole = String.join(
                "\n",
                draft.content().digest().hex(),
                Dispatch.digest(list).hex(),
                String.valueOf(data.sendFrom()),
                String.valueOf(data.embargo()),
                String.valueOf(data.latest()));
        PressRelease.@Nullable Picture picture = data.picture();
        if (picture != null) {
            text += "\n\n" + String.join("\n", picture.alt(), picture.caption(), picture.credit(), picture.rights());
        }
        return new PressVersion(text.strip(), data.quotes(), Digest.of(whole.getBytes(StandardCharsets.UTF_8)));
    }

    /** The release as one of those quoted may read it: nobody else's quote. */
    String context(StoredMatter stored, PressRelease data, String person) {
        List<PressRelease.Quote> own = data.quotes().stream()
                .map(quote -> quote.person().key().equals(person)
                        ? quote
                        : new PressRelease.Quote(quote.person(), OTHERS, null))
                .toList();
        FilledDraft draft = store.keep(drafting.fillRelease(stored.matter().withRelease(data.withQuotes(own))));
        return words(rendering.mailText(draft));
    }

    /** Who signs is part of what is approved, whether the text names them or not. */
    private static String signatories(StoredMatter stored) {
        return stored.matter().agreements().stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .map(signatory -> signatory.person())
                .map(person -> person.nameWithTitle() + ", " + person.officeInFull())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    MailText text(Papers papers) {
        return rendering.mailText(paper(papers.draft(), FilledDraft.class));
    }

    /** What stands in it as it would be mailed now. */
    String wordsNow(StoredMatter stored) {
        return words(rendering.mailText(filled(stored, Optional.empty())));
    }

    String words(Papers papers) {
        return words(text(papers));
    }

    /** Lines under headings are no words. */
    private static String words(MailText text) {
        return text.plain().replaceAll("(?m)^[=-]{3,}\\R", "");
    }

    byte[] bytes(Digest digest) {
        return store.bytes(digest);
    }

    /** The PDF as it would be sent, or was: with the seal of the house, if it has one. */
    Content pdf(StoredMatter stored, Papers papers) {
        Content content = sealing.sent(
                stored.matter().id(), paper(papers.pdf(), ArchivalPdf.class).content());
        return new Content(content.digest(), ResultNames.RELEASE + ".pdf", content.size());
    }

    void writeFiles(StoredMatter stored, Papers papers, Progress progress) {
        out.write(
                stored,
                ResultNames.RELEASE + ".docx",
                paper(papers.draft(), FilledDraft.class).content(),
                progress);
        out.write(stored, ResultNames.RELEASE + ".pdf", pdf(stored, papers), progress);
    }

    /** Replaces the PDF by the one with the seal, if it has one. */
    void writeSealed(StoredMatter stored, Papers papers, Progress progress) {
        Content sent = pdf(stored, papers);
        if (!sent.digest().equals(papers.pdf())) {
            out.write(stored, sent.name(), sent, progress);
        }
    }

    /** Writes what belongs beside the release: its picture, and what is copied into the media portal. */
    void writeBeside(StoredMatter stored, PressRelease data, Papers made, Progress progress) {
        PortalSheet sheet = portal(stored, data, made);
        picture(stored, data)
                .ifPresent(picture -> out.write(stored, ResultNames.PORTAL + picture.name(), picture, progress));
        write(stored, ResultNames.RELEASE + ".txt", sheet.text(), progress);
        write(stored, ResultNames.RELEASE + ".html", sheet.html(), progress);
    }

    private void write(StoredMatter stored, String name, String text, Progress progress) {
        out.write(stored, ResultNames.PORTAL + name, store.put(name, text.getBytes(StandardCharsets.UTF_8)), progress);
    }

    private <D extends Document> D paper(Digest digest, Class<D> stage) {
        return store.find(digest, stage)
                .orElseThrow(() -> new IllegalStateException("no " + stage.getSimpleName() + " " + digest));
    }

    private static Marks marks(StoredMatter stored, PressRelease data) {
        @Nullable LocalDateTime until = data.embargo();
        @Nullable
        String embargo = until == null ? null : Texts.german().text("pipeline.mark.embargo", GermanTime.minute(until));
        return new Marks(stored.rehearsal(), embargo);
    }
}
