package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import federzug.cli.CommandModel;
import federzug.packaging.ManualCommands.Call;
import federzug.web.help.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The manual shows commands that exist, links that lead somewhere, and nothing its pages cannot show. */
class ManualTest {
    private static final Path FOLDER = Path.of("docs/handbuch");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)]+))?\\)");
    private final ManualPages manual;
    private final CommandLine model = CommandModel.line();

    ManualTest() throws IOException {
        manual = new ManualPages(FOLDER);
    }

    @Test
    void everyCommandIsUnderstood() {
        List<String> wrong = new ArrayList<>();
        List<Call> calls = calls();
        for (Call call : calls) {
            problem(call).ifPresent(problem -> wrong.add(call.chapter() + ": " + call.source() + " – " + problem));
        }

        assertThat(calls).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWrongOptionOrCommandIsFound() {
        assertThat(problem(call("send --nirgends"))).isPresent();
        assertThat(problem(call("nirgends VORGANG"))).isPresent();
        assertThat(problem(call("--nirgends"))).isPresent();
        assertThat(problem(call("prepare"))).isPresent();
        assertThat(problem(call("send VORGANG --wait"))).isEmpty();
    }

    @Test
    void everyLinkLeadsToAPageAndItsHeading() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String chapter : manual.chapters().keySet()) {
            Matcher link = LINK.matcher(Files.readString(FOLDER.resolve(chapter)));
            while (link.find()) {
                String target = link.group(1).isEmpty() ? chapter : link.group(1);
                if (!Files.exists(FOLDER.resolve(target))
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    wrong.add(chapter + ": " + link.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyChapterIsInTheTableOfContents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> all = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(new TreeSet<>(manual.chapters().keySet())).isEqualTo(all);
        }
    }

    @Test
    void theFourteenChaptersAndThoseForAdministratorsAreThere() {
        assertThat(manual.chapters().keySet().stream()
                        .filter(name -> name.matches("\\d\\d-.*"))
                        .map(name -> name.substring(0, 2)))
                .containsExactly(
                        "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16");
    }

    @Test
    void aRowWithAnotherNumberOfCellsIsRefused() {
        assertThat(catchThrowable(() -> Markdown.blocks("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> Markdown.blocks("| verloren | |\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesShowTextAsTextAndLinksAsLinks() throws IOException {
        assertThat(Markdown.spans("Mit `a|b` und **stark** und [Ziel](x.md#y)"))
                .extracting(Markdown.Span::kind)
                .containsExactly(
                        Markdown.Kind.PLAIN,
                        Markdown.Kind.CODE,
                        Markdown.Kind.PLAIN,
                        Markdown.Kind.STRONG,
                        Markdown.Kind.PLAIN,
                        Markdown.Kind.LINK);
        assertThat(manual.html().nodes()).containsKeys("index.html", "handbuch.css", "daten.html");
        try (var in = manual.html().nodes().get("daten.html").content().open()) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("<html lang=\"de\">", "<th scope=\"col\">", "08-der-termin.html")
                    .doesNotContain("](", "**", ".md\"");
        }
    }

    private List<Call> calls() {
        ManualCommands commands = new ManualCommands(model.getSubcommands().keySet());
        return manual.chapters().entrySet().stream()
                .flatMap(chapter -> commands.in(chapter.getKey(), chapter.getValue()).stream())
                .toList();
    }

    private Call call(String source) {
        return new ManualCommands(model.getSubcommands().keySet())
                .in("x", Markdown.blocks("```\n./federzug " + source + "\n```\n"))
                .get(0);
    }

    /** An option alone must be one of some command; a call must be understood, whatever stands for the reader's own words. */
    private Optional<String> problem(Call call) {
        String first = call.words().get(0);
        if (first.startsWith("--") && !first.equals("--help") && !first.equals("--version")) {
            String name = first.split("=", 2)[0];
            return options(model).contains(name) ? Optional.empty() : Optional.of("no such option");
        }
        try {
            CommandModel.line().parseArgs(call.words().toArray(String[]::new));
            return Optional.empty();
        } catch (MissingParameterException e) {
            return call.open() ? Optional.empty() : Optional.of(e.getMessage());
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Set<String> options(CommandLine line) {
        Set<String> names = new HashSet<>();
        line.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        line.getSubcommands().values().forEach(sub -> names.addAll(options(sub)));
        return names;
    }

    private Set<String> anchors(String file) throws IOException {
        return Markdown.blocks(Files.readString(FOLDER.resolve(file))).stream()
                .filter(Markdown.Heading.class::isInstance)
                .map(block -> ((Markdown.Heading) block).anchor())
                .collect(Collectors.toSet());
    }
}
