package federzug.web;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.LocalPort;
import federzug.testkit.MachineInNamespace;
import federzug.testkit.PostgresCluster;
import federzug.testkit.WebVisitor;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages served by two machines from one database: what one has confirmed stays when it is gone, and goes on at the other. */
class SeveralServersIT {
    private static final String MATTER = "crimmitschau-2021";
    private static final String TURNS = "/vorgaenge/" + MATTER + "/unterzeichnung";
    private static final long LONGEST_SECONDS = 180;

    @Test
    void noActIsLostWhenOneOfTwoServersIsKilled(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            cluster.configuration(folder);
            int first = LocalPort.free();
            int second = LocalPort.free();
            try (MachineInNamespace one = serve(folder, "a", first, "--demo")) {
                String word = said(one, "(?m)^ *demo-vorgang: (\\S+)");
                said(one, "Federzug läuft: (\\S+)");
                try (MachineInNamespace other = serve(folder, "b", second);
                        Connection database = cluster.connection()) {
                    said(other, "Federzug läuft: (\\S+)");
                    WebVisitor there = visitor(first);
                    there.logIn("demo-vorgang", word);
                    assertThat(deferred(there, "raphael").target()).contains("unterzeichnung");
                    one.kill();

                    assertThat(moves(database)).isEqualTo(1);
                    WebVisitor here = visitor(second);
                    assertThat(here.get(TURNS).status())
                            .as("sessions stay where they are")
                            .isEqualTo(302);
                    here.logIn("demo-vorgang", word);
                    assertThat(here.follow(TURNS).body()).contains("unterzeichnet später");
                    assertThat(deferred(here, "rodig").target()).contains("unterzeichnung");
                    assertThat(moves(database)).isEqualTo(2);
                    assertThat(number(database, "select count(*) from page_act where act = 'turn-deferred'"))
                            .as("the journal of the pages has both")
                            .isEqualTo(2);
                }
            }
        }
    }

    private static MachineInNamespace serve(Path folder, String name, int port, String... more) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("serve", "--plain", "--port", String.valueOf(port), "--home", "home-" + name));
        arguments.addAll(List.of(more));
        return MachineInNamespace.start(folder, name, List.of(), arguments.toArray(String[]::new));
    }

    private static WebVisitor visitor(int port) {
        return new WebVisitor(URI.create("http://127.0.0.1:" + port + "/"));
    }

    private static String said(MachineInNamespace machine, String line) throws Exception {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        Pattern pattern = Pattern.compile(line);
        Matcher found = pattern.matcher(machine.said());
        while (!found.find()) {
            assertThat(machine.isAlive() && System.nanoTime() < end)
                    .as("%s in: %s", line, machine.said())
                    .isTrue();
            Thread.sleep(50);
            found = pattern.matcher(machine.said());
        }
        return found.group(1);
    }

    private static WebVisitor.Answer deferred(WebVisitor visitor, String person) {
        return visitor.submit(
                TURNS,
                "/vorgaenge/" + MATTER + "/unterzeichnung/crimmitschau/" + person + "/verschieben",
                "bis",
                "2030-01-05T10:00",
                "grund",
                "Termin");
    }

    private static long moves(Connection database) throws SQLException {
        return number(database, "select count(*) from ceremony_journal where event = 'TurnDeferred'");
    }

    private static long number(Connection database, String query) throws SQLException {
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
