package federzug.web.frame;

import federzug.ceremony.Acting;
import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.collecting.CollectDesk;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Takes, while pages are served, what comes back by mail: each minute, and when somebody asks. */
@Component
@ConditionalOnWebApplication
public class IncomingTimer extends PageTimer {
    /** Name of the errand that somebody has asked for. */
    public static final String ERRAND = "collecting";

    private static final String BUSY = "delivery.inbox.busy";

    private final CollectDesk desk;
    private final Errands errands;

    IncomingTimer(CollectDesk desk, Errands errands) {
        super("incoming-clock", 60);
        this.desk = desk;
        this.errands = errands;
    }

    /** Whether anything can come back here. */
    public boolean collects() {
        return desk.hasPlaces();
    }

    /** Takes now what has come back, beside the request. */
    public void collect(Acting acting) {
        errands.begin(ERRAND, progress -> desk.collect(acting, progress));
    }

    @Override
    void look() {
        if (!collects()) {
            return;
        }
        try {
            desk.collect(self(), Progress.SILENT);
        } catch (NoticedException e) {
            // Another process may be looking just now.
            if (e.notices().stream().noneMatch(notice -> notice.code().equals(BUSY))) {
                throw e;
            }
        }
    }
}
