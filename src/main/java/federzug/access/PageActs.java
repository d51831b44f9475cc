package federzug.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal of what was done on a page; it only grows. */
public interface PageActs {
    /**
     * @param actor name of an account, or key of a person
     * @param act code of what was done, for example {@code login}
     * @param about matter, account or other thing it was done to, may be empty
     * @param digest of the document that was acted on, if any
     */
    record PageAct(
            Instant at,
            String actor,
            String act,
            String about,
            @Nullable String digest) {}

    void add(PageAct act);

    /** The newest first. */
    List<PageAct> latest(int most);

    /** @param number grows with time */
    record Numbered(long number, PageAct act) {}

    /**
     * Searches, the newest first.
     *
     * @param text part of the actor's name, shown or to log in, or of what it was about; empty: any
     * @param since null: from the beginning
     * @param below only entries with a smaller number: the last one of the page before
     */
    List<Numbered> find(String text, @Nullable Instant since, long below, int most);
}
