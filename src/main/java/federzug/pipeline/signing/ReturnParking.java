package federzug.pipeline.signing;

import federzug.ceremony.Ceremony;
import federzug.ceremony.ParkedCopies;
import federzug.ceremony.ParkedCopies.ParkedCopy;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.Finding;
import federzug.verification.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps returned copies that cannot be judged now, for reasons on this side: the sender has nothing to do with them. */
@Component
class ReturnParking {
    static final String PARKED = "pipeline.return.parked";
    static final String STILL = "pipeline.return.still-parked";

    /** What a verdict lacks because of this machine, its network or a service. */
    private static final Set<String> OURS = Set.of(
            "verification.trust.stale",
            "verification.trust.unavailable",
            "verification.document.timeout",
            "verification.document.crowded",
            "verification.subindication.try-later");

    /** By then somebody has to look into it. */
    private static final Duration LONGEST = Duration.ofDays(14);

    private final ParkedCopies copies;
    private final DocumentStore store;
    private final Clock clock;

    ReturnParking(ParkedCopies copies, DocumentStore store, Clock clock) {
        this.copies = copies;
        this.store = store;
        this.clock = clock;
    }

    /** Why a copy that is not valid cannot be judged now; empty if it has been judged. */
    static Optional<Notice> reason(Verdict verdict) {
        List<Notice> findings =
                verdict.examination().findings().stream().map(Finding::notice).toList();
        boolean broken = findings.stream().anyMatch(notice -> notice.severity() == Severity.ERROR);
        return verdict instanceof Verdict.Undecided && !broken
                ? findings.stream()
                        .filter(notice -> OURS.contains(notice.code()))
                        .findFirst()
                : Optional.empty();
    }

    /** @return what is said of it */
    Notice park(Ceremony ceremony, String name, byte[] bytes, Notice reason) {
        Digest digest = store.put(name, bytes).digest();
        Instant now = clock.instant();
        copies.park(new ParkedCopy(ceremony.matter(), ceremony.agreement(), digest, name, reason.code(), now));
        return Notice.warning(
                PARKED, Place.file(name), ceremony.matter(), Texts.german().text(reason));
    }

    List<ParkedCopy> waiting(String matter) {
        return copies.ofMatter(matter);
    }

    List<ParkedCopy> all() {
        return copies.all();
    }

    /** By then it is given up. */
    static Instant end(ParkedCopy copy) {
        return copy.since().plus(LONGEST);
    }

    byte[] bytes(ParkedCopy copy) {
        return store.bytes(copy.copy());
    }

    boolean isTooOld(ParkedCopy copy) {
        return copy.since().plus(LONGEST).isBefore(clock.instant());
    }

    void drop(ParkedCopy copy) {
        copies.drop(copy);
    }
}
