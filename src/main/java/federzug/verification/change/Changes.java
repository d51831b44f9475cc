package federzug.verification.change;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.verification.file.UpdateFault;
import java.util.ArrayList;
import java.util.List;

/** Collects what was changed after one step, in the order in which it was found. */
final class Changes {
    private final List<Change> all = new ArrayList<>();

    /** Not allowed. */
    void forbidden(String what, Object... arguments) {
        all.add(new Change(Severity.ERROR, "verification.change." + what, List.of(arguments)));
    }

    void allowed(String what, Object... arguments) {
        all.add(new Change(Severity.NOTE, "verification.allowed." + what, List.of(arguments)));
    }

    /** A person has to look. */
    void doubtful(String what, Object... arguments) {
        all.add(new Change(Severity.WARNING, "verification.doubtful." + what, List.of(arguments)));
    }

    /** How the file is written, as against what it says. */
    void add(UpdateFault fault) {
        switch (fault.severity()) {
            case ERROR -> forbidden(fault.what(), fault.detail());
            case WARNING -> doubtful(fault.what(), fault.detail());
            case NOTE -> allowed(fault.what());
        }
    }

    int count() {
        return all.size();
    }

    /** @param step in words: after which step the changes were made */
    List<Notice> after(String step) {
        return all.stream().map(change -> change.after(step)).toList();
    }

    /** As {@link #after}, where a later signature covers the changes: they contradict nothing that anybody signed. */
    List<Notice> beforeSigning(String step) {
        return all.stream()
                .map(change -> change.severity() == Severity.ERROR
                        ? new Change(Severity.WARNING, change.code(), change.arguments())
                        : change)
                .map(change -> change.after(step))
                .toList();
    }

    private record Change(Severity severity, String code, List<Object> arguments) {
        Notice after(String step) {
            List<Object> values = new ArrayList<>();
            values.add(step);
            values.addAll(arguments);
            return switch (severity) {
                case ERROR -> Notice.error(code, Place.NOWHERE, values.toArray());
                case WARNING -> Notice.warning(code, Place.NOWHERE, values.toArray());
                default -> Notice.note(code, Place.NOWHERE, values.toArray());
            };
        }
    }
}
