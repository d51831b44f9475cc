package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.packaging.ManualCommands;
import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the manual shows and what needs nobody else, on the example that its third chapter runs. */
class ManualExamplesIT {
    private static final List<String> READING = List.of(
            "status",
            "doctor",
            "check",
            "trust",
            "template check",
            "template fields",
            "press show",
            "send --list",
            "resume",
            "renew",
            "export",
            "remind",
            "repair",
            "forget",
            "backup",
            "worker --once",
            "template fill",
            "check --compare",
            "--help",
            "send --help");
    private static final Set<String> NOT =
            Set.of("--watch", "--wait", "refresh", "export", "import", "--home", "--password-file", "--yes");

    @TempDir
    Path folder;

    @Test
    void theCheapExamplesRun() throws IOException {
        Ended first = run(List.of("run", "examples/crimmitschau"));
        assertThat(first.exit()).as(first.err()).isZero();
        Path signed = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung-signiert.pdf");
        Map<String, String> own = Map.of(
                "VORGANG",
                "crimmitschau-2021",
                "DATEI.pdf",
                signed.toString(),
                "berichte",
                folder + "/berichte",
                "DATEI",
                signed.toString(),
                "A.pdf",
                signed.toString(),
                "B.pdf",
                signed.toString(),
                "ORDNER",
                folder + "/ordner");
        Set<List<String>> calls = new LinkedHashSet<>();
        ManualCommands.shown(Path.of("docs/handbuch")).stream()
                .map(words ->
                        words.stream().map(word -> own.getOrDefault(word, word)).toList())
                .filter(ManualExamplesIT::canBeRun)
                .forEach(calls::add);

        List<String> failed = new ArrayList<>();
        for (List<String> call : calls) {
            Ended ended = run(call);
            if (ended.exit() > 1) {
                failed.add(String.join(" ", call) + " ended with " + ended.exit() + ": " + ended.err());
            }
        }
        assertThat(calls).hasSizeGreaterThan(20);
        assertThat(failed).isEmpty();
    }

    private static boolean canBeRun(List<String> words) {
        String call = String.join(" ", words);
        return READING.stream().anyMatch(start -> call.equals(start) || call.startsWith(start + " "))
                && words.stream().skip(1).noneMatch(NOT::contains)
                && words.stream().noneMatch(word -> word.matches("[A-ZÄÖÜ][A-ZÄÖÜ.|-]{2,}") || word.contains("…"))
                && words.stream().noneMatch(word -> word.contains("/") && !isThere(word));
    }

    private static boolean isThere(String word) {
        Path path = Path.of(word);
        return Files.exists(path) || (path.isAbsolute() && Files.exists(path.getParent()));
    }

    private Ended run(List<String> words) {
        List<String> places = new ArrayList<>();
        if (!words.contains("--help") && (!words.contains("template") || words.contains("fill"))) {
            places.addAll(List.of("--home", folder.resolve("home").toString()));
            if (!words.contains("--out")) {
                places.addAll(List.of("--out", folder.resolve("out").toString()));
            }
        }
        return CommandLineInside.run(
                Federzug::start, Stream.concat(words.stream(), places.stream()).toArray(String[]::new));
    }
}
