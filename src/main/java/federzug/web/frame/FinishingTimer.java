package federzug.web.frame;

import federzug.pipeline.run.Finishing;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Seals, checks and sends, while pages are served, what everybody has signed, and gives up what somebody has begun to sign
 * and never finished.
 */
@Component
@ConditionalOnWebApplication
public class FinishingTimer extends PageTimer {
    private final Finishing finishing;
    private final Errands errands;

    FinishingTimer(Finishing finishing, Errands errands) {
        super("finishing-clock", 1);
        this.finishing = finishing;
        this.errands = errands;
    }

    /** Name of the errand that finishes a matter, for the page that shows where it stands. */
    public static String errand(String matter) {
        return "finishing/" + matter;
    }

    @Override
    void look() {
        finishing
                .due()
                .forEach(matter -> errands.begin(errand(matter), progress -> finishing.finish(matter, progress)));
        finishing.giveUpExpired(self());
    }
}
