package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.GermanTime;
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
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.Releases;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Restores a matter whose stored state cannot be read. A signing is restored from its journal and documents. Of the data
 * the newest readable version is put in force, and documents without signatures are prepared again from it; a signed
 * document never gets another text. How far a press release has come is seen by its sending.
 */
@Component
public class Repairing {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Preparation preparation;
    private final Releases releases;
    private final Dispatches dispatches;
    private final Postbox postbox;
    private final Board board;
    private final Clock clock;

    Repairing(
            Matters matters,
            Ceremonies ceremonies,
            Preparation preparation,
            Releases releases,
            Dispatches dispatches,
            Postbox postbox,
            Board board,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.preparation = preparation;
        this.releases = releases;
        this.dispatches = dispatches;
        this.postbox = postbox;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Safe to repeat; does nothing to a matter that can be read.
     *
     * @throws NoticedException if there is no such matter, if no version of it can be read, if signatures rest on one that
     *     cannot, if a signing's journal or documents are not whole, or if nothing says how far a release has come
     */
    public MatterStatus repair(Acting acting, String matter, Progress progress) {
        if (!matters.ids().contains(matter)) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter);
        }
        boolean signings = repairSignings(acting, matter, progress);
        boolean data = repairData(acting, matter, progress);
        boolean release = repairRelease(matter, progress);
        if (!signings && !data && !release) {
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

    /** A signature begun under data that cannot be read keeps its text, which these data do not give. */
    private void giveUpBegun(Acting acting, String matter, int version) {
        ceremonies.ofMatter(matter).stream()
                .filter(ceremony -> ceremony.isOpen() && ceremony.basis().matterVersion() > version)
                .forEach(ceremony -> ceremony.holder()
                        .filter(turn -> turn.state() == TurnState.SIGNING)
                        .ifPresent(turn -> ceremonies.save(ceremony.abandon(turn.person()), acting, clock.instant())));
    }

    /** How far a release has come is seen by its sending; one that has not gone out is drafted again. */
    private boolean repairRelease(String matter, Progress progress) {
        if (Unreadable.read(matter, () -> releases.find(matter)) instanceof Unreadable.Good) {
            return false;
        }
        Optional<Dispatch> sent = dispatches.find(matter, 0);
        boolean mailed = postbox.mails(matter).stream().anyMatch(mail -> mail.kind() == Message.Kind.PRESS);
        if (sent.isEmpty() && mailed) {
            throw PipelineException.failed("pipeline.repair.release-unknown", Place.file(matter));
        }
        releases.repair(matter, sent, clock.instant());
        progress.changed(sent.map(begun -> Notice.note(
                        "pipeline.repair.release-sent",
                        Place.file(matter),
                        GermanTime.of(clock).minute(begun.at()),
                        begun.state() == Dispatch.State.ENDED ? 1 : 0))
                .orElseGet(() -> Notice.note("pipeline.repair.release-again", Place.file(matter))));
        return true;
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
                .filter(ceremony ->
                        !preparation.isTextOf(ceremony, readable.get(0).matter()))
                .toList();
        if (!signed.isEmpty()) {
            throw PipelineException.refused(
                    "pipeline.repair.signed", Place.file(matter), signed.get(0).agreement());
        }
        giveUpBegun(acting, matter, version);
        StoredMatter restored = matters.goBackTo(matter, version);
        preparation.prepare(acting, restored, CheckedDrafts.NONE, progress);
        progress.changed(Notice.note("pipeline.repair.done", Place.file(matter), version));
        return true;
    }
}
