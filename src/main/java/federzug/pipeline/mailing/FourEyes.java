package federzug.pipeline.mailing;

import federzug.ceremony.Acting;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.release.Clearance;
import federzug.release.Consent;
import federzug.release.Dispatch;
import java.util.Optional;

/**
 * Requires two accounts for a release from a page: one hands in a version, another releases the very same. At the
 * command line there are no accounts, only names; a user of it is responsible for both.
 */
final class FourEyes {
    private FourEyes() {}

    /**
     * @param correction the last one, if there is one
     * @throws PipelineException if this version was not handed in, or by the account that wants to release it
     */
    static void require(Acting acting, String matter, Clearance clearance, Optional<Dispatch> correction) {
        if (acting.through() != Acting.Through.PAGE) {
            return;
        }
        Consent submitted = clearance
                .submitted()
                .orElseThrow(() -> PipelineException.refused("pipeline.press.not-submitted", Place.file(matter)));
        boolean wrote = submitted.by().equals(acting.by())
                || clearance.text().filter(one -> one.by().equals(acting.by())).isPresent()
                || correction
                        .filter(one -> one.state() == Dispatch.State.OPEN)
                        .filter(one -> one.by().equals(acting.by()))
                        .isPresent();
        if (wrote) {
            throw PipelineException.refused("pipeline.press.own-version", Place.file(matter));
        }
    }
}
