package federzug.pipeline.folder;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.notice.NoticedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Remembers another folder for the finished files of matters that were accepted before. */
@Component
public class OutChoice {
    private final Matters matters;

    OutChoice(Matters matters) {
        this.matters = matters;
    }

    /** Of one matter; one that is unknown or cannot be read is left to the caller. */
    public void remember(String matter, Path out) {
        Optional<StoredMatter> stored = readable(matter);
        if (stored.isPresent() && !stored.get().out().equals(out)) {
            matters.accept(stored.get().matter(), stored.get().rehearsal(), out);
        }
    }

    private Optional<StoredMatter> readable(String matter) {
        try {
            return matters.find(matter);
        } catch (NoticedException e) {
            return Optional.empty();
        }
    }

    /** Of every matter. */
    public void remember(Path out) {
        List<String> all = matters.ids();
        all.forEach(matter -> remember(matter, out));
    }
}
