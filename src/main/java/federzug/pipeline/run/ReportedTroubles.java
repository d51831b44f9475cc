package federzug.pipeline.run;

import federzug.notice.Notice;
import federzug.pipeline.JobRunner.Trouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports the obstacles of a matter once as long as they stay the same: a worker meets them again and again. */
final class ReportedTroubles {
    private static final int REMEMBERED = 1000;

    private final Consumer<Notice> hears;
    private final Map<String, List<Notice>> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Notice>> eldest) {
            return size() > REMEMBERED;
        }
    };

    ReportedTroubles(Consumer<Notice> hears) {
        this.hears = hears;
    }

    /**
     * @param trouble null: there is none, or no longer
     * @return what is in its way
     */
    List<Notice> of(String matter, @Nullable Trouble trouble) {
        if (trouble == null) {
            last.remove(matter);
            return List.of();
        }
        if (!trouble.notices().equals(last.put(matter, trouble.notices()))) {
            trouble.notices().forEach(hears);
        }
        return trouble.notices();
    }
}
