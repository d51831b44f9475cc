package federzug.pipeline.mailing;

import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.pipeline.PressSettings;
import federzug.pipeline.Progress;
import federzug.release.Circumstances;
import federzug.release.Clearance;
import federzug.release.Consent;
import federzug.release.Consent.Kind;
import federzug.release.Consents;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.PressVersion;
import federzug.release.Release;
import federzug.release.ReleaseState;
import federzug.trust.status.ServiceTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds where a release stands: what persons said about it, who has signed, what time it is. */
@Component
class PressStanding {
    /** What only time has to pass for. */
    private static final Set<String> WAITING =
            Set.of("release.obstacle.too-early", "release.obstacle.grace", "release.obstacle.ahead-of-embargo");

    /** This computer's clock is wrong: found only when a release is about to go. */
    private static final String CLOCK = "release.obstacle.clock-";

    private static final Set<String> NOT_OF_CORRECTIONS = Set.of(
            "release.obstacle.too-late",
            "release.obstacle.no-recipients",
            "release.obstacle.not-all-signed",
            "release.obstacle.ahead-of-embargo");
    /** Who says one of these works at the press desk; from then on a rehearsal asks for everything as well. */
    private static final Set<Kind> DESK = EnumSet.of(Kind.TEXT, Kind.RELEASE, Kind.STOP, Kind.AHEAD, Kind.LATE);

    /** A clock that is further off may send too early. */
    private static final Duration LARGEST_DIFFERENCE = Duration.ofMinutes(1);

    private final PressPapers papers;
    private final ReleaseSealing sealing;
    private final Consents consents;
    private final Ceremonies ceremonies;
    private final Dispatches dispatches;
    private final PressSettings settings;
    private final ServiceTime services;
    private final Clock clock;

    PressStanding(
            PressPapers papers,
            ReleaseSealing sealing,
            Consents consents,
            Ceremonies ceremonies,
            Dispatches dispatches,
            PressSettings settings,
            ServiceTime services,
            Clock clock) {
        this.services = services;
        this.sealing = sealing;
        this.dispatches = dispatches;
        this.papers = papers;
        this.consents = consents;
        this.ceremonies = ceremonies;
        this.settings = settings;
        this.clock = clock;
    }

    /** The matter with the wording that a person has chosen; the second one waits for no signature. */
    StoredMatter inForce(StoredMatter stored) {
        return hasSecond(stored)
                        && Clearance.isSecondChosen(consents.of(stored.matter().id()))
                ? second(stored)
                : stored;
    }

    static boolean hasSecond(StoredMatter stored) {
        @Nullable PressRelease data = stored.matter().release();
        return data != null && data.second() != null;
    }

    static StoredMatter second(StoredMatter stored) {
        return new StoredMatter(stored.matter().inSecondWording(), stored.version(), stored.rehearsal(), stored.out());
    }

    /** The second wording says that not everybody has signed. Why that is wrong now; empty if it is right or not chosen. */
    Optional<Notice> signedMeanwhile(StoredMatter inForce) {
        List<Ceremony> all = inForce.matter().agreements().isEmpty()
                ? ceremonies.ofMatter(inForce.matter().id())
                : List.of();
        return !all.isEmpty() && all.stream().allMatch(one -> isDone(one.state()))
                ? Optional.of(Notice.warning("release.obstacle.all-signed-meanwhile", Place.NOWHERE))
                : Optional.empty();
    }

    Circumstances circumstances(StoredMatter stored, PressRelease data) {
        return circumstances(stored, data, clearance(stored, data));
    }

    Circumstances circumstances(StoredMatter stored, PressRelease data, Clearance clearance) {
        return new Circumstances(
                data, clock.instant(), everybodySigned(stored), clock.getZone(), stored.rehearsal(), clearance);
    }

    /** A rehearsal runs by itself unless somebody rehearses the press desk too. */
    Clearance clearance(StoredMatter stored, PressRelease data) {
        List<Consent> said = consents.of(stored.matter().id());
        boolean asked = !stored.rehearsal()
                || correction(stored.matter().id()).isPresent()
                || said.stream().anyMatch(consent -> DESK.contains(consent.kind()));
        return asked ? of(stored, data, said) : new Clearance(null, said, settings.grace());
    }

    /** As if it had to be released by a person, whatever the matter. */
    Clearance asked(StoredMatter stored, PressRelease data) {
        return of(stored, data, consents.of(stored.matter().id()));
    }

    private Clearance of(StoredMatter stored, PressRelease data, List<Consent> said) {
        PressVersion version = papers.version(stored, data);
        return new Clearance(
                correction(stored.matter().id())
                        .map(one -> corrected(version, one))
                        .orElse(version),
                said,
                settings.grace());
    }

    /** A correction has a release of its own: of these words, with what it says about the earlier ones. */
    private static PressVersion corrected(PressVersion version, Dispatch correction) {
        String whole = String.join(
                "\n",
                version.wording().hex(),
                String.valueOf(correction.number()),
                correction.papers().draft().hex(),
                correction.says());
        return new PressVersion(version.text(), version.quotes(), Digest.of(whole.getBytes(StandardCharsets.UTF_8)));
    }

