package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.signing.Invitations;
import org.springframework.stereotype.Component;

/** Reminds those of a matter who were asked to sign and have not. */
@Component
class RemindingWork implements StageWork {
    /** Note of a claim: without waiting for the interval. */
    static final String NOW = "now";

    /** Note of a claim: without waiting for the interval, and only the person whose key follows. */
    static final String NOW_ONLY = "now ";

    private final Matters matters;
    private final Invitations invitations;

    RemindingWork(Matters matters, Invitations invitations) {
        this.matters = matters;
        this.invitations = invitations;
    }

    @Override
    public Stage stage() {
        return Stage.REMIND;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        StoredMatter stored = matters.find(matter).orElseThrow();
        String who = note.startsWith(NOW_ONLY) ? note.substring(NOW_ONLY.length()) : "";
        invitations.remind(stored, note.equals(NOW) || !who.isEmpty(), who, progress);
    }
}
