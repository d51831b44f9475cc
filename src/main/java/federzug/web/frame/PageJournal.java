package federzug.web.frame;

import federzug.access.PageActs;
import federzug.access.PageActs.PageAct;
import federzug.pipeline.Progress;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Keeps in the journal of the pages what somebody who is logged in has done. */
@Component
@ConditionalOnWebApplication
public class PageJournal {
    private final PageActs acts;
    private final Clock clock;

    PageJournal(PageActs acts, Clock clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * @param act code behind {@code web.act.}
     * @param about matter, or other thing it was done to; may be empty
     */
    public void done(LoggedIn one, String act, String about) {
        done(one, act, about, null);
    }

    /** @param digest of what was shown to the person who decided */
    public void done(LoggedIn one, String act, String about, @Nullable String digest) {
        acts.add(new PageAct(clock.instant(), one.name(), act, about, digest));
    }

    /**
     * Work beside the request that is recorded once it has succeeded: what was refused, or is under way twice, is no act.
     *
     * @param digest of what was seen, null if that is not bound to anything
     */
    public <T> Function<Progress, T> recorded(
            LoggedIn one, String act, String about, @Nullable String digest, Function<Progress, T> work) {
        return progress -> {
            T result = work.apply(progress);
            done(one, act, about, digest);
            return result;
        };
    }
}
