package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import federzug.testkit.ManyMatters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people and one home: the second is told who runs the matters, and may watch meanwhile. */
@Tag("database")
class SeveralProcessesIT {
    @Test
    void theSecondRunLearnsWhoRunsItAndTheBoardWorksBesideIt(@TempDir Path folder) throws Exception {
        Path data = ManyMatters.csv(folder, 3);
        String home = folder.resolve("home").toString();
        List<CommandLineInside.Ended> beside = new ArrayList<>();
        FederzugProcess.Ended first = FederzugProcess.killedAt(
                folder,
                said -> {
                    if (beside.isEmpty() && said.contains("vorbereitet")) {
                        beside.add(inside("run", data.toString(), "--plain", "--home", home));
                        beside.add(inside("status", "--json", "--home", home));
                    }
                    return false;
                },
                "run",
                data.toString(),
                "--plain",
                "--home",
                "home",
                "--out",
                "out");

        assertThat(first.exit()).as(first.trouble()).isZero();
        CommandLineInside.Ended second = beside.get(0);
        assertThat(second.exit()).as(second.err()).isEqualTo(2);
        assertThat(second.err()).contains("3 Vorgänge", "m-00000", "werden gerade schon bearbeitet", "Prozess");
        assertThat(beside.get(1).exit()).as(beside.get(1).err()).isZero();
        assertThat(beside.get(1).out()).contains("m-00002");
        assertThat(first.err())
                .filteredOn(line -> line.contains("Unterschriftsfelder"))
                .hasSize(3);
    }

    private static CommandLineInside.Ended inside(String... arguments) {
        return CommandLineInside.run(Federzug::start, arguments);
    }
}
