package federzug.verification.change;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.verification.file.SignedFile;
import federzug.verification.file.UpdateAudit;
import federzug.verification.file.UpdateFault;
import federzug.verification.file.UpdateHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Reports what {@link UpdateHistory} finds, and every update that no signature, time stamp or evidence explains. */
final class UpdateFindings {
    private final SignedFile file;
    private final IntFunction<String> stepAt;
    private final Set<String> stepsWithChanges;

    /**
     * @param stepAt in words: after which step the update at this place was made
     * @param stepsWithChanges steps after which a change was told by comparison
     */
    UpdateFindings(SignedFile file, IntFunction<String> stepAt, Set<String> stepsWithChanges) {
        this.file = file;
        this.stepAt = stepAt;
        this.stepsWithChanges = stepsWithChanges;
    }

    List<Notice> after(int base) {
        List<Notice> notices = new ArrayList<>();
        for (UpdateHistory.Update update : new UpdateHistory(file.bytes()).after(base)) {
            String step = stepAt.apply(update.start());
            update.faults().stream().map(fault -> fault.notice(step)).forEach(notices::add);
            boolean explained = isExplained(update, step);
            // What programs leave behind that sign is nowhere to be seen; else nobody can tell what it is for.
            if (!explained && !update.unused().isEmpty()) {
                String objects = UpdateAudit.named(update.unused().stream());
                notices.add(UpdateFault.doubtful(update.start(), "update-unreachable", objects)
                        .notice(step));
            }
            if (!explained && update.faults().stream().noneMatch(fault -> fault.severity() != Severity.NOTE)) {
                notices.add(Notice.note("verification.allowed.update-without-effect", Place.NOWHERE, step));
            }
        }
        return notices.stream().distinct().toList();
    }

    private boolean isExplained(UpdateHistory.Update update, String step) {
        boolean signed = file.ranges().stream()
                .anyMatch(range -> range.sound() && range.end() > update.start() && range.end() <= update.end());
        boolean followed = file.coveredUpTo() > update.end();
        return switch (update.effect()) {
            case EVIDENCE -> true;
            case NONE -> signed;
            // What the next signature covers is compared together with what it brings itself.
            case OTHER, UNKNOWN -> signed || followed || stepsWithChanges.contains(step);
        };
    }
}
