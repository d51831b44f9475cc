package federzug.pipeline.filing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.PathName;
import federzug.agreement.Protocol;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.ReportSets;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.Papers;
import federzug.release.PressSeals;
import federzug.release.Release;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers what goes on file of a matter, from what is stored, and describes it. */
@Component
class FiledPieces {
    private final ReportSets reports;
    private final Dispatches dispatches;
    private final PressSeals seals;
    private final DocumentStore store;
    private final FilingSheets sheets;
    private final Xdomea xdomea;
    private final FilingSettings settings;

    FiledPieces(
            ReportSets reports,
            Dispatches dispatches,
            PressSeals seals,
            DocumentStore store,
            FilingSheets sheets,
            Xdomea xdomea,
            FilingSettings settings) {
        this.xdomea = xdomea;
        this.reports = reports;
        this.dispatches = dispatches;
        this.seals = seals;
        this.store = store;
        this.sheets = sheets;
        this.settings = sheets.inFull(settings);
    }

    /** What a matter that has ended has come to. */
    record Ended(StoredMatter stored, List<Ceremony> closed, Optional<Release> release, List<MailStatus> mails) {
        Ended {
            closed = List.copyOf(closed);
            mails = List.copyOf(mails);
        }

        Matter matter() {
            return stored.matter();
        }

        /** When it came to what it is. */
        Instant at() {
            return Stream.concat(
                            mails.stream().map(MailStatus::since),
                            release.stream().map(one -> one.state().since()))
                    .max(Instant::compareTo)
                    .orElseGet(() -> matter().date().atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    /** Changes whenever one of the pieces does. */
    List<String> madeFrom(Ended ended) {
        List<String> parts = new ArrayList<>();
        parts.add("3");
        parts.add(settings.toString());
        parts.add(xdomea.state());
        ended.closed()
                .forEach(ceremony ->
                        parts.add(ceremony.paper().content().digest().hex()));
        ended.closed().forEach(ceremony -> parts.add(reports.of(ceremony).toString()));
        ended.release()
                .ifPresent(one -> parts.add(sent(ended, one.state().papers()).hex()));
        corrections(ended)
                .forEach(one ->
                        parts.add(one.number() + sent(ended, one.papers()).hex()));
        ended.mails().forEach(mail -> parts.add(mail.id() + mail.state()));
        return parts;
    }

    /** The cover sheet first. */
    List<FiledPiece> of(Ended ended, Progress progress) {
        StoredMatter stored = ended.stored();
        Matter matter = ended.matter();
        List<FiledPiece> pieces = new ArrayList<>();
        for (Ceremony ceremony : ended.closed()) {
            Agreement agreement = matter.agreement(ceremony.agreement()).orElseThrow();
            String more = matter.agreements().size() > 1 ? "-" + agreement.key() : "";
            String signers = Protocol.of(matter).sorted(agreement.signatories()).stream()
                    .map(signatory -> signatory.person().nameWithTitle())
                    .collect(Collectors.joining(", "));
            String signed = name(matter, "kooperationsvereinbarung" + more, "pdf");
            pieces.add(piece("agreement", signed, signers, ceremony.paper().content(), true));
            Content report = reports.of(ceremony).get(ResultNames.report(matter, agreement.key()) + ".pdf");
            if (report != null) {
                pieces.add(piece("report", name(matter, "pruefvermerk" + more, "pdf"), signers, report));
            }
            String proof = name(matter, "signaturnachweis" + more, "pdf");
            pieces.add(piece("proof", proof, signers, sheets.proof(stored, ceremony, signed, proof)));
            String course = name(matter, "verlauf" + more, "pdf");
            pieces.add(piece("course", course, "", sheets.course(stored, ceremony, course)));
        }
        ended.release()
                .ifPresent(one -> pieces.add(
                        press(ended, "release", "medieninformation", one.state().papers())));
        corrections(ended)
                .forEach(one -> pieces.add(press(ended, "correction", "berichtigung-" + one.number(), one.papers())));
        byte[] list = XlsxList.of(sheets.kind("dispatch"), dispatchList(ended.mails()));
        String listName = name(matter, "versandliste", "xlsx");
        pieces.add(piece("dispatch", listName, "", store.put(listName, list)));
        Xdomea.Packed packed = xdomea.packed(message(ended, pieces));
        Content message = packed.file();
        if (message != null) {
            pieces.add(piece("xdomea", message.name(), "", message));
        }
        Notice trouble = packed.trouble();
        if (trouble != null) {
            progress.changed(trouble);
        }
        String cover = name(matter, "deckblatt", "pdf");
        pieces.add(0, piece("cover", cover, "", sheets.cover(stored, settings, List.copyOf(pieces), packed, cover)));
        return pieces;
    }

    private FiledPiece press(Ended ended, String kind, String name, Papers papers) {
        Digest pdf = sent(ended, papers);
        return piece(
                kind,
                name(ended.matter(), name, "pdf"),
                sheets.text("press-list"),
                new Content(pdf, "", store.bytes(pdf).length),
                !pdf.equals(papers.pdf()));
    }

    /** With the seal of the house, if it has one. */
    private Digest sent(Ended ended, Papers papers) {
        return seals.sent(ended.matter().id(), papers.pdf());
    }

    /** Those that have gone. */
    private List<Dispatch> corrections(Ended ended) {
        return dispatches.of(ended.matter().id()).stream()
                .filter(one -> one.isCorrection() && one.state() == Dispatch.State.ENDED)
                .toList();
    }

    private FiledPiece piece(String kind, String name, String recipient, Content content) {
        return piece(kind, name, recipient, content, false);
    }

    private FiledPiece piece(String kind, String name, String recipient, Content content, boolean signed) {
        return new FiledPiece(
                name, sheets.kind(kind), recipient, new Content(content.digest(), name, content.size()), signed);
    }

    /** The cover sheet, which tells of it, is none of its documents. */
    private XdomeaMessage message(Ended ended, List<FiledPiece> pieces) {
        Matter matter = ended.matter();
        return new XdomeaMessage(
                matter.id(), reference(matter), sheets.subject(matter), matter.date(), settings, pieces, ended.at());
    }

    private static String reference(Matter matter) {
        String reference = String.join(" / ", matter.fileReferences().values());
        return reference.isEmpty() ? matter.id() : reference;
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
                kind(mail),
                word("pipeline.filing.state-", mail.state().name()),
                sheets.second(mail.since()),
                mail.messageId(),
                mail.file())));
        return rows;
    }

    /** A correction says which one. */
    private String kind(MailStatus mail) {
        return mail.kind() == Message.Kind.PRESS && !mail.about().isEmpty()
                ? sheets.text("mail-correction", mail.about().replaceAll("\\D", ""))
                : word("pipeline.filing.mail-", mail.kind().name());
    }

    private String word(String prefix, String name) {
        return sheets.text(prefix.substring("pipeline.filing.".length())
                + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The rows of {@code metadaten.csv}. */
    List<List<String>> metadata(Matter matter, List<FiledPiece> pieces) {
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
        pieces.forEach(piece -> rows.add(List.of(
                reference(matter),
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
}
