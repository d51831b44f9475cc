package federzug.pipeline.mailing;

import federzug.agreement.Matters;
import federzug.backup.Backup;
import federzug.delivery.Postbox;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Notices at the start of each command that the database is older than what was sent. */
@Component
public class LedgerCheck {
    private final Postbox postbox;
    private final Backup backup;
    private final Matters matters;
    private final Clock clock;

    LedgerCheck(Postbox postbox, Backup backup, Matters matters, Clock clock) {
        this.postbox = postbox;
        this.backup = backup;
        this.matters = matters;
        this.clock = clock;
    }

    /** @return what a person should know before anything else */
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        Optional<Instant> restored = backup.restoredFrom();
        restored.ifPresent(at -> {
            postbox.doubt(matters.ids(), at);
            backup.settled();
            notices.add(Notice.warning(
                    "pipeline.backup.uncertain",
                    Place.NOWHERE,
                    GermanTime.of(clock).second(at)));
        });
        notices.addAll(postbox.compareWithEvidence());
        return notices;
    }
}
