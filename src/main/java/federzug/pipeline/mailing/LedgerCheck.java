package federzug.pipeline.mailing;

import federzug.delivery.Postbox;
import federzug.notice.Notice;
import java.util.List;
import org.springframework.stereotype.Component;

/** Notices at the start of each command that the database is older than what was sent. */
@Component
public class LedgerCheck {
    private final Postbox postbox;

    LedgerCheck(Postbox postbox) {
        this.postbox = postbox;
    }

    /** @return what a person should know before anything else */
    public List<Notice> notices() {
        return postbox.compareWithEvidence();
    }
}
