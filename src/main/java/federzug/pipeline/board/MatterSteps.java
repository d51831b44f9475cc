package federzug.pipeline.board;

import federzug.agreement.Matter;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.MatterStep.Kind;
import federzug.pipeline.board.MatterStep.State;
import java.util.List;
import java.util.Set;

/** Judges how far each of the eight steps of a matter is. */
final class MatterSteps {
    private static final Set<String> FINISHED = Set.of("CHECKED", "CLOSED");
    private static final Set<String> UNDER_WAY = Set.of("PENDING", "LEASED", "HANDING_OVER", "DEFERRED");

    private static final Set<String> APPROVALS = Set.of(
            "release.obstacle.quote-without-approval",
            "release.obstacle.quote-changed-after-approval",
            "release.obstacle.quote-objected",
            "release.obstacle.quote-declined");

    private final Matter matter;
    private final MatterStatus status;
    private final List<TurnStatus> turns;

    MatterSteps(Matter matter, MatterStatus status) {
        this.matter = matter;
        this.status = status;
        this.turns = status.agreements().stream()
                .flatMap(agreement -> agreement.turns().stream())
                .filter(turn -> !turn.state().equals("REPLACED"))
                .toList();
    }

    List<MatterStep> all() {
        return List.of(data(), draft(), approvals(), invitations(), signing(), preservation(), sending(), filing());
    }

    private MatterStep data() {
        return step(
                Kind.DATA,
                State.DONE,
                "pipeline.step.data",
                matter.municipalities().size(),
                signatories(),
                matter.guestsWhoSignNothing().size());
    }

    private long signatories() {
        return matter.agreements().stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .map(signatory -> signatory.person().key())
                .distinct()
                .count();
    }

    private MatterStep draft() {
        boolean missing = status.agreements().size() < matter.agreements().size()
                || matter.release() != null && status.release() == null;
        return missing
                ? step(Kind.DRAFT, State.OPEN, "pipeline.step.draft-open")
                : step(
                        Kind.DRAFT,
                        State.DONE,
                        "pipeline.step.draft",
                        status.agreements().size(),
                        status.release() == null ? 0 : 1);
    }

    private MatterStep approvals() {
        if (matter.release() == null) {
            return step(Kind.APPROVALS, State.DONE, "pipeline.step.approvals-none");
        }
        if (status.release() == null) {
            return step(Kind.APPROVALS, State.NOT_YET, "pipeline.step.after-draft");
        }
        long open = status.notices().stream()
                .filter(notice -> APPROVALS.contains(notice.code()))
                .count();
        return open > 0
                ? step(Kind.APPROVALS, State.NEEDS_YOU, "pipeline.step.approvals-open", open)
                : step(Kind.APPROVALS, State.DONE, "pipeline.step.approvals");
    }

    private MatterStep invitations() {
        if (turns.isEmpty()) {
            return step(Kind.INVITATIONS, State.NOT_YET, "pipeline.step.after-draft");
        }
        long asked =
                turns.stream().filter(turn -> !turn.state().equals("WAITING")).count();
        State state = asked == turns.size() ? State.DONE : asked == 0 ? State.OPEN : State.RUNNING;
        return step(Kind.INVITATIONS, state, "pipeline.step.invitations", asked, turns.size());
    }

    private MatterStep signing() {
        if (turns.isEmpty()) {
            return step(Kind.SIGNING, State.NOT_YET, "pipeline.step.after-draft");
        }
        if (status.state().equals("CANCELLED")) {
            return step(Kind.SIGNING, State.NOT_YET, "pipeline.step.cancelled");
        }
        long signed =
                turns.stream().filter(turn -> turn.state().equals("SIGNED")).count();
        boolean declined = turns.stream().anyMatch(turn -> turn.state().equals("DECLINED"));
        boolean begun = turns.stream()
                .anyMatch(turn -> Set.of("OPENED", "SIGNING", "SIGNED").contains(turn.state()));
        State state =
                signed == turns.size() ? State.DONE : declined ? State.NEEDS_YOU : begun ? State.RUNNING : State.OPEN;
        return step(
                Kind.SIGNING,
                state,
                declined ? "pipeline.step.signing-declined" : "pipeline.step.signing",
                signed,
                turns.size());
    }

    private MatterStep preservation() {
        String state = status.state();
        if (turns.isEmpty()
                || !Set.of("ALL_SIGNED", "SEALED", "CHECKED", "CLOSED").contains(state)) {
            return step(Kind.PRESERVATION, State.NOT_YET, "pipeline.step.preservation-later");
        }
        return FINISHED.contains(state)
                ? step(Kind.PRESERVATION, State.DONE, "pipeline.step.preservation")
                : step(Kind.PRESERVATION, State.RUNNING, "pipeline.step.preservation-running");
    }

    private MatterStep sending() {
        List<MailLine> mails = status.mails().stream()
                .filter(mail -> Set.of("AGREEMENT", "PRESS").contains(mail.kind()) && !mail.replaced())
                .toList();
        if (status.mails().stream().anyMatch(MailLine::waitsForPerson)) {
            return step(Kind.SENDING, State.NEEDS_YOU, "pipeline.step.sending-doubt");
        }
        if (mails.isEmpty()) {
            return step(Kind.SENDING, State.NOT_YET, "pipeline.step.sending-later");
        }
        long open =
                mails.stream().filter(mail -> UNDER_WAY.contains(mail.state())).count();
        return step(
                Kind.SENDING,
                open == 0 ? State.DONE : State.RUNNING,
                "pipeline.step.sending",
                mails.size() - open,
                mails.size());
    }

    private MatterStep filing() {
        return status.hasEnded() && !Set.of("NEW", "CANCELLED").contains(status.state())
                ? step(Kind.FILING, State.DONE, "pipeline.step.filing")
                : step(Kind.FILING, State.NOT_YET, "pipeline.step.filing-later");
    }

    private static MatterStep step(Kind kind, State state, String code, Object... arguments) {
        return new MatterStep(kind, state, Notice.note(code, Place.NOWHERE, arguments));
    }
}
