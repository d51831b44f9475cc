package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.pipeline.board.Board;
import federzug.pipeline.preparing.Preparation;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/**
 * Brings a matter back whose stored data cannot be read any more: the newest version that can be read is put in force
 * again, and what nobody has signed is prepared again from it. What somebody has signed is never given another text.
 */
@Component
public class Repairing {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Preparation preparation;
    private final Board board;

    Repairing(Matters matters, Ceremonies ceremonies, Preparation preparation, Board board) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.preparation = preparation;
        this.board = board;
    }

    /**
     * Safe to repeat; does nothing to a matter that can be read.
     *
     * @throws PipelineException if there is no such matter, if no version of it can be read, or if signatures rest on one
     *     that cannot
     */
    public MatterStatus repair(Acting acting, String matter, Progress progress) {
        if (!matters.ids().contains(matter)) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter);
        }
        Unreadable.Read<StoredMatter> read =
                Unreadable.read(matter, () -> matters.find(matter).orElseThrow());
        if (read instanceof Unreadable.Good<StoredMatter>) {
            progress.changed(Notice.note("pipeline.repair.nothing", Place.file(matter)));
            return board.of(matter);
        }
        OptionalInt version = matters.readableVersion(matter);
        if (version.isEmpty()) {
            throw PipelineException.failed("pipeline.repair.no-version", Place.file(matter));
        }
        List<Ceremony> signed = ceremonies.ofMatter(matter).stream()
                .filter(ceremony -> ceremony.isOpen() && ceremony.anybodySigned())
                .filter(ceremony -> ceremony.basis().matterVersion() > version.getAsInt())
                .toList();
        if (!signed.isEmpty()) {
            throw PipelineException.refused(
                    "pipeline.repair.signed", Place.file(matter), signed.get(0).agreement());
        }
        StoredMatter restored = matters.goBackTo(matter, version.getAsInt());
        preparation.prepare(acting, restored, CheckedDrafts.NONE, progress);
        progress.changed(Notice.note("pipeline.repair.done", Place.file(matter), version.getAsInt()));
        return board.of(matter);
    }
}
