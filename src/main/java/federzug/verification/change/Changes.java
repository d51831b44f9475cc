package federzug.verification.change;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.verification.file.UpdateFault;
import java.util.ArrayList;
import java.util.List;

/** What was changed after one step, in the order in which it was met. */
final class Changes {
    private final String step;
    private final List<Notice> all = new ArrayList<>();

    /** @param step in words: after which step the changes were made */
    Changes(String step) {
        this.step = step;
    }

    /** Nobody allowed it. */
    void forbidden(String what, Object... arguments) {
        all.add(Notice.error("verification.change." + what, Place.NOWHERE, told(arguments)));
    }

    void allowed(String what, Object... arguments) {
        all.add(Notice.note("verification.allowed." + what, Place.NOWHERE, told(arguments)));
    }

    /** A person has to look. */
    void doubtful(String what, Object... arguments) {
        all.add(Notice.warning("verification.doubtful." + what, Place.NOWHERE, told(arguments)));
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

    List<Notice> all() {
        return List.copyOf(all);
    }

    private Object[] told(Object... arguments) {
        List<Object> told = new ArrayList<>();
        told.add(step);
        told.addAll(List.of(arguments));
        return told.toArray();
    }
}