    /** The last correction, whatever has become of it. */
    Optional<Dispatch> correction(String matter) {
        return dispatches.of(matter).stream().filter(Dispatch::isCorrection).reduce((first, second) -> second);
    }

    /** Why it does not go out now; a correction waits neither for signatures nor for a deadline. */
    List<Notice> obstacles(StoredMatter stored, PressRelease data, Release release) {
        return obstacles(stored, release, circumstances(stored, data));
    }

    List<Notice> obstacles(StoredMatter stored, Release release, Circumstances circumstances) {
        String matter = stored.matter().id();
        Optional<Dispatch> correction = correction(matter);
        List<Notice> found = release.obstacles(circumstances).stream()
                .filter(notice -> correction.isEmpty() || !NOT_OF_CORRECTIONS.contains(notice.code()))
                .toList();
        Digest pdf = correction
                .map(Dispatch::papers)
                .orElse(release.state().papers())
                .pdf();
        return Stream.of(
                        found.stream(),
                        clockWhenLastLookedAt(release).stream(),
                        sealing.trouble(matter, pdf).stream(),
                        correction.isPresent() ? Stream.<Notice>empty() : signedMeanwhile(stored).stream())
                .flatMap(each -> each)
                .toList();
    }

    /**
     * Why this computer's clock cannot be believed, asked of the time-stamp services just before the first mail; empty if it
     * can, or if none is configured. That none answers is said, and holds nothing back.
     */
    Optional<Notice> clockTrouble(StoredMatter stored, Progress progress) {
        if (stored.rehearsal()) {
            return Optional.empty();
        }
        ServiceTime.Reading reading = services.read();
        @Nullable Duration ahead = reading.ahead();
        if (ahead == null) {
            if (!reading.troubles().isEmpty()) {
                progress.changed(Notice.warning(
                        "pipeline.press.clock-unknown",
                        Place.file(stored.matter().id())));
                reading.troubles().forEach(progress::changed);
            }
            return Optional.empty();
        }
        Duration off = ahead.abs();
        return off.compareTo(LARGEST_DIFFERENCE) <= 0
                ? Optional.empty()
                : Optional.of(Notice.warning(
                        CLOCK + (ahead.isNegative() ? "behind" : "ahead"),
                        Place.NOWHERE,
                        reading.service(),
                        off.toMinutes(),
                        off.toSecondsPart()));
    }

    /** When the release may go, if time is all it waits for. */
    Optional<Instant> due(StoredMatter stored, PressRelease data, Release release) {
        Circumstances circumstances = circumstances(stored, data);
        List<String> waiting = obstacles(stored, release, circumstances).stream()
                .filter(notice -> notice.severity() != Severity.NOTE)
                .map(Notice::code)
                .toList();
        if (waiting.isEmpty() || !WAITING.containsAll(waiting)) {
            return Optional.empty();
        }
        Map<String, Optional<Instant>> until = Map.of(
                "release.obstacle.too-early",
                instant(data.sendFrom()),
                "release.obstacle.grace",
                circumstances.clearance().stoppableUntil(),
                "release.obstacle.ahead-of-embargo",
                instant(data.embargo()));
        return waiting.stream()
                .map(until::get)
                .filter(Objects::nonNull)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static boolean isClock(Notice obstacle) {
        return obstacle.code().startsWith(CLOCK);
    }

    /** Whether a machine is in the way and no person: this one's clock, or what holds the seal of the house. */
    static boolean isTechnical(Notice obstacle) {
        return isClock(obstacle) || ReleaseSealing.isSeal(obstacle);
    }

    /** Whether it is tried again without anybody asking. */
    static boolean isRetried(Notice obstacle) {
        return isClock(obstacle) || ReleaseSealing.isRetried(obstacle);
    }

    private static List<Notice> clockWhenLastLookedAt(Release release) {
        return release.state() instanceof ReleaseState.Held held
                ? held.reasons().stream().filter(PressStanding::isClock).toList()
                : List.of();
    }

    /** In the doubled hour of October the later one is meant, as when the release is held back. */
    Optional<Instant> instant(@Nullable LocalDateTime time) {
        return Stream.ofNullable(time)
                .map(each -> Circumstances.instant(each, clock.getZone()))
                .findFirst();
    }

    /** Every agreement of the data has been signed by everybody, sealed, and found valid. */
    boolean everybodySigned(StoredMatter stored) {
        return stored.matter().agreements().stream()
                .allMatch(agreement -> ceremonies
                        .find(stored.matter().id(), agreement.key())
                        .filter(ceremony -> isDone(ceremony.state()))
                        .isPresent());
    }

    private static boolean isDone(CeremonyState state) {
        return state instanceof CeremonyState.Checked || state instanceof CeremonyState.Closed;
    }
}
