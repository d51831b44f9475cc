package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code federzug.zone} holds for whatever shows a time, not only for what is printed on paper. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZoneOfTheSettingsIT {
    private static final Pattern ZONED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)");

    @TempDir
    static Path folder;

    private Path signed;

    @BeforeAll
    void runInTokyo() throws Exception {
        Files.writeString(folder.resolve("federzug.yaml"), "federzug:\n  zone: Asia/Tokyo\n");
        CommandLineInside.Ended ended = federzug("run", "examples/crimmitschau", "--out", out());
        assertThat(ended.exit()).as(ended.err()).isZero();
        signed = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung-signiert.pdf");
        assertThat(signed).isRegularFile();
        assertInTokyo(ended.out());
    }

    @Test
    void theStatusShowsTimesOfTheZone() throws Exception {
        assertInTokyo(federzug("status", "--json", "--out", out()).out());
    }

    @Test
    void mailsShowTimesOfTheZone() throws Exception {
        assertInTokyo(federzug("send", "--list", "--json").out());
    }

    @Test
    void trustShowsTimesOfTheZone() throws Exception {
        assertInTokyo(federzug("trust", "example", "--json").out());
    }

    @Test
    void aCheckShowsTimesOfTheZoneToProgramsAndPeople() throws Exception {
        String json = federzug("check", signed.toString(), "--json").out();
        assertInTokyo(json);
        Matcher stamp = Pattern.compile("\"timestampTime\" : \"(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)")
                .matcher(json);
        assertThat(stamp.find()).isTrue();
        String german = stamp.group(3) + "." + stamp.group(2) + "." + stamp.group(1) + ", " + stamp.group(4);
        assertThat(federzug("check", signed.toString()).out()).contains(german);
    }

    private static void assertInTokyo(String json) {
        List<String> offsets = new ArrayList<>();
        Matcher times = ZONED.matcher(json);
        while (times.find()) {
            offsets.add(times.group(1));
        }
        assertThat(offsets).as(json).isNotEmpty().containsOnly("+09:00");
    }

    private static String out() {
        return folder.resolve("out").toString();
    }

    private static CommandLineInside.Ended federzug(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        all.addAll(List.of("--config", folder.resolve("federzug.yaml").toString()));
        if (List.of("run", "send").contains(arguments[0]) && !all.contains("--json")) {
            all.add("--json");
        }
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
