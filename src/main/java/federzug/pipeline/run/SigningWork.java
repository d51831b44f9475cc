package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.signing.Invitations;
import federzug.pipeline.signing.RehearsalSigning;
import federzug.pipeline.signing.ReturnDesk;
import org.springframework.stereotype.Component;

/** Judges copies that wait, signs rehearsals by themselves, and hands the document to the next person. */
@Component
class SigningWork implements StageWork {
    private final Matters matters;
    private final ReturnDesk returnDesk;
    private final RehearsalSigning rehearsalSigning;
    private final Invitations invitations;

    SigningWork(Matters matters, ReturnDesk returnDesk, RehearsalSigning rehearsalSigning, Invitations invitations) {
        this.matters = matters;
        this.returnDesk = returnDesk;
        this.rehearsalSigning = rehearsalSigning;
        this.invitations = invitations;
    }

    @Override
    public Stage stage() {
        return Stage.SIGN;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        StoredMatter stored = matters.find(matter).orElseThrow();
        returnDesk.judgeWaiting(acting, stored, progress);
        rehearsalSigning.signAll(acting, stored, progress);
        invitations.handOut(acting, stored, progress);
    }
}
