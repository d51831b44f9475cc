package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what a script for cmd.exe needs to survive folders with spaces, brackets, ampersands and percent signs. */
class WindowsScriptsTest {
    private static final String PACKAGE = "src/dist/bin/federzug.cmd";
    private static final String CHECKOUT = "federzug.cmd";
    private static final String CLICK = "src/dist/windows/Federzug starten.cmd";

    private static final Pattern VARIABLE = Pattern.compile("(?<!%)%(\\w+)(?::\"=)?%(?!%)");
    private static final Pattern PROPERTY = Pattern.compile("-D(?!java\\.io)[\\w.]+=[\\w.\\-]+");
    private static final Set<String> NUMBERS = Set.of("MAJOR", "CODE", "PAGE", "FOUND", "OPTION", "ERRORLEVEL");

    @ParameterizedTest
    @ValueSource(strings = {PACKAGE, CHECKOUT, CLICK})
    void linesEndAsWindowsWantsThemAndHoldNothingThatACodePageWouldChange(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        String text = new String(bytes, StandardCharsets.US_ASCII);
        assertThat(text.getBytes(StandardCharsets.US_ASCII)).isEqualTo(bytes);
        assertThat(text.replace("\r\n", ""))
                .as("labels are missed without CR LF")
                .doesNotContain("\n", "\r");
        assertThat(text).endsWith("\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {PACKAGE, CHECKOUT, CLICK})
    void nothingDependsOnHowCmdWasSetUp(String file) throws IOException {
        List<String> lines = lines(file);
        assertThat(lines.get(0)).isEqualTo("@echo off");
        assertThat(lines).contains("setlocal EnableExtensions DisableDelayedExpansion");
        assertThat(lines).as("a block is expanded before it runs").noneMatch(line -> line.endsWith("("));
        Set<String> labels = lines.stream()
                .filter(line -> line.startsWith(":"))
                .map(line -> line.substring(1))
                .collect(Collectors.toSet());
        assertThat(matches(Pattern.compile("goto (\\w+)"), lines)).isSubsetOf(labels);
        assertThat(labels).isSubsetOf(matches(Pattern.compile("goto (\\w+)"), lines));
        assertThat(matches(Pattern.compile("exit /b (\\S+)"), lines)).isSubsetOf("3", "%CODE%");
    }

    @ParameterizedTest
    @ValueSource(strings = {PACKAGE, CHECKOUT, CLICK})
    void whatMayHoldAnyCharacterStandsInQuotes(String file) throws IOException {
        for (String line : lines(file)) {
            VARIABLE.matcher(line)
                    .results()
                    .filter(found -> !NUMBERS.contains(found.group(1)))
                    .forEach(found -> assertThat(isQuoted(line, found))
                            .as("%s in %s", found.group(), line)
                            .isTrue());
            if (line.startsWith("call ") || line.startsWith("for /f") && line.contains("('\"")) {
                assertThat(VARIABLE.matcher(line).find())
                        .as("read twice: %s", line)
                        .isFalse();
            }
        }
    }

    /** The name of a variable that is given as a whole: {@code set "NAME=…"} opens before it. */
    private static boolean isQuoted(String line, MatchResult found) {
        return line.substring(0, found.start()).chars().filter(c -> c == '"').count() % 2 == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {PACKAGE, CHECKOUT})
    void javaIsStartedAsOnOtherSystemsAndItsExitCodeIsReturned(String file) throws IOException {
        List<String> lines = lines(file);
        List<String> starts = lines.stream().filter(line -> line.contains("%*")).toList();
        assertThat(starts).hasSize(1);
        assertThat(starts.get(0)).startsWith("\"%JAVA%\" ").endsWith(" %*");
        assertThat(properties(starts.get(0))).isEqualTo(properties(Files.readString(Path.of("src/dist/bin/federzug"))));
        assertThat(lines.get(lines.indexOf(starts.get(0)) + 1)).isEqualTo("set \"CODE=%ERRORLEVEL%\"");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("exit /b %CODE%");
        assertThat(lines)
                .as("not the one in the current folder")
                .contains("for %%i in (java.exe) do set \"JAVA=%%~$PATH:i\"");
    }

    @Test
    void bothLaunchersLookForJavaInOneWay() throws IOException {
        assertThat(search(CHECKOUT).replace("ein JDK", "eines").replace("goto build", "goto run"))
                .isEqualTo(search(PACKAGE));
    }

    private static String search(String file) throws IOException {
        List<String> lines = lines(file);
        return String.join(
                "\n",
                lines.subList(
                        lines.indexOf("if not defined JAVA_HOME goto search"),
                        lines.indexOf("if not defined FOUND set \"FOUND=eine unbekannte Version\"")));
    }

    private static Set<String> properties(String text) {
        return PROPERTY.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> matches(Pattern pattern, List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("rem "))
                .flatMap(line -> pattern.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.US_ASCII);
    }
}
