package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.signing.ReturnJudgement.Accepted;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Records an accepted copy as its person's signature, and says what it has lost on the way. */
@Component
class ReturnRecording {
    private final Ceremonies ceremonies;
    private final CopyConformance conformance;
    private final OutFolder out;
    private final Clock clock;

    ReturnRecording(Ceremonies ceremonies, CopyConformance conformance, OutFolder out, Clock clock) {
        this.ceremonies = ceremonies;
        this.conformance = conformance;
        this.out = out;
        this.clock = clock;
    }

    /**
     * @param name of the file that was returned
     * @return what was done
     */
    List<Notice> record(
            Acting acting, StoredMatter stored, Ceremony current, Accepted accepted, String name, Progress progress) {
        Ceremony next = save(acting, current, accepted);
        String signed = ResultNames.signed(stored.matter(), current.agreement());
        out.write(stored, signed, next.paper().content(), progress);
        Turn turn = next.turn(accepted.person());
        List<Notice> notices = new ArrayList<>();
        notices.add(
                Notice.note("pipeline.return.done", Place.file(current.matter()), turn.name(), turn.office(), name));
        progress.changed(notices.get(0));
        conformance
                .lost(current.paper().content().digest(), accepted.pdf(), turn.name())
                .ifPresent(notices::add);
        notices.stream().skip(1).forEach(progress::changed);
        return notices;
    }

    private Ceremony save(Acting acting, Ceremony ceremony, Accepted accepted) {
        Acting returning = acting.because(Texts.german().text("pipeline.return.reason"));
        TurnState state = ceremony.turn(accepted.person()).state();
        return ceremonies.save(
                state.holdsDocument()
                        ? signed(ceremony, accepted)
                        : ceremony.openTurn(accepted.person()).then(open -> signed(open, accepted)),
                returning,
                clock.instant());
    }

    private static Moved signed(Ceremony ceremony, Accepted accepted) {
        return ceremony.recordSigned(accepted.person(), accepted.ownField(), accepted.pdf(), accepted.verdict());
    }
}
