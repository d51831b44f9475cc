package federzug.drafting;

import federzug.agreement.Canonical;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Reading;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Matters as a clerk writes them from the manual, with all that is said of them and in them: each sentence of the golden texts
 * has been read. Counties and associations, Sorbian and Turkish names, two officials for one party, three agreements at once, a
 * release alone, data full of traps.
 */
class FurtherMattersTest {
    private static final Path MATTERS = Path.of("src/test/resources/federzug/drafting/weitere");
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneId.of("Europe/Berlin"));

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final DraftingSettings settings = new DraftingSettings(Path.of("templates"), 31);
    private final Drafting drafting = new Drafting(new FolderTemplateCatalogue(settings), store);
    private final Consistency consistency = new Consistency(store, TODAY, settings);
    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lausitz",
                "vogtlandkreis",
                "muelsen",
                "praeventionstag",
                "drei",
                "seifhennersdorf",
                "torgau",
                "neumark"
            })
    void saysOnlyWhatIsTrue(String name) throws IOException {
        Path folder = MATTERS.resolve(name);
        Path picture = folder.resolve("bild.png");
        if (Files.exists(picture)) {
            store.put("bild.png", Files.readAllBytes(picture));
        }
        Reading reading = Canonical.reading(folder);
        tell("Beim Lesen", reading.notices());
        for (Matter matter : reading.matters()) {
            papers(matter);
        }
        Golden.assertSame("drafting/weitere/" + name + ".txt", String.join("\n", said) + "\n");
    }

    private void papers(Matter matter) throws IOException {
        said.add("#### " + matter.id());
        List<FilledDraft> agreements = matter.agreements().stream()
                .map(agreement -> drafting.fill(matter, agreement))
                .toList();
        FilledDraft release = matter.release() == null ? null : drafting.fillRelease(matter);
        tell("Beim Vorbereiten", consistency.check(matter, matter.rehearsal(), agreements, release));
        for (FilledDraft agreement : agreements) {
            said.add("== " + agreement.title());
            said.addAll(ofThisMatter(paragraphs(agreement, "word/header1.xml")));
            said.addAll(ofThisMatter(paragraphs(agreement, "word/document.xml")));
        }
        if (release != null) {
            said.add("== " + release.title());
            said.addAll(paragraphs(release, "word/document.xml"));
        }
        if (!matter.agreements().isEmpty()) {
            for (String paper : List.of("einladung", "ablaufplan", "urkunde")) {
                paper(matter, paper, null);
            }
            for (Municipality municipality : matter.municipalities()) {
                paper(matter, "ratsvorlage", municipality);
                if (matter.fileReferences().containsKey("lpr")) {
                    paper(matter, "anschreiben", municipality);
                }
            }
        }
    }

    private void paper(Matter matter, String template, @org.jspecify.annotations.Nullable Municipality own)
            throws IOException {
        FilledDraft paper = drafting.fillPaper(matter, template, own, LocalDate.now(TODAY));
        said.add("== " + paper.content().name());
        said.addAll(paragraphs(paper, "word/document.xml"));
        tell("Dazu", consistency.checkPaper(matter, matter.rehearsal(), paper));
    }

    /** Most of an agreement is the same for everybody. */
    private static List<String> ofThisMatter(List<String> lines) {
        int body = lines.indexOf("heading 1: Präambel");
        int end = lines.indexOf("heading 1: Unterschriften");
        if (body < 0) {
            return lines;
        }
        return Stream.of(
                        lines.subList(0, body).stream(),
                        lines.subList(body, end).stream()
                                .filter(line -> line.startsWith("Für ")
                                        || line.contains("für die Kommune nach")
                                        || line.contains("Vorsitz")),
                        lines.subList(end, lines.size()).stream())
                .flatMap(part -> part)
                .toList();
    }

    private List<String> paragraphs(FilledDraft draft, String part) throws IOException {
        return WordFile.paragraphs(store.bytes(draft.content().digest()), part);
    }

    private void tell(String when, List<Notice> notices) {
        Texts texts = Texts.german();
        for (Notice notice : notices) {
            String weight = notice.severity() == Severity.ERROR
                    ? "Fehler"
                    : notice.severity() == Severity.WARNING ? "Achtung" : "Hinweis";
            said.add(when + ", " + weight + ": " + texts.line(notice));
        }
    }
}
