package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.pipeline.WorkList.Item;
import federzug.testkit.DatabaseInMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

@Tag("database")
class JdbcWorkListTest {
    private final DatabaseInMemory database = new DatabaseInMemory();

    @TempDir
    private Path home;

    private JdbcRunLeases leases;
    private JdbcWorkList list;

    @BeforeEach
    void twoRuns() {
        leases = leases(Duration.ofMinutes(1));
        list = new JdbcWorkList(database.client(), database.transactions(), leases);
        leases.begin("mine", leases.self());
        leases.begin("theirs", leases.self());
    }

    @Test
    void whatIsDueIsClaimedOnceAndLongestDueFirst() {
        list.add(List.of("b"));
        list.add(List.of("a", "b", "c"));
        assertThat(claimed("mine", 2)).hasSize(2).contains("b");
        assertThat(claimed("theirs", 5)).hasSize(1);
        assertThat(claimed("theirs", 5)).isEmpty();
        leases.giveBack("b", "mine");
        assertThat(claimed("theirs", 5)).containsExactly("b");
    }

    @Test
    void whatAnotherWasQuickerWithIsLeftOut() {
        list.add(List.of("a", "b", "c"));
        List<Item> claimed = list.claim(5, false, matter -> !matter.equals("b"));
        assertThat(claimed).extracting(Item::matter).containsExactly("a", "c");
    }

    @Test
    void whatWasLookedAtWaitsUntilItsTimeOrUntilSomethingMoves() {
        list.add(List.of("a"));
        list.later("a", 0, Duration.ofSeconds(40), false);
        assertThat(list.isAnyDue(false)).isFalse();
        list.moved("a");
        assertThat(list.changes("a")).isEqualTo(1);
        assertThat(list.claim(1, false, matter -> true)).containsExactly(new Item("a", Duration.ofSeconds(40), 1));
        list.later("a", 1, Duration.ZERO, false);
        assertThat(list.isAnyDue(false)).isTrue();
    }

    @Test
    void whatMovedWhileItWasLookedAtStaysDue() {
        list.add(List.of("a"));
        list.moved("a");
        list.later("a", 0, Duration.ofDays(1), true);
        assertThat(list.isAnyDue(false)).isTrue();
        assertThat(list.isAnyDue(true)).isFalse();
    }

    @Test
    void whatHasEndedIsAListOfItsOwnUntilItMoves() {
        list.add(List.of("a"));
        list.later("a", 0, Duration.ZERO, true);
        assertThat(list.isAnyDue(false)).isFalse();
        assertThat(list.claim(1, true, matter -> true)).hasSize(1);
        list.moved("a");
        assertThat(list.isAnyDue(false)).isTrue();
        assertThat(list.isAnyDue(true)).isFalse();
    }

    /** Nobody would ever give them back if a run began only for matters that nobody holds. */
    @Test
    void whatIsInTheHandsOfOneThatHasFallenSilentIsWorthARun() {
        list.add(List.of("a"));
        leases.take("a", "theirs");
        assertThat(list.isAnyDue(false)).isFalse();
        database.client()
                .sql("update job_run set beat_at = current_timestamp - interval '2' hour where id = 'theirs'")
                .update();
        // A server counts the silence from its own start.
        JdbcRunLeases impatient = leases(Duration.ofSeconds(6));
        JdbcWorkList due = new JdbcWorkList(database.client(), database.transactions(), impatient);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> due.isAnyDue(false));
        assertThat(claimed("mine", 5)).isEmpty();
    }

    @Test
    void theMattersOfARunAreOnTheListWhenItEnds() {
        leases.take("new", "mine");
        list.add(List.of("old"));
        list.later("old", 0, Duration.ofDays(1), false);
        leases.take("old", "mine");
        leases.release("mine");
        assertThat(claimed("theirs", 5)).containsExactly("new");
    }

    /** On a server nobody waits for the one who is just claiming, and gets other matters. */
    @Test
    void twoWhoClaimAtOnceGetDifferentOnes() throws Exception {
        if (!leases.isServer()) {
            assertThat(claimed("mine", 1)).isEmpty();
            return; // the embedded database belongs to one machine: leases alone decide
        }
        list.add(List.of("a", "b", "c", "d"));
        CountDownLatch claiming = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        CompletableFuture<List<Item>> first = CompletableFuture.supplyAsync(() -> list.claim(1, false, matter -> {
            claiming.countDown();
            await(other);
            return leases.take(matter, "mine").isEmpty();
        }));
        await(claiming);
        assertThat(claimed("theirs", 2)).containsExactly("c", "d");
        other.countDown();
        assertThat(first.get()).extracting(Item::matter).containsExactly("a");
    }

    private JdbcRunLeases leases(Duration silence) {
        return new JdbcRunLeases(
                database.client(),
                database.transactions(),
                new BatchSettings(1, silence),
                new MachineMeans(new StandardEnvironment()),
                home,
                Clock.systemUTC());
    }

    private List<String> claimed(String run, int most) {
        return new ArrayList<>(list
                .claim(most, false, matter -> leases.take(matter, run).isEmpty())
                .stream()
                .map(Item::matter)
                .toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
