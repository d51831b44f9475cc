package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.pipeline.WorkerRegister.Entry;
import federzug.testkit.DatabaseInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@Tag("database")
class JdbcWorkerRegisterTest {
    private static final BatchSettings SETTINGS = new BatchSettings(1, Duration.ofMinutes(1));

    private final DatabaseInMemory database = new DatabaseInMemory();

    @TempDir
    private Path folder;

    @BeforeEach
    void twoMachinesAlike() throws IOException {
        for (String machine : new String[] {"a", "b"}) {
            write(machine + "/templates/kooperation/felder.yaml", "felder");
            write(machine + "/fonts/Haus.ttf", "font");
            write(machine + "/example/root.pem", "root");
        }
    }

    @Test
    void machinesThatHaveTheSameInDifferentPlacesWorkTogether() {
        try (Entry one = enter("a");
                Entry other = enter("b")) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void whoHasOtherTemplatesFontsOrTrustIsRefusedWithTheReason() throws IOException {
        try (Entry first = enter("a")) {
            write("b/templates/kooperation/felder.yaml", "others");
            refused("pipeline.worker.templates");
            write("b/templates/kooperation/felder.yaml", "felder");
            write("b/fonts/Mehr.ttf", "font");
            refused("pipeline.worker.fonts");
            Files.delete(folder.resolve("b/fonts/Mehr.ttf"));
            write("b/example/root.pem", "another");
            refused("pipeline.worker.trust");
            write("b/example/root.pem", "root");
            assertThatThrownBy(() -> enter("b", Map.of("federzug.trust.eu.countries[0]", "DE")))
                    .hasMessage("pipeline.worker.trust");
            try (Entry own = enter("b", Map.of("federzug.trust.cache", "elsewhere"))) {
                assertThat(own).isNotSameAs(first);
            }
        }
    }

    @Test
    void theOneThatWasThereFirstStaysAndWhoIsGoneOrDeadDoesNotCount() throws IOException {
        write("b/fonts/Mehr.ttf", "font");
        Entry first = enter("a");
        refused("pipeline.worker.fonts");
        first.close();
        Entry second = enter("b");
        assertThatThrownBy(() -> enter("a")).hasMessage("pipeline.worker.fonts");
        database.client()
                .sql("update worker_register set beat_at = current_timestamp - interval '61' second")
                .update();
        enter("a").close();
        second.close();
        assertThat(database.client()
                        .sql("select count(*) from worker_register")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void refused(String code) {
        assertThatThrownBy(() -> enter("b")).hasMessage(code);
    }

    private Entry enter(String machine) {
        return enter(machine, Map.of());
    }

    private Entry enter(String machine, Map<String, Object> more) {
        Path own = folder.resolve(machine);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("more", more));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "machine",
                        Map.of(
                                "federzug.drafting.templates",
                                        own.resolve("templates").toString(),
                                "federzug.rendering.fonts", own.resolve("fonts").toString(),
                                "federzug.trust.example-folder",
                                        own.resolve("example").toString())));
        MachineMeans machineMeans = new MachineMeans(environment);
        JdbcRunLeases leases = new JdbcRunLeases(
                database.client(), database.transactions(), SETTINGS, machineMeans, own, Clock.systemUTC());
        return new JdbcWorkerRegister(database.client(), database.transactions(), leases, machineMeans, SETTINGS)
                .enter();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
