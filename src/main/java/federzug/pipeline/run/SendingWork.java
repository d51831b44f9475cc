package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.filing.ClosingFolder;
import federzug.pipeline.mailing.ApprovalDesk;
import federzug.pipeline.mailing.Mailroom;
import federzug.pipeline.mailing.PressDesk;
import federzug.pipeline.mailing.Sending;
import federzug.pipeline.signing.Invitations;
import org.springframework.stereotype.Component;

/** Sends what is due of a matter: open invitations, sealed agreements, the press release; then puts it on file. */
@Component
class SendingWork implements StageWork {
    /** Note: the press release stays where it is, also in a rehearsal. */
    static final String AGREEMENTS = "agreements";

    private final Matters matters;
    private final Invitations invitations;
    private final Mailroom mailroom;
    private final ApprovalDesk approvals;
    private final PressDesk pressDesk;
    private final ClosingFolder closingFolder;

    SendingWork(
            Matters matters,
            Invitations invitations,
            Mailroom mailroom,
            ApprovalDesk approvals,
            PressDesk pressDesk,
            ClosingFolder closingFolder) {
        this.matters = matters;
        this.invitations = invitations;
        this.mailroom = mailroom;
        this.approvals = approvals;
        this.pressDesk = pressDesk;
        this.closingFolder = closingFolder;
    }

    @Override
    public Stage stage() {
        return Stage.SEND;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        StoredMatter stored = matters.find(matter).orElseThrow();
        Sending sending = mailroom.sending(stored, progress);
        invitations.sendOpen(stored, sending);
        mailroom.send(acting, stored, sending);
        approvals.sendOpen(stored, sending);
        if (!note.equals(AGREEMENTS)) {
            pressDesk.send(acting, stored, sending);
        }
        closingFolder.write(stored, progress);
        sending.finish();
    }
}
