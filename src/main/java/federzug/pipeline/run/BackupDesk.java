package federzug.pipeline.run;

import federzug.backup.Backup;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.folder.FreeSpace;
import federzug.pipeline.mailing.LedgerCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** Saves the data of a home, and restores them so that nothing is sent a second time. */
@Component
public class BackupDesk {
    private final Backup backup;
    private final LedgerCheck ledgerCheck;
    private final FreeSpace freeSpace;
    private final Clock clock;

    BackupDesk(Backup backup, LedgerCheck ledgerCheck, FreeSpace freeSpace, Clock clock) {
        this.backup = backup;
        this.ledgerCheck = ledgerCheck;
        this.freeSpace = freeSpace;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param summary one sentence
     * @param notices what a person has to look after
     */
    public record Result(Notice summary, List<Notice> notices) {
        public Result {
            notices = List.copyOf(notices);
        }
    }

    public Result save(Path folder) {
        return result("pipeline.backup.saved", backup.save(folder), List.of());
    }

    /** What can be refused before a home is made for it. */
    public static void requireRestorable(Path folder, Path home) {
        Backup.requireRestorable(folder, home);
    }

    /** Restores all; what may have been sent since the backup waits for a person. */
    public Result restore(Path folder) {
        freeSpace.require();
        Backup.Done done = backup.restore(folder);
        return result("pipeline.backup.restored", done, ledgerCheck.notices());
    }

    /** Puts the documents of a home into the database that all machines share. */
    public Result moveDocuments(Path home, IntConsumer each) {
        Backup.Moved moved = backup.moveDocuments(home, each);
        return new Result(
                Notice.note("pipeline.backup.moved", Place.NOWHERE, moved.moved(), moved.known()), moved.damaged());
    }

    private Result result(String code, Backup.Done done, List<Notice> more) {
        List<Notice> notices = new ArrayList<>(done.notices());
        notices.addAll(more);
        Notice summary = Notice.note(
                code,
                Place.NOWHERE,
                done.matters(),
                done.documents(),
                GermanTime.of(clock).second(done.at()));
        return new Result(summary, notices);
    }
}
