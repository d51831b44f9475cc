package federzug.pipeline.filing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Content;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the pages of the closing folder: cover sheet, proof of the signatures, course of the signing. */
@Component
class FilingSheets {
    private final Rendering rendering;
    private final Ceremonies ceremonies;
    private final Texts texts = Texts.german();
    private final GermanTime time;

    FilingSheets(Rendering rendering, Ceremonies ceremonies, Clock clock) {
        this.rendering = rendering;
        this.ceremonies = ceremonies;
        this.time = GermanTime.of(clock);
    }

    /** Who signed, when that was taken over, the digest of the file, and how anybody can check it. */
    Content proof(StoredMatter stored, Ceremony ceremony, String file, String name) {
        Agreement agreement = stored.matter().agreement(ceremony.agreement()).orElseThrow();
        List<List<Paragraph>> rows = new ArrayList<>();
        for (Turn turn : ceremony.turns()) {
            if (turn.state() == TurnState.SIGNED) {
                rows.add(row(turn.name(), turn.office(), time.minute(turn.since())));
            }
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, text("proof-title")));
        blocks.add(Paragraph.of(text("proof-intro", subject(agreement))));
        blocks.add(new Table(
                text("proof-caption"),
                List.of(text("person"), text("office"), text("signed-at")),
                List.of(3, 4, 3),
                true,
                rows));
        blocks.add(new Heading(2, text("proof-file")));
        blocks.add(Paragraph.of(text("proof-file-name", file)));
        blocks.add(new Paragraph(
                List.of(new Run(grouped(ceremony.paper().content().digest().hex()), Emphasis.CODE))));
        blocks.add(new Heading(2, text("proof-how")));
        blocks.add(
                new Items(true, text("proof-steps").lines().map(Paragraph::of).toList()));
        return sheet(stored, text("proof-title"), blocks, name);
    }

    /** Everything that was done in the signing, from its journal. */
    Content course(StoredMatter stored, Ceremony ceremony, String name) {
        String matter = stored.matter().id();
        List<List<Paragraph>> rows = new ArrayList<>();
        for (JournalEntry entry : ceremonies.journal(matter, ceremony.agreement())) {
            String person = stored.matter()
                    .person(entry.person())
                    .map(one -> one.nameWithTitle())
                    .orElse(entry.person());
            rows.add(row(
                    String.valueOf(entry.entry()),
                    time.second(entry.at()),
                    event(entry.event()),
                    person,
                    entry.actor()));
        }
        boolean intact = ceremonies.auditJournal(matter, ceremony.agreement()).isEmpty();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, text("course-title")));
        blocks.add(Paragraph.of(text(intact ? "course-intact" : "course-broken", rows.size())));
        blocks.add(new Table(
                text("course-caption"),
                List.of(text("entry"), text("when"), text("what"), text("person"), text("actor")),
                List.of(1, 4, 5, 4, 3),
                true,
                rows));
        return sheet(stored, text("course-title"), blocks, name);
    }

    /** What stands for what nobody has set. */
    FilingSettings inFull(FilingSettings settings) {
        return new FilingSettings(
                settings.author().isBlank() ? text("author-otherwise") : settings.author(),
                settings.retention().isBlank() ? text("retention-otherwise") : settings.retention(),
                settings.confidentiality().isBlank() ? text("confidentiality-otherwise") : settings.confidentiality(),
                settings.xdomeaSchema());
    }

    String kind(String what) {
        return texts.text("pipeline.filing.kind-" + what);
    }

    String second(Instant at) {
        return time.second(at);
    }

    /** @param xdomea whether a message goes with it */
    Content cover(
            StoredMatter stored, FilingSettings settings, List<FiledPiece> pieces, Xdomea.Packed xdomea, String name) {
        Matter matter = stored.matter();
        List<List<Paragraph>> facts = new ArrayList<>();
        facts.add(row(text("matter"), matter.id()));
        matter.fileReferences()
                .forEach((house, reference) -> facts.add(row(text("reference-of", named(matter, house)), reference)));
        facts.add(row(text("subject"), subject(matter)));
        facts.add(row(text("date"), GermanTime.day(matter.date())));
        facts.add(row(text("author"), settings.author()));
        facts.add(row(text("retention"), settings.retention()));
        facts.add(row(text("confidentiality"), settings.confidentiality()));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, text("cover-title")));
        blocks.add(new Table(text("cover-facts"), List.of(text("fact"), text("value")), List.of(3, 7), true, facts));
        blocks.add(new Table(
                text("cover-files"),
                List.of(text("kind"), text("file")),
                List.of(3, 7),
                true,
                pieces.stream().map(piece -> row(piece.kind(), piece.name())).toList()));
        blocks.add(Paragraph.of(text("cover-sums")));
        blocks.add(Paragraph.of(about(xdomea)));
        return sheet(stored, text("cover-title"), blocks, name);
    }

    private String about(Xdomea.Packed xdomea) {
        Content file = xdomea.file();
        if (file != null) {
            return text("cover-xdomea", file.name());
        }
        Notice trouble = xdomea.trouble();
        return trouble == null ? text("cover-no-xdomea") : text("cover-xdomea-trouble", texts.text(trouble));
    }

    /** A house by its name, a municipality by its own. */
    private String named(Matter matter, String house) {
        String code = "pipeline.filing.house-" + house;
        return texts.has(code)
                ? texts.text(code)
                : matter.municipalities().stream()
                        .filter(one -> one.key().replace('-', '_').equals(house))
                        .map(Municipality::label)
                        .findFirst()
                        .orElse(house);
    }

    String subject(Matter matter) {
        PressRelease release = matter.release();
        if (matter.agreements().isEmpty() && release != null) {
            return text("subject-release", release.headline());
        }
        String who = matter.municipalities().stream().map(Municipality::label).collect(Collectors.joining(", "));
        return text("subject-agreement", who);
    }

    String subject(Agreement agreement) {
        return text(
                "subject-agreement",
                agreement.municipalities().stream().map(Municipality::label).collect(Collectors.joining(", ")));
    }

    String text(String what, Object... arguments) {
        return texts.text("pipeline.filing." + what, arguments);
    }

    private String event(String word) {
        return texts.text("pipeline.filing.event-"
                + word.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
    }

    private Content sheet(StoredMatter stored, String title, List<Block> blocks, String name) {
        String footer = title + " · " + stored.matter().id();
        return rendering
                .render(new Sheet(title, "de-DE", footer, blocks), name, Marks.rehearsal(stored.rehearsal()))
                .content();
    }

    private static List<Paragraph> row(String... cells) {
        return Arrays.stream(cells).map(Paragraph::of).toList();
    }

    /** Four letters at a time, so that lines break and people can read it aloud. */
    private static String grouped(String hex) {
        return hex.replaceAll("(.{8})(?=.)", "$1 ");
    }
}
