package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.ManyMatters;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** With {@code --strict} one wrong row stops all; without it the others go on. */
class StrictIT {
    @TempDir
    Path folder;

    @Test
    void oneWrongRowStopsAllOnlyWhenAskedTo() throws Exception {
        Path table = ManyMatters.csv(folder, 2);
        Files.writeString(
                table, Files.readString(table).replaceFirst("(?s)(.*)25\\.06\\.2021(.*?)$", "$1" + "31.13.2021$2"));
        String data = table.toString();
        CommandLineInside.Ended strict = federzug("prepare", data, "--strict");
        assertThat(strict.exit()).as(strict.err()).isEqualTo(2);
        assertThat(strict.err()).contains("vorgaenge.csv, Zeile 3", "31.13.2021");
        assertThat(matters()).isZero();

        CommandLineInside.Ended lenient = federzug("prepare", data);
        assertThat(lenient.exit()).as(lenient.err()).isEqualTo(2);
        assertThat(lenient.err()).contains("vorgaenge.csv, Zeile 3", "31.13.2021");
        assertThat(matters()).isEqualTo(1);
    }

    @Test
    void theSumOfTheSummaryIsRight() throws Exception {
        Path table = ManyMatters.csv(folder, 3);
        Files.writeString(
                table, Files.readString(table).replaceFirst("(?s)(.*)25\\.06\\.2021(.*?)$", "$1" + "31.13.2021$2"));
        CommandLineInside.Ended ended = CommandLineInside.run(
                Federzug::start,
                "prepare",
                table.toString(),
                "--plain",
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(ended.out())
                .contains(
                        "3 Vorgänge in",
                        "0 erledigt, 2 warten auf Personen oder einen Termin, 0 angehalten, 1 nicht übernommen");
    }

    private int matters() {
        CommandLineInside.Ended board = federzug("status");
        assertThat(board.exit()).as(board.err()).isZero();
        return JsonMapper.builder().build().readTree(board.out()).get("matters").size();
    }

    private CommandLineInside.Ended federzug(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 3);
        all[words.length] = "--json";
        all[words.length + 1] = "--home";
        all[words.length + 2] = folder.resolve("home").toString();
        return CommandLineInside.run(Federzug::start, all);
    }
}
