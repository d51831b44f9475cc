package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.mailing.PressDesk;
import federzug.pipeline.preparing.Preparation;
import org.springframework.stereotype.Component;

/** Prepares the agreements and the press release of a matter from the drafts it was accepted with. */
@Component
class PreparingWork implements StageWork {
    private final Matters matters;
    private final Preparation preparation;
    private final PressDesk pressDesk;

    PreparingWork(Matters matters, Preparation preparation, PressDesk pressDesk) {
        this.matters = matters;
        this.preparation = preparation;
        this.pressDesk = pressDesk;
    }

    @Override
    public Stage stage() {
        return Stage.PREPARE;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        StoredMatter stored = matters.find(matter).orElseThrow();
        CheckedDrafts drafts = CheckedDrafts.parse(note);
        preparation.prepare(acting, stored, drafts, progress);
        pressDesk.prepare(stored, drafts, progress);
    }
}
