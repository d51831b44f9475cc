package federzug.pipeline.mailing;

import federzug.ceremony.Acting;
import federzug.document.Content;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.PressOffice.Despite;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Serves pages about releases: shows them, and passes each act on to the desk that does it. */
@Component
public class PressRoom {
    private final PressBriefs briefs;
    private final PressSheets sheets;
    private final PressOffice office;
    private final ApprovalDesk approvals;
    private final MailDesk mails;
    private final SecondWording second;

    PressRoom(
            PressBriefs briefs,
            PressSheets sheets,
            PressOffice office,
            ApprovalDesk approvals,
            MailDesk mails,
            SecondWording second) {
        this.second = second;
        this.briefs = briefs;
        this.sheets = sheets;
        this.office = office;
        this.approvals = approvals;
        this.mails = mails;
    }

    /** All releases, the newest matter first. */
    public List<PressSheet.Brief> all() {
        return briefs.all();
    }

    /**
     * @throws federzug.pipeline.PipelineException if there is no such matter, or no release prepared
     */
    public PressSheet sheet(String matter) {
        return sheets.of(matter);
    }

    /** The PDF as it would go out, or as it went. */
    public byte[] paper(String matter) {
        return sheets.paper(matter);
    }

    /** What is copied into the media portal. */
    public byte[] portal(String matter, boolean html) {
        return sheets.portal(matter, html);
    }

    /** The picture of a release with its name among the results; empty if there is none. */
    public Optional<Content> picture(String matter) {
        return sheets.picture(matter);
    }

    public byte[] bytes(Content content) {
        return sheets.bytes(content);
    }

    /** The wording for the case that not everybody signs; empty if the data have none. */
    public Optional<SecondWording.Standing> second(String matter) {
        return second.of(matter);
    }

    /** @see SecondWording#approve */
    public void approveSecond(Acting acting, String matter, String digest) {
        second.approve(acting, matter, digest);
    }

    /** @see SecondWording#choose */
    public void choose(Acting acting, String matter, boolean theSecond) {
        second.choose(acting, matter, theSecond, Progress.SILENT);
    }

    /** Which words are others than in the version that was sent. */
    public List<String> changes(String matter) {
        return sheets.changes(matter);
    }

    /** What has to be done before a person can release it; what that person may decide is not among it. */
    public List<Notice> before(String matter) {
        try {
            office.question(matter, EnumSet.allOf(Despite.class));
            return List.of();
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    /** @see ApprovalDesk#askAgain */
    public void ask(Acting acting, String matter, @Nullable String person, Progress progress) {
        approvals.askAgain(acting, matter, person, progress);
    }

    /** @see PressOffice#record */
    public void record(Acting acting, String matter, String person, String digest) {
        office.record(acting, matter, person, digest);
    }

    /** Sends it to our own address. */
    public void tryIt(Acting acting, String matter, Progress progress) {
        mails.toMe(acting, matter, progress);
    }

    /** @see PressOffice#submit */
    public void submit(Acting acting, String matter, String digest) {
        office.submit(acting, matter, digest);
    }

    /** @see PressOffice#release */
    public void release(Acting acting, String matter, String digest, Set<Despite> despite) {
        office.release(acting, matter, digest, despite);
    }

    /** @see PressOffice#stop */
    public void stop(Acting acting, String matter) {
        office.stop(acting, matter);
    }

    /**
     * Makes a correction and hands it in.
     *
     * @return digest of its version
     */
    public String correct(Acting acting, String matter, String says) {
        office.correct(acting, matter, says);
        String digest = sheets.of(matter).digest();
        office.submit(acting, matter, digest);
        return digest;
    }
}
