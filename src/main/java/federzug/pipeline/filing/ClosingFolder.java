package federzug.pipeline.filing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.PathName;
import federzug.agreement.Protocol;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterOrder;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.ReportSets;
import federzug.pipeline.folder.FiledFiles;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Release;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Withdrawn;
import federzug.release.Releases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes {@code ablage/} when a matter has ended: what goes on file, with agreed names and its description. */
@Component
public class ClosingFolder {
    private static final String FOLDER = FiledFiles.FOLDER;

    private final Ceremonies ceremonies;
    private final Releases releases;
    private final ReportSets reports;
    private final Postbox postbox;
    private final DocumentStore store;
    private final FilingSheets sheets;
    private final FilingSettings settings;
    private final OutFolder out;

    ClosingFolder(
            Ceremonies ceremonies,
            Releases releases,
            ReportSets reports,
            Postbox postbox,
            DocumentStore store,
            FilingSheets sheets,
            FilingSettings settings,
            OutFolder out) {
        this.ceremonies = ceremonies;
        this.releases = releases;
        this.reports = reports;
        this.postbox = postbox;
        this.store = store;
        this.sheets = sheets;
        this.settings = sheets.inFull(settings);
        this.out = out;
    }

    /** Does nothing before the matter has ended, or if the folder is there as it should be. */
    public void write(StoredMatter stored, Progress progress) {
        Matter matter = stored.matter();
        List<Ceremony> closed = closed(matter);
        Optional<Release> release = releases.find(matter.id());
        if (!hasEnded(matter, closed, release)) {
            return;
        }
        List<MailStatus> mails = postbox.mails(matter.id());
        String made = madeFrom(closed, release, mails);
        Path folder = out.folder(stored).resolve(FOLDER);
        Optional<FiledFiles> before = FiledFiles.in(folder);
        if (before.isPresent() && made.equals(before.get().madeFrom())) {
            mend(stored, before.get(), progress);
            return;
        }
        progress.working(Notice.note("pipeline.filing.working", Place.file(matter.id())));
        List<Content> files = files(stored, closed, release, mails);
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
        Matter matter = stored.matter();
        List<Ceremony> closed = closed(matter);
        Optional<Release> release = releases.find(matter.id());
        return hasEnded(matter, closed, release)
                ? files(stored, closed, release, postbox.mails(matter.id()))
                : List.of();
    }

    private List<Content> files(
            StoredMatter stored, List<Ceremony> closed, Optional<Release> release, List<MailStatus> mails) {
        List<FiledPiece> pieces = pieces(stored, closed, release, mails);
        List<Content> files = new ArrayList<>();
        pieces.forEach(piece -> files.add(new Content(
                piece.content().digest(), piece.name(), piece.content().size())));
        files.add(text("metadaten.csv", CsvText.of(metadata(stored.matter(), pieces))));
        files.add(text("pruefsummen.sha256", sums(pieces)));
        return files;
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

    private String madeFrom(List<Ceremony> closed, Optional<Release> release, List<MailStatus> mails) {
        List<String> parts = new ArrayList<>();
        parts.add("2");
        parts.add(settings.toString());
        closed.forEach(ceremony -> parts.add(ceremony.paper().content().digest().hex()));
        closed.forEach(ceremony -> parts.add(reports.of(ceremony).toString()));
        release.ifPresent(one -> parts.add(one.state().papers().toString()));
        mails.forEach(mail -> parts.add(mail.id() + mail.state()));
        return Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private List<FiledPiece> pieces(
            StoredMatter stored, List<Ceremony> closed, Optional<Release> release, List<MailStatus> mails) {
        Matter matter = stored.matter();
        List<FiledPiece> pieces = new ArrayList<>();
        for (Ceremony ceremony : closed) {
            Agreement agreement = matter.agreement(ceremony.agreement()).orElseThrow();
            String more = matter.agreements().size() > 1 ? "-" + agreement.key() : "";
            String signers = Protocol.of(matter).sorted(agreement.signatories()).stream()
                    .map(signatory -> signatory.person().nameWithTitle())
                    .collect(Collectors.joining(", "));
            String signed = name(matter, "kooperationsvereinbarung" + more, "pdf");
            pieces.add(piece("agreement", signed, signers, ceremony.paper().content()));
            Content report = reports.of(ceremony).get(ResultNames.report(matter, agreement.key()) + ".pdf");
            if (report != null) {
                pieces.add(piece("report", name(matter, "pruefvermerk" + more, "pdf"), signers, report));
            }
            String proof = name(matter, "signaturnachweis" + more, "pdf");
            pieces.add(piece("proof", proof, signers, sheets.proof(stored, ceremony, signed, proof)));
            String course = name(matter, "verlauf" + more, "pdf");
            pieces.add(piece("course", course, "", sheets.course(stored, ceremony, course)));
        }
        release.map(one -> one.state().papers().pdf())
                .map(pdf -> new Content(pdf, "", store.bytes(pdf).length))
                .ifPresent(pdf -> pieces.add(
                        piece("release", name(matter, "medieninformation", "pdf"), sheets.text("press-list"), pdf)));
        byte[] list = XlsxList.of(sheets.kind("dispatch"), dispatchList(mails));
        String listName = name(matter, "versandliste", "xlsx");
        pieces.add(piece("dispatch", listName, "", store.put(listName, list)));
        String cover = name(matter, "deckblatt", "pdf");
        pieces.add(0, piece("cover", cover, "", sheets.cover(stored, settings, List.copyOf(pieces), cover)));
        return pieces;
    }

    private FiledPiece piece(String kind, String name, String recipient, Content content) {
        return new FiledPiece(name, sheets.kind(kind), recipient, new Content(content.digest(), name, content.size()));
    }

    /** {@code <Aktenzeichen>_<Datum>_<Art>}; without a reference the matter's identity. */
    private static String name(Matter matter, String kind, String ending) {
        String reference = matter.fileReferences().values().stream()
                .map(PathName::of)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(matter.id());
        return reference + "_" + matter.date() + "_" + kind + "." + ending;
    }

    private List<List<String>> dispatchList(List<MailStatus> mails) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                sheets.text("mail-recipient"),
                sheets.text("mail-kind"),
                sheets.text("mail-state"),
                sheets.text("mail-since"),
                "Message-ID",
                sheets.text("file")));
        mails.forEach(mail -> rows.add(List.of(
                mail.recipient(),
                word("pipeline.filing.mail-", mail.kind().name()),
                word("pipeline.filing.state-", mail.state().name()),
                sheets.second(mail.since()),
                mail.messageId(),
                mail.file())));
        return rows;
    }

    private String word(String prefix, String name) {
        return sheets.text(prefix.substring("pipeline.filing.".length())
                + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private List<List<String>> metadata(Matter matter, List<FiledPiece> pieces) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "aktenzeichen",
                "betreff",
                "art",
                "datum",
                "verfasser",
                "empfaenger",
                "aufbewahrung",
                "vertraulichkeit",
                "datei",
                "sha256"));
        String reference = String.join(" / ", matter.fileReferences().values());
        pieces.forEach(piece -> rows.add(List.of(
                reference.isEmpty() ? matter.id() : reference,
                sheets.subject(matter),
                piece.kind(),
                matter.date().toString(),
                settings.author(),
                piece.recipient(),
                settings.retention(),
                settings.confidentiality(),
                piece.name(),
                piece.content().digest().hex())));
        return rows;
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
