package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.packaging.BillOfMaterials.Library;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionRulesTest {
    private static final Path LIST = Path.of("src/dist/version-rules.csv");

    @TempDir
    Path folder;

    @Test
    void noWeakVersionIsOnTheClassPath() throws IOException {
        List<Library> libraries = onTheClassPath();

        assertThat(libraries)
                .extracting(Library::id)
                .contains("org.postgresql:postgresql", "ch.qos.logback:logback-core");
        assertThat(VersionRules.read(LIST).troubles(libraries)).isEmpty();
    }

    @Test
    void anOlderVersionIsNamedWithItsReason() throws IOException {
        assertThat(VersionRules.read(LIST).troubles(List.of(library("org.postgresql", "postgresql", "42.7.11"))))
                .anyMatch(trouble -> trouble.contains("postgresql 42.7.11") && trouble.contains("CVE-2026-54291"));
    }

    /** Two lists for two moments: the build, and a machine that runs. */
    @Test
    void whatTheDoctorKnowsIsKnownHere() throws IOException {
        String rules = Files.readString(LIST);
        List<String> known = Pattern.compile("CVE-\\d{4}-\\d+")
                .matcher(Files.readString(Path.of("src/main/resources/federzug/pipeline/doctor/weak-versions.txt")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(known).isNotEmpty().allMatch(rules::contains);
    }

    @Test
    void anExceptionHoldsForOneVersionOnly() throws IOException {
        VersionRules rules = rules("org.bouncycastle:*;1.85;1.84;why");

        assertThat(rules.troubles(List.of(library("org.bouncycastle", "bcprov-jdk18on", "1.84"))))
                .isEmpty();
        assertThat(rules.troubles(List.of(library("org.bouncycastle", "bcprov-jdk18on", "1.83"))))
                .anyMatch(trouble -> trouble.contains("older than 1.85"));
    }

    @Test
    void anUnusedExceptionIsReported() throws IOException {
        assertThat(rules("org.bouncycastle:*;1.85;1.84;why")
                        .troubles(List.of(library("org.bouncycastle", "bcprov-jdk18on", "1.87"))))
                .singleElement()
                .asString()
                .contains("remove the exception");
    }

    @Test
    void aRuleWithoutAReasonIsNotRead() {
        assertThatThrownBy(() -> rules("a:b;1;;")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsAreComparedByNumbers() {
        assertThat(VersionRules.compare("42.7.9", "42.7.12")).isNegative();
        assertThat(VersionRules.compare("1.85", "1.84.1")).isPositive();
        assertThat(VersionRules.compare("2.0-rc1", "2.0")).isNegative();
        assertThat(VersionRules.compare("1.5.37", "1.5.37")).isZero();
        assertThat(VersionRules.compare("1.5.37.1", "1.5.37")).isPositive();
    }

    private VersionRules rules(String line) throws IOException {
        return VersionRules.read(
                Files.writeString(folder.resolve("rules.csv"), "library;below;accepted;reason\n" + line));
    }

    private static Library library(String group, String name, String version) {
        return new Library(group, name, version, List.of("Apache-2.0"));
    }

    /** Of a file …/org/postgresql/postgresql/42.7.14/postgresql-42.7.14.jar its last folders are name and version. */
    private static List<Library> onTheClassPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> entry.contains("/repository/") && entry.endsWith(".jar"))
                .map(entry -> Path.of(entry.substring(entry.indexOf("/repository/") + "/repository/".length())))
                .filter(path -> path.getNameCount() > 3)
                .map(path -> {
                    int count = path.getNameCount();
                    return library(
                            path.subpath(0, count - 3).toString().replace('/', '.'),
                            path.getName(count - 3).toString(),
                            path.getName(count - 2).toString());
                })
                .toList();
    }
}
