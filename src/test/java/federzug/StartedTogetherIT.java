package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import federzug.testkit.ManyMatters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that several people start at the same moment on one data folder, which is new in the first round: each works,
 * or says who is ahead. More of both with {@code -Dfederzug.together.commands} and {@code -Dfederzug.together.rounds}.
 */
@Tag("database")
class StartedTogetherIT {
    private static final int COMMANDS = Integer.getInteger("federzug.together.commands", 4);
    private static final int ROUNDS = Integer.getInteger("federzug.together.rounds", 1);
    private static final String AHEAD = "(?s).*(wird|werden) gerade schon bearbeitet.*";

    @Test
    void eachWorksOrSaysWhoIsAhead(@TempDir Path folder) throws Exception {
        String data = ManyMatters.csv(folder, 1).toString();
        List<List<String>> kinds = List.of(
                List.of("prepare", data), List.of("status"), List.of("send"), List.of("resume"), List.of("remind"));
        ExecutorService people = Executors.newFixedThreadPool(COMMANDS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<FederzugProcess.Ended>> started = new ArrayList<>();
                for (int i = 0; i < COMMANDS; i++) {
                    List<String> words = new ArrayList<>(kinds.get((round + i) % kinds.size()));
                    words.addAll(List.of("--plain", "--home", "home-" + round / 2, "--out", "out"));
                    started.add(CompletableFuture.supplyAsync(
                            () -> FederzugProcess.run(folder, words.toArray(String[]::new)), people));
                }
                for (int i = 0; i < COMMANDS; i++) {
                    FederzugProcess.Ended ended = started.get(i).get();
                    String said = kinds.get((round + i) % kinds.size()).get(0) + ": " + ended.trouble();
                    assertThat(ended.exit()).as(said).isIn(0, 2);
                    if (ended.exit() == 2) {
                        assertThat(ended.trouble()).as(said).matches(AHEAD);
                    }
                }
            }
        } finally {
            people.shutdown();
        }
    }
}
