package federzug.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Schedules when workers look at each matter next, by the clock of the database. It only saves looks: what is missing here is due, and a
 * look at a matter that has nothing to do changes nothing.
 */
public interface WorkList {
    /** Those that are not on it yet are due from now on. */
    void add(Collection<String> matters);

    /** Includes matters held only by a process whose heartbeat is missing; the next run releases them. */
    boolean isAnyDue(boolean ended);

    /**
     * Claims matters that are due and in nobody's hands, longest due first. Several processes that ask at once are given
     * different ones, and none waits for another.
     *
     * @param ended of those of which nothing was left to do
     * @param claim takes one; false if another process was quicker
     * @return those taken
     */
    List<Item> claim(int most, boolean ended, Predicate<String> claim);

    /** Counts the changes of a matter. */
    long changes(String matter);

    /**
     * Stores when the matter is due next.
     *
     * @param changes as they were before the look: if there were more since, it stays due
     */
    void later(String matter, long changes, Duration pause, boolean ended);

    /**
     * @param pause how long it was left alone before
     * @param changes how often something had changed
     */
    record Item(String matter, Duration pause, long changes) {}
}
