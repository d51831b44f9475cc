package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.file.HomeInstance;
import federzug.file.ProcessSpace;
import federzug.pipeline.JobRunner;
import federzug.testkit.DatabaseInMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

@Tag("database")
class JdbcRunLeasesTest {
    private static final Instant NOON = Instant.parse("2021-12-01T11:00:00Z");
    private static final RunProcess ELSEWHERE = new RunProcess("elsewhere", 1, "");

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final DatabaseInMemory database = new DatabaseInMemory();

    @TempDir
    private Path home;

    private JdbcRunLeases leases;
    private RunProcess self;
    private RunProcess dead;

    @BeforeEach
    void twoRuns() {
        leases = at(NOON);
        self = leases.self();
        dead = new RunProcess(self.space(), self.pid(), "another start");
        leases.begin("mine", self);
        leases.begin("theirs", self);
    }

    @Test
    void aMatterBelongsToOneRunWhichTheOtherLearns() {
        assertThat(leases.take("a", "mine")).isEmpty();
        assertThat(leases.take("a", "mine")).isEmpty();
        assertThat(leases.take("a", "theirs")).hasValueSatisfying(holder -> {
            assertThat(holder.run()).isEqualTo("mine");
            assertThat(holder.process()).isEqualTo(self);
            assertThat(holder.beganAt().toInstant()).isEqualTo(NOON);
        });
    }

    /** Whoever gives a matter back between another's try and look makes nobody believe that they have it. */
    @Test
    void whatIsTakenIsHeldHoweverQuicklyItGoesRound() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> rounds = new ArrayList<>();
            for (String run : List.of("mine", "theirs")) {
                rounds.add(people.submit(() -> {
                    int taken = 0;
                    for (int i = 0; i < (leases.isServer() ? 80 : 300); i++) {
                        if (leases.take("a", run).isEmpty()) {
                            assertThat(leases.matters(run)).as("round %d", i).containsExactly("a");
                            leases.giveBack("a", run);
                            taken++;
                        }
                    }
                    return taken;
                }));
            }
            for (Future<Integer> round : rounds) {
                assertThat(round.get()).isPositive();
            }
        } finally {
            people.shutdown();
        }
    }

    @Test
    void aRunOfADeadProcessHoldsNothing() {
        leases.begin("dead", dead);
        leases.take("a", "dead");
        leases.releaseDead(self);
        assertThat(leases.take("a", "mine")).isEmpty();
        assertThat(leases.isHeld("dead")).isFalse();
        assertThat(leases.isHeld("theirs")).isTrue();
    }

    @Test
    void aRunElsewhereCountsAsDeadAfterAMinuteWithoutHeartbeat() {
        leases.begin("far", ELSEWHERE);
        leases.take("a", "far");
        silentFor("far", 50);
        leases.releaseDead(self);
        assertThat(leases.isHeld("far")).isTrue();
        silentFor("far", 61);
        leases.beat("far");
        leases.releaseDead(self);
        assertThat(leases.isHeld("far")).isTrue();
        silentFor("far", 61);
        leases.releaseDead(self);
        assertThat(leases.isHeld("far")).isFalse();
    }

    @Test
    void aWrongClockOfThisMachineDeclaresNobodyDead() {
        leases.begin("far", ELSEWHERE);
        at(Instant.now().plus(Duration.ofDays(1))).releaseDead(self);
        assertThat(leases.isHeld("far")).isTrue();
    }

    @Test
    void aContainerWithTheSameHostNameIsAlive() {
        ProcessSpace here = ProcessSpace.current();
        ProcessSpace container = new ProcessSpace(here.host(), here.boot(), "pid:[1]");
        String instance = HomeInstance.of(home);
        leases.begin("contained", new RunProcess(container + "/" + instance, self.pid(), "another start"));
        leases.releaseDead(self);
        assertThat(leases.isHeld("contained")).isTrue();
    }

    /** Machines copied from one image, or systems that name neither boot nor namespace, differ in nothing but the home. */
    @Test
    void anotherHomeIsAliveHoweverLikeItsMachineIs(@TempDir Path other) {
        RunProcess twin = in(other, NOON).self();
        assertThat(twin.pid()).isEqualTo(self.pid());
        leases.begin("twin", new RunProcess(twin.space(), twin.pid(), "another start"));
        leases.releaseDead(self);
        assertThat(leases.isHeld("twin")).isTrue();
        silentFor("twin", 61);
        leases.releaseDead(self);
        assertThat(leases.isHeld("twin")).isFalse();
    }

    @Test
    void aHomeKeepsItsNameAndTheColumnHasRoomForIt() {
        assertThat(in(home, NOON).self()).isEqualTo(self);
        assertThat(self.space()).endsWith(HomeInstance.of(home)).hasSizeLessThan(255);
        assertThat(self.host()).isEqualTo(ProcessSpace.current().host());
    }

    @Test
    void everyDueMatterIsInExactlyOnePart() {
        int all = leases.isServer() ? 253 : 1003; // each connects anew
        for (int i = 0; i < all; i++) {
            leases.take("m-%04d".formatted(i), "mine");
        }
        leases.take("other", "theirs");
        leases.stop("m-0200", "mine");
        for (int parts : List.of(1, 2, 7, 8, 2000)) {
            List<String> ends = leases.partEnds("mine", parts);
            assertThat(ends).hasSizeLessThanOrEqualTo(Math.min(parts, all - 1));
            List<String> read = new ArrayList<>();
            String after = "";
            for (String until : ends) {
                DueMatters reader = new DueMatters(leases, "mine", after, until);
                for (JobRunner.Due due = reader.read(); due != null; due = reader.read()) {
                    read.add(due.matter());
                }
                after = until;
            }
            assertThat(read).hasSize(all - 1).isSorted().doesNotHaveDuplicates().doesNotContain("m-0200", "other");
        }
    }

    @Test
    void releasingARunFreesItsMatters() {
        leases.take("a", "mine");
        leases.release("mine");
        assertThat(leases.take("a", "theirs")).isEmpty();
    }

    private void silentFor(String run, int seconds) {
        database.client()
                .sql("update job_run set beat_at = current_timestamp - interval '" + seconds + "' second where id = ?")
                .param(run)
                .update();
    }

    private JdbcRunLeases at(Instant time) {
        return in(home, time);
    }

    private JdbcRunLeases in(Path folder, Instant time) {
        return new JdbcRunLeases(
                database.client(),
                database.transactions(),
                new BatchSettings(1, SILENCE),
                new MachineMeans(new StandardEnvironment()),
                folder,
                Clock.fixed(time, ZoneOffset.UTC)) {
            /** The server of these tests has not been there for a minute. */
            @Override
            String heard() {
                return "r.beat_at";
            }
        };
    }
}
