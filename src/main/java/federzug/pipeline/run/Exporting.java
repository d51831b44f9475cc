package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.filing.ClosingFolder;
import federzug.pipeline.folder.FreeSpace;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.mailing.MailCopies;
import federzug.pipeline.mailing.PressDesk;
import federzug.pipeline.preparing.Preparation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the files of a matter that are for people on the machine that is asked; nothing else is done to the matter. */
@Component
public class Exporting {
    private final Matters matters;
    private final Preparation preparation;
    private final Closing closing;
    private final PressDesk press;
    private final ClosingFolder closingFolder;
    private final MailCopies mails;
    private final OutFolder out;
    private final FreeSpace freeSpace;

    Exporting(
            Matters matters,
            Preparation preparation,
            Closing closing,
            PressDesk press,
            ClosingFolder closingFolder,
            MailCopies mails,
            OutFolder out,
            FreeSpace freeSpace) {
        this.matters = matters;
        this.preparation = preparation;
        this.closing = closing;
        this.press = press;
        this.closingFolder = closingFolder;
        this.mails = mails;
        this.out = out;
        this.freeSpace = freeSpace;
    }

    /**
     * @param folder gets a folder for the matter; null: the one remembered for it
     * @return the matter's folder
     */
    public Path export(String matter, @Nullable Path folder, Progress progress) {
        StoredMatter stored = matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        StoredMatter here = folder == null
                ? stored
                : new StoredMatter(stored.matter(), stored.version(), stored.rehearsal(), folder);
        freeSpace.require();
        preparation.write(here, progress);
        closing.write(here, progress);
        press.write(here, progress);
        mails.write(here, progress);
        closingFolder.write(here, progress);
        return out.folder(here);
    }
}
