package federzug.pipeline.mailing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.release.Clearance;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.ReleaseState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Serves the second wording of a release, for the case that not everybody signs: it is approved on its own, at any time, and
 * goes out only after a person has chosen it.
 */
@Component
public class SecondWording {
    private final PressOffice office;
    private final PressStanding standing;
    private final PressDesk desk;
    private final Consents consents;
    private final Clock clock;

    SecondWording(PressOffice office, PressStanding standing, PressDesk desk, Consents consents, Clock clock) {
        this.office = office;
        this.standing = standing;
        this.desk = desk;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * Reports its state.
     *
     * @param text with its headline, as it is approved
     * @param digest of the text
     * @param approvedBy empty if nobody has approved exactly this text
     * @param chosen it is what would go out now
     * @param mayChange whether a person may still choose: nothing is out
     */
    public record Standing(
            String headline, String text, String digest, String approvedBy, boolean chosen, boolean mayChange) {
        /** For pages, which set paragraphs. */
        public List<String> paragraphs() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Empty if the data have none. */
    public Optional<Standing> of(String matter) {
        if (!PressStanding.hasSecond(office.stored(matter))) {
            return Optional.empty();
        }
        PressOffice.File file = office.second(matter);
        return Optional.of(new Standing(
                file.data().headline(),
                file.version().text(),
                file.version().textDigest().hex(),
                file.clearance().text().map(Consent::by).orElse(""),
                Clearance.isSecondChosen(file.clearance().consents()),
                !isOut(file)));
    }

    /** As {@link PressOffice#show}, in the second wording. */
    public PressView show(String matter) {
        return office.view(office.second(matter));
    }

    /**
     * Approves its text.
     *
     * @param digest of the text that was read; null: as it stands
     */
    public PressView approve(Acting acting, String matter, @Nullable String digest) {
        PressOffice.File file = office.second(matter);
        if (digest != null && !digest.equals(file.version().textDigest().hex())) {
            throw PipelineException.refused("pipeline.press.changed-meanwhile", Place.file(matter));
        }
        office.approve(acting, file, List.of(PressOffice.TEXT));
        return show(matter);
    }

    /**
     * Chooses which wording goes out. It needs a release of its own then.
     *
     * @param second false: the first one after all
     */
    public PressView choose(Acting acting, String matter, boolean second, Progress progress) {
        StoredMatter stored = office.stored(matter);
        PressOffice.File file = office.second(matter);
        if (isOut(file)) {
            throw PipelineException.refused("pipeline.press.second-too-late", Place.file(matter));
        }
        if (second && standing.everybodySigned(stored)) {
            throw PipelineException.refused("pipeline.press.second-not-needed", Place.file(matter));
        }
        if (second != Clearance.isSecondChosen(file.clearance().consents())) {
            consents.add(
                    matter,
                    new Consent(
                            second ? Consent.Kind.SECOND : Consent.Kind.FIRST,
                            "",
                            acting.by(),
                            clock.instant(),
                            file.version().textDigest(),
                            "",
                            acting.through() == Acting.Through.PAGE
                                    ? Consent.Through.PAGE
                                    : Consent.Through.COMMAND_LINE,
                            acting.reason()));
        }
        desk.prepare(stored, CheckedDrafts.NONE, progress);
        return office.show(matter);
    }

    private static boolean isOut(PressOffice.File file) {
        ReleaseState state = file.release().state();
        return state instanceof ReleaseState.Dispatching
                || state instanceof ReleaseState.Dispatched
                || state instanceof ReleaseState.Withdrawn;
    }
}
