package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.StoredMatter;
import federzug.document.Digest;
import federzug.document.Marks;
import federzug.drafting.Change;
import federzug.drafting.NegotiatedDraft;
import federzug.drafting.NegotiatedWording;
import federzug.notice.Notice;
import federzug.rendering.Rendering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares a Word file that the parties changed with the draft; nothing is in force because of it. */
@Component
public class WordingComparison {
    private final NegotiatedWording wording;
    private final Rendering rendering;

    WordingComparison(NegotiatedWording wording, Rendering rendering) {
        this.wording = wording;
        this.rendering = rendering;
    }

    /** What happened to a passage. */
    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED,
        MOVED,
        LOOK
    }

    /**
     * One difference as it will be printed.
     *
     * @param place in German, may be empty
     * @param before empty if added
     * @param after empty if removed
     */
    public record Passage(Kind kind, String place, String before, String after) {}

    /**
     * @param notices what a person should look at; no errors
     * @param digest of everything that is shown, and of the draft it was compared with
     */
    public record Compared(List<Passage> passages, List<Notice> notices, Digest digest) {
        public Compared {
            passages = List.copyOf(passages);
            notices = List.copyOf(notices);
        }
    }

    /**
     * @throws federzug.notice.NoticedException with all reasons for which the file cannot be adopted
     */
    public Compared compare(StoredMatter stored, Agreement agreement, Path file) {
        NegotiatedDraft negotiated = wording.read(stored.matter(), agreement, file);
        // What rendering refuses is reported now, not after somebody has agreed.
        rendering.render(negotiated.draft(), Marks.rehearsal(stored.rehearsal()));
        List<Passage> passages =
                negotiated.changes().stream().map(WordingComparison::passage).toList();
        String shown = passages.stream().map(Passage::toString).collect(Collectors.joining("\n"));
        String all = negotiated.compared().hex()
                + negotiated.draft().content().digest().hex()
                + shown;
        return new Compared(passages, negotiated.notices(), Digest.of(all.getBytes(StandardCharsets.UTF_8)));
    }

    private static Passage passage(Change change) {
        return new Passage(Kind.valueOf(change.kind().name()), change.place(), change.before(), change.after());
    }

    /** Whether the wording in force is one that the parties agreed upon, and not the template's. */
    public boolean isNegotiated(String matter, String agreement, Digest draft) {
        return !wording.reason(matter, agreement, draft).isEmpty();
    }
}
