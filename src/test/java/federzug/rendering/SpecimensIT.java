package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.pdf.Conformance;
import federzug.testkit.AMatter;
import federzug.testkit.Program;
import federzug.testkit.RenderingGlyphs;
import federzug.testkit.RenderingGlyphs.Place;
import federzug.testkit.RenderingGolden;
import federzug.testkit.RenderingTagTree;
import federzug.testkit.RenderingTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One specimen for each group of Word's features: made in LibreOffice (their source lies beside them as .fodt) or by hand
 * in XML as Word writes it. For each, what a screen reader meets is known, veraPDF is satisfied, no word is lost, and it
 * looks as in LibreOffice.
 */
class SpecimensIT {
    private static final Path SPECIMENS = Path.of("src/test/resources/federzug/rendering/specimens");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final List<String> TEMPLATES = List.of("kooperationsvereinbarung", "medieninformation");
    private static final double TOLERANCE = 3;

    /** Where LibreOffice is not followed; the reasons are in docs/decisions/0008-*.md. */
    private static final Map<String, Set<String>> EXPLAINED = Map.of(
            "hand-felder", Set.of("HEUTEISTMITTWOCH"),
            "hand-abschnitte", Set.of("ZWEITERABSCHNITT", "AUFUNGERADERSEIT"),
            "silben", Set.of("DIELANDESPRÄVENT"),
            "hand-schwebend", Set.of("GEDREHT"),
            "hand-umfluss", Set.of("EMILNENNTSICHDIE"),
            "medieninformation", Set.of("HINTERGRUNDASSKO", "MITDERALLIANZSIC"));

    private static final Map<String, byte[]> RENDERED = new HashMap<>();

    static Stream<String> specimens() throws IOException {
        try (Stream<Path> files = Files.list(SPECIMENS)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".docx"))
                    .map(f -> f.substring(0, f.length() - 5))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static byte[] docx(String name) {
        if (TEMPLATES.contains(name)) {
            return filled(name);
        }
        try {
            return Files.readAllBytes(SPECIMENS.resolve(name + ".docx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The templates as delivered, with the example matter. */
    private static byte[] filled(String template) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Drafting drafting = new Drafting(new RenderingTemplates(), store);
        Matter matter = AMatter.crimmitschau();
        FilledDraft draft = template.equals("medieninformation")
                ? drafting.fillRelease(matter)
                : drafting.fill(matter, matter.agreements().get(0));
        return store.bytes(draft.content().digest());
    }

    private static byte[] rendered(String name) {
        return RENDERED.computeIfAbsent(name, n -> {
            InMemoryDocumentStore store = new InMemoryDocumentStore();
            Rendering rendering = new Rendering(store, CLOCK, new RenderingSettings(Proof.NEVER));
            FilledDraft draft =
                    new FilledDraft(store.put(n.replace("../", "") + ".docx", docx(n)), "Muster: " + n, List.of());
            return store.bytes(rendering.render(draft, Marks.NONE).content().digest());
        });
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void keepsItsStructure(String name) {
        byte[] pdf = rendered(name);
        String tags = RenderingTagTree.of(pdf);
        RenderingGolden.assertSame("specimens/" + name + ".tagtree.txt", tags);
        assertThat(linksWithoutAnnotation(tags)).isEmpty();
        assertThat(Conformance.verify(pdf)).extracting(Texts.german()::line).isEmpty();
    }

    /** Links that a screen reader could not follow (ISO 14289-1, 7.18.5). */
    private static List<String> linksWithoutAnnotation(String tags) {
        List<String> lines = tags.lines().toList();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String link = lines.get(i);
            if (link.strip().startsWith("Link")) {
                String inside = " ".repeat(link.indexOf("Link") + 1);
                boolean tied = lines.stream()
                        .skip(i + 1L)
                        .takeWhile(line -> line.startsWith(inside))
                        .anyMatch(line -> line.endsWith("<object>"));
                if (!tied) {
                    left.add(link.strip());
                }
            }
        }
        return left;
    }

    /** The text of the structure tree is the text of the file, paragraph by paragraph, nothing more and nothing less. */
    static Stream<String> everything() throws IOException {
        return Stream.concat(specimens(), Stream.concat(Stream.of("../bausteine"), TEMPLATES.stream()));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void losesNoWord(String name) {
        ReadBack.assertNothingLost(docx(name), rendered(name));
    }

    @Test
    void aLostWordWouldBeNoticed() {
        String read = ReadBack.bare(RenderingTagTree.textOf(rendered("zeichen")));
        assertThat(read).contains("ANGEHOBEN");
        assertThat(read.replace("ANGEHOBEN", "")).doesNotMatch(ReadBack.expected(docx("zeichen")));
    }

    @Test
    void standsWhereLibreOfficePutsIt(@TempDir Path folder) throws IOException {
        Program.require("soffice", "libreoffice-writer-nogui");
        Program.requireFont("Carlito", "fonts-crosextra-carlito");
        Program.requireFont("Liberation Sans", "fonts-liberation");
        List<String> names = specimens().toList();
        List<String> command = new ArrayList<>(List.of(
                "soffice", "-env:UserInstallation=" + folder.resolve("profile").toUri(), "--headless"));
        command.addAll(List.of("--convert-to", "pdf", "--outdir", folder.toString()));
        names.forEach(n -> command.add(SPECIMENS.resolve(n + ".docx").toString()));
        for (String template : TEMPLATES) {
            Path file = folder.resolve(template + ".docx");
            Files.write(file, filled(template));
            command.add(file.toString());
        }
        Program.Ended ended = Program.run(command.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.output()).isZero();
        List<String> deviations = new ArrayList<>();
        for (String name : Stream.concat(names.stream(), TEMPLATES.stream()).toList()) {
            compare(name, Files.readAllBytes(folder.resolve(name + ".pdf")), deviations);
        }
        assertThat(deviations).isEmpty();
    }

    private static void compare(String name, byte[] theirs, List<String> deviations) {
        RenderingGlyphs ours = new RenderingGlyphs(rendered(name));
        RenderingGlyphs other = new RenderingGlyphs(theirs);
        if (ours.pages() != other.pages()) {
            deviations.add(name + ": " + ours.pages() + " pages, not " + other.pages());
        }
        for (Paragraph p : ReadBack.everyParagraph(docx(name))) {
            String words = RenderingGlyphs.letters(ParagraphText.of(p));
            String key = words.substring(0, Math.min(16, words.length()));
            if (key.length() < 2 || EXPLAINED.getOrDefault(name, Set.of()).contains(key)) {
                continue;
            }
            Place here = ours.find(key);
            Place there = other.find(key);
            if (here == null || there == null) {
                deviations.add(name + ": not found: " + key + (here == null ? " (ours)" : " (theirs)"));
            } else if (here.page() != there.page() || Math.abs(here.baseline() - there.baseline()) > TOLERANCE) {
                deviations.add("%s: %s at %d/%.1f, not %d/%.1f"
                        .formatted(name, key, here.page(), here.baseline(), there.page(), there.baseline()));
            }
        }
    }
}
