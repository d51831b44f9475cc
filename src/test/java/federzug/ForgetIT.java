package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Ceremonies;
import federzug.file.HomeLock;
import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is deleted after its period is gone, and what proves the signing stays. */
class ForgetIT {
    private static final String MATTER = "crimmitschau-2021";

    @TempDir
    Path folder;

    private Path home;
    private Path signed;

    @Test
    void deletesAfterThePeriodWhatWasShownAndKeepsTheProof() throws IOException {
        home = folder.resolve("home");
        signed = folder.resolve("out/" + MATTER + "/kooperationsvereinbarung-signiert.pdf");
        settings("");
        assertThat(call(
                                "run",
                                "examples/crimmitschau",
                                "--out",
                                folder.resolve("out").toString())
                        .exit())
                .isZero();
        end();
        assertThat(call("forget", "--yes").out()).contains("keine Fristen");

        settings("federzug.forget: { drafts: 1y, mails: 1y, documents: 2y, persons: 2y }");
        assertThat(call("forget", "--yes").out()).contains("Nichts ist länger");
        assertThat(documents()).isGreaterThan(8);

        age("450 days");
        long before = documents();
        CommandLineInside.Ended shown = call("forget", "--dry-run");
        assertThat(shown.out()).contains("Entwürfe", "Adressen").doesNotContain("fertige Dokumente");
        CommandLineInside.Ended unasked = call("forget");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        assertThat(documents()).isEqualTo(before);

        try (HomeLock backup = HomeLock.take(home).orElseThrow()) {
            CommandLineInside.Ended locked = call("forget", "--yes");
            assertThat(locked.exit()).as(locked.err()).isEqualTo(2);
            assertThat(locked.err()).contains("wird gesichert");
            assertThat(call("backup", folder.resolve("sicherung").toString()).exit())
                    .isEqualTo(2);
        }
        assertThat(documents()).isEqualTo(before);

        assertThat(call("forget", "--yes").exit()).isZero();
        assertThat(documents()).isBetween(2L, before - 4);
        CommandLineInside.Ended half = call("status", MATTER);
        assertThat(half.exit()).as(half.out() + half.err()).isZero();
        assertThat(call("check", signed.toString()).exit()).isZero();
        assertThat(call("forget", "--yes").out()).contains("Nichts ist länger");

        age("400 days");
        kill();
        assertThat(call("forget", "--yes").exit()).isZero();
        assertThat(documents()).isZero();
        assertThat(call("status").exit()).isZero();
        for (String command : List.of("renew", "send", "remind", "worker --once")) {
            CommandLineInside.Ended after = call(command.split(" "));
            assertThat(after.exit()).as(command + after.out() + after.err()).isZero();
        }
        CommandLineInside.Ended gone = call("status", MATTER);
        assertThat(gone.out() + gone.err()).contains("gelöscht", "Prüfsummen").doesNotContain("repair");
        CommandLineInside.Ended again = call("prepare", "examples/crimmitschau");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("andere Kennung");
        assertThat(call("check", signed.toString()).exit()).isZero();
        assertThat(call("backup", folder.resolve("danach").toString()).exit()).isZero();
        within(context -> {
            assertThat(context.getBean(Ceremonies.class).agreements(MATTER)).hasSize(1);
            String agreement =
                    context.getBean(Ceremonies.class).agreements(MATTER).get(0);
            assertThat(context.getBean(Ceremonies.class).auditJournal(MATTER, agreement))
                    .isEmpty();
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select count(*) from forgotten where done_at is not null")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(4);
            for (String table : List.of(
                    "matter",
                    "turn",
                    "ceremony",
                    "ceremony_journal",
                    "send_ledger",
                    "press_release",
                    "press_consent",
                    "press_dispatch",
                    "approval",
                    "document",
                    "incoming")) {
                List<Map<String, Object>> rows =
                        jdbc.sql("select * from " + table).query().listOfRows();
                assertThat(rows.toString())
                        .as(table)
                        .doesNotContain("Raphael", "Rodig", "Forkert", "@crimmitschau", "@polizei");
            }
        });
    }

    private void kill() {
        List<String> call = new ArrayList<>(List.of("forget", "--yes", "--plain", "--home", home.toString()));
        call.addAll(List.of("--config", folder.resolve("federzug.yaml").toString()));
        long all = documentsNow();
        FederzugProcess.killedWhen(folder, () -> documentsNow() < all, call.toArray(String[]::new));
    }

    private long documentsNow() {
        try {
            return documents();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Long.MAX_VALUE;
        }
    }

    private long documents() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("documents"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** A rehearsal's release never goes out; here it shall have ended. */
    private void end() {
        within(context -> context.getBean(JdbcClient.class)
                .sql("update press_release set state = 'DISPATCHED' where matter = ?")
                .param(MATTER)
                .update());
    }

    private void age(String days) {
        int back = Integer.parseInt(days.split(" ")[0]);
        within(context -> {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            for (String table : List.of("ceremony", "press_release")) {
                OffsetDateTime since = jdbc.sql("select max(since) from " + table)
                        .query(OffsetDateTime.class)
                        .single();
                jdbc.sql("update " + table + " set since = ?")
                        .param(since.minusDays(back))
                        .update();
            }
        });
    }

    private void within(java.util.function.Consumer<ConfigurableApplicationContext> what) {
        CommandLineInside.run(
                properties -> {
                    ConfigurableApplicationContext context = Federzug.start(properties);
                    what.accept(context);
                    return context;
                },
                "status",
                "--home",
                home.toString());
    }

    private void settings(String yaml) throws IOException {
        Files.writeString(folder.resolve("federzug.yaml"), yaml + "\n");
    }

    private CommandLineInside.Ended call(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--plain", "--home", home.toString()));
        all.addAll(List.of("--config", folder.resolve("federzug.yaml").toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
