package federzug.verification.change;

import federzug.notice.Severity;
import federzug.verification.file.SignedFile;
import federzug.verification.file.UpdateAudit;
import federzug.verification.file.UpdateEffect;
import federzug.verification.file.UpdateFault;
import federzug.verification.file.UpdateHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds what does not fit in the updates of a file, and every update that no signature, time stamp or evidence explains. */
final class UpdateFindings {
    private final SignedFile file;
    private final IntPredicate reported;

    /** @param reported whether the comparison has reported a change to which the update at this place belongs */
    UpdateFindings(SignedFile file, IntPredicate reported) {
        this.file = file;
        this.reported = reported;
    }

    /** @param base end of the revision from which on updates are read, exclusive */
    List<UpdateFault> after(int base) {
        List<UpdateFault> found = new ArrayList<>();
        for (UpdateHistory.Update update : new UpdateHistory(file.bytes(), file.pdf()).after(base)) {
            found.addAll(update.faults());
            if (isExplained(update)) {
                continue;
            }
            // What the next signature covers is compared together with what it brings itself.
            boolean followed = update.effect() != UpdateEffect.NONE && file.coveredUpTo() > update.end();
            if (!update.unused().isEmpty() && !followed) {
                // What signing programs leave behind is never visible; otherwise its purpose is unknown.
                found.add(UpdateFault.doubtful(
                        update.start(), "update-unreachable", UpdateAudit.named(update.unused().stream())));
            } else if (update.faults().isEmpty()) {
                found.add(new UpdateFault(update.start(), Severity.NOTE, "update-without-effect", ""));
            }
        }
        return found.stream().distinct().toList();
    }

    private boolean isExplained(UpdateHistory.Update update) {
        boolean signed = isSigned(update);
        return switch (update.effect()) {
            case EVIDENCE -> true;
            case NONE -> signed;
            case OTHER, UNKNOWN -> signed || reported.test(update.start());
        };
    }

    private boolean isSigned(UpdateHistory.Update update) {
        return file.ranges().stream()
                .anyMatch(range -> range.sound() && range.end() > update.start() && range.end() <= update.end());
    }
}
