package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.pipeline.board.Board;
import federzug.pipeline.preparing.Preparation;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Restores a matter whose stored state cannot be read. A signing is restored from its journal and documents. Of the data
 * the newest readable version is put in force, and documents without signatures are prepared again from it; a signed
 * document never gets another text.
 */
@Component
public class Repairing {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Preparation preparation;
    private final Board board;
    private final Clock clock;

    Repairing(Matters matters, Ceremonies ceremonies, Preparation preparation, Board board, Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.preparation = preparation;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Safe to repeat; does nothing to a matter that can be read.
     *
     * @throws NoticedException if there is no such matter, if no version of it can be read, if signatures rest on one that
     *     cannot, or if a signing's journal or documents are not whole
     */
    public MatterStatus repair(Acting acting, String matter, Progress progress) {
        if (!matters.ids().contains(matter)) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter);
        }
        boolean signings = repairSignings(acting, matter, progress);
        boolean data = repairData(acting, matter, progress);
        if (!signings && !data) {
            progress.changed(Notice.note("pipeline.repair.nothing", Place.file(matter)));
        }
        return board.of(matter);
    }

    private boolean repairSignings(Acting acting, String matter, Progress progress) {
        boolean any = false;
        for (String agreement : ceremonies.agreements(matter)) {
            if (Unreadable.read(matter, () -> ceremonies.find(matter, agreement)) instanceof Unreadable.Good) {
                continue;
            }
            List<StoredMatter> accepted = matters.readableVersions(matter);
            if (accepted.isEmpty()) {
                throw PipelineException.failed("pipeline.repair.no-version", Place.file(matter));
            }
            Ceremony repaired = ceremonies.repair(matter, agreement, accepted, acting, clock.instant());
            long signed = repaired.turns().stream()
                    .filter(turn -> turn.state() == TurnState.SIGNED)
                    .count();
            progress.changed(Notice.note(
                    "pipeline.repair.signing",
                    Place.file(matter),
                    agreement,
                    signed,
                    repaired.turns().size()));
            any = true;
        }
        return any;
    }

    private boolean repairData(Acting acting, String matter, Progress progress) {
        Unreadable.Read<StoredMatter> read =
                Unreadable.read(matter, () -> matters.find(matter).orElseThrow());
        if (read instanceof Unreadable.Good<StoredMatter>) {
            return false;
        }
        List<StoredMatter> readable = matters.readableVersions(matter);
        if (readable.isEmpty()) {
            throw PipelineException.failed("pipeline.repair.no-version", Place.file(matter));
        }
        int version = readable.get(0).version();
        List<Ceremony> signed = ceremonies.ofMatter(matter).stream()
                .filter(ceremony -> ceremony.isOpen() && ceremony.anybodySigned())
                .filter(ceremony -> ceremony.basis().matterVersion() > version)
                .toList();
        if (!signed.isEmpty()) {
            throw PipelineException.refused(
                    "pipeline.repair.signed", Place.file(matter), signed.get(0).agreement());
        }
        StoredMatter restored = matters.goBackTo(matter, version);
        preparation.prepare(acting, restored, CheckedDrafts.NONE, progress);
        progress.changed(Notice.note("pipeline.repair.done", Place.file(matter), version));
        return true;
    }
}
