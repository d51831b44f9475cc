package federzug.pipeline.mailing;

import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.Inbox;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.pipeline.PipelineException;
import federzug.release.ApprovalCode;
import federzug.release.Clearance;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.Dispatch;
import federzug.release.PressVersion;
import federzug.release.Release;
import federzug.release.ReleaseState;
import federzug.release.Releases;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Serves the press office: shows a release, takes approvals, releases it in a person's name, stops it. */
@Component
public class PressOffice {
    /** Stands for the text where a person's key stands for a quote; no key looks like it. */
    public static final String TEXT = "*text";

    /** What a person may not yet know, or decides by releasing. */
    private static final Set<String> LATER = Set.of(
            "release.obstacle.not-all-signed",
            "release.obstacle.too-early",
            "release.obstacle.ahead-of-embargo",
            "release.obstacle.grace",
            "release.obstacle.not-released",
            "release.obstacle.changed-after-release",
            "release.obstacle.stopped",
            "release.obstacle.refusals");

    private final Matters matters;
    private final Releases releases;
    private final Consents consents;
    private final PressStanding standing;
    private final PressCorrections corrections;
    private final Inbox inbox;
    private final Clock clock;

    PressOffice(
            Matters matters,
            Releases releases,
            Consents consents,
            PressStanding standing,
            PressCorrections corrections,
            Inbox inbox,
            Clock clock) {
        this.corrections = corrections;
        this.matters = matters;
        this.releases = releases;
        this.consents = consents;
        this.standing = standing;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** A person's decision against what would hold a release back. */
    public enum Despite {
        /** The embargo has not ended. */
        EMBARGO,
        /** The latest useful time is over. */
        DEADLINE
    }

    /** A matter with its release and all that was said about it. */
    record File(StoredMatter stored, PressRelease data, Release release, Clearance clearance, PressVersion version) {}

    public PressView show(String matter) {
        return view(file(matter));
    }

    /**
     * Approves the text, or what a person is quoted with; all of it or nothing.
     *
     * @param acting who approves
     * @param pieces keys of persons quoted; {@link #TEXT}: the text without the quotes
     */
    public PressView approve(Acting acting, String matter, List<String> pieces) {
        approve(acting, open(matter), pieces);
        return show(matter);
    }

    void approve(Acting acting, File file, List<String> pieces) {
        String matter = file.stored().matter().id();
        List<Consent> all = new ArrayList<>();
        List<Notice> wrong = new ArrayList<>();
        for (String piece : pieces) {
            if (piece.equals(TEXT)) {
                PressVersion version = file.version();
                all.add(said(acting, Consent.Kind.TEXT, "", version.textDigest(), version.text()));
                continue;
            }
            List<Quote> quotes = file.data().quotes().stream()
                    .filter(quote -> quote.person().key().equals(piece))
                    .toList();
            quotes.forEach(quote ->
                    all.add(said(acting, Consent.Kind.QUOTE, piece, PressVersion.digest(quote), quote.text())));
            if (quotes.isEmpty()) {
                String quoted = file.data().quotes().stream()
                        .map(quote -> quote.person().key())
                        .distinct()
                        .collect(Collectors.joining(", "));
                wrong.add(Notice.error("pipeline.press.no-quote", Place.file(matter), piece, quoted));
            }
        }
        if (!wrong.isEmpty()) {
            throw new PipelineException(Kind.INPUT, wrong);
        }
        consents.add(matter, all);
    }

    /**
     * Approves the text of exactly the version that was read, and hands the version in: another person may release it.
     *
     * @param digest of the version
     */
    public PressView submit(Acting acting, String matter, String digest) {
        File file = open(matter);
        if (!file.version().whole().hex().equals(digest)) {
            throw PipelineException.refused("pipeline.press.changed-meanwhile", Place.file(matter));
        }
        PressVersion version = file.version();
        consents.add(
                matter,
                List.of(
                        said(acting, Consent.Kind.TEXT, "", version.textDigest(), version.text()),
                        said(acting, Consent.Kind.SUBMITTED, "", version.whole(), "")));
        return show(matter);
    }

    /**
     * Records that a person has approved exactly these words in another way; the reason of the act says how.
     *
     * @param digest of the words
     */
    public PressView record(Acting acting, String matter, String person, String digest) {
        File file = open(matter);
        boolean same = file.data().quotes().stream()
                .filter(quote -> quote.person().key().equals(person))
                .allMatch(quote -> PressVersion.digest(quote).hex().equals(digest));
        if (!same) {
            throw PipelineException.refused("pipeline.press.changed-meanwhile", Place.file(matter));
        }
        if (acting.reason().isBlank()) {
            throw PipelineException.refused("pipeline.press.how-approved", Place.file(matter));
        }
        return approve(acting, matter, List.of(person));
    }

    /**
     * What a person reads before releasing.
     *
     * @throws PipelineException with everything that has to be done before
     */
    public PressView.Question question(String matter, Set<Despite> despite) {
        File file = open(matter);
        List<Notice> missing = new ArrayList<>();
        obstacles(file, file.clearance()).stream()
                .filter(notice -> notice.severity() != Severity.NOTE
                        && !LATER.contains(notice.code())
                        && !PressStanding.isTechnical(notice))
                .filter(notice ->
                        !notice.code().equals("release.obstacle.too-late") || !despite.contains(Despite.DEADLINE))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            List<Notice> all = new ArrayList<>();
            all.add(Notice.error("pipeline.press.not-ready", Place.file(matter)));
            all.addAll(missing);
            throw new PipelineException(Kind.INPUT, all);
        }
        LocalDate today = LocalDate.now(clock);
        List<PressRelease.Recipient> listed = file.data().addressed(today);
        return new PressView.Question(
                matter,
                file.data().headline(),
                (int) listed.stream()
                        .filter(one -> !inbox.isUnsubscribed(one.address()))
                        .count(),
                file.data().recipients().size() - listed.size(),
                listed.stream()
                        .map(PressRelease.Recipient::address)
                        .filter(address -> inbox.cameBack(address).isPresent())
                        .toList(),
                file.data().sendFrom(),
                file.data().embargo(),
                file.data().latest(),
                file.clearance().despite(Consent.Kind.TRIED),
                file.version().whole().hex(),
                matter);
    }

    /**
     * Releases exactly the version that was read.
     *
     * @param digest of {@link PressView.Question}
     */
    public PressView release(Acting acting, String matter, String digest, Set<Despite> despite) {
        PressView.Question question = question(matter, despite);
        if (!question.digest().equals(digest)) {
            throw PipelineException.refused("pipeline.press.changed-meanwhile", Place.file(matter));
        }
        File file = open(matter);
        FourEyes.require(acting, matter, file.clearance(), standing.correction(matter));
        Digest whole = new Digest(digest);
        // One commit: what was said for this release must not hold for a later one.
        List<Consent> all = new ArrayList<>();
        if (despite.contains(Despite.EMBARGO)) {
            all.add(said(acting, Consent.Kind.AHEAD, "", whole, ""));
        }
        if (despite.contains(Despite.DEADLINE)) {
            all.add(said(acting, Consent.Kind.LATE, "", whole, ""));
        }
        all.add(said(acting, Consent.Kind.RELEASE, "", whole, ""));
        consents.add(matter, all);
        return show(matter);
    }

    /** Nothing more goes out until it is released again. */
    public PressView stop(Acting acting, String matter) {
        File file = file(matter);
        if (isOver(file)) {
            throw PipelineException.refused("pipeline.press.too-late-to-stop", Place.file(matter));
        }
        consents.add(matter, said(acting, Consent.Kind.STOP, "", file.version().whole(), ""));
        return show(matter);
    }

    /**
     * Makes a correction of a release that is out from the data as they are now. It waits for approvals and a release of its
     * own.
     *
     * @param says what changed, for those who have the earlier version
     */
    public PressView correct(Acting acting, String matter, String says) {
        File file = file(matter);
        boolean out = file.release().state() instanceof ReleaseState.Dispatched
                || file.release().state() instanceof ReleaseState.Dispatching;
        if (!out) {
            throw PipelineException.refused("pipeline.press.nothing-to-correct", Place.file(matter));
        }
        if (says.isBlank()) {
            throw PipelineException.refused("pipeline.press.correction-says", Place.file(matter));
        }
        corrections.open(acting, file.stored(), file.data(), file.release(), says.strip());
        return show(matter);
    }

    boolean isOver(File file) {
        return standing.correction(file.stored().matter().id())
                .map(one -> one.state() == Dispatch.State.ENDED)
                .orElse(PressDesk.isOver(file.release()));
    }

    /** What approves a piece by mail. */
    static ApprovalCode code(String matter, @Nullable Quote quote, PressVersion version) {
        return quote == null
                ? ApprovalCode.of(matter, TEXT, version.textDigest())
                : ApprovalCode.of(matter, quote.person().key(), PressVersion.digest(quote));
    }

    /** In the wording that is in force. */
    File file(String matter) {
        return file(standing.inForce(stored(matter)));
    }

    /** In the second wording, whether it is in force or not. */
    File second(String matter) {
        StoredMatter stored = stored(matter);
        if (!PressStanding.hasSecond(stored)) {
            throw PipelineException.refused("pipeline.press.no-second", Place.file(matter));
        }
        return file(PressStanding.second(stored));
    }

    StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }

    private File file(StoredMatter stored) {
        String matter = stored.matter().id();
        PressRelease data = stored.matter().release();
        Optional<Release> release = releases.find(matter);
        if (data == null || release.isEmpty()) {
            throw PipelineException.refused(
                    data == null ? "pipeline.press.none" : "pipeline.press.not-prepared", Place.file(matter));
        }
        Clearance clearance = standing.asked(stored, data);
        PressVersion version = clearance.version();
        if (version == null) {
            throw new IllegalStateException("no version: " + matter);
        }
        return new File(stored, data, release.get(), clearance, version);
    }

    /** As {@link #file}, if its words may still be decided about. */
    File open(String matter) {
        File file = file(matter);
        if (isOver(file) && file.release().state() instanceof ReleaseState.Dispatched) {
            throw PipelineException.refused("pipeline.press.sent-already", Place.file(matter));
        }
        if (file.release().state() instanceof ReleaseState.Withdrawn) {
            throw PipelineException.refused("pipeline.press.withdrawn", Place.file(matter));
        }
        return file;
    }

    private Consent said(Acting acting, Consent.Kind kind, String subject, Digest digest, String wording) {
        return new Consent(
                kind,
                subject,
                acting.by(),
                clock.instant(),
                digest,
                wording,
                acting.through() == Acting.Through.PAGE ? Consent.Through.PAGE : Consent.Through.COMMAND_LINE,
                acting.reason());
    }

    private List<Notice> obstacles(File file, Clearance clearance) {
        return isOver(file)
                ? List.of()
                : standing.obstacles(
                        file.stored(), file.release(), standing.circumstances(file.stored(), file.data(), clearance));
    }

    PressView view(File file) {
        List<PressView.Piece> pieces = pieces(file);
        Clearance inForce = standing.clearance(file.stored(), file.data());
        return new PressView(
                file.stored().matter().id(),
                stage(file, pieces),
                file.release().state().name(),
                file.stored().rehearsal(),
                file.data().headline(),
                pieces,
                file.clearance().consents().stream()
                        .map(one -> new PressView.Said(
                                one.kind().name(),
                                one.kind() == Consent.Kind.ADDRESS ? one.wording() : one.subject(),
                                one.by(),
                                one.at(),
                                one.through().name(),
                                one.answer()))
                        .toList(),
                obstacles(file, inForce));
    }

    private String stage(File file, List<PressView.Piece> pieces) {
        if (isOver(file)) {
            boolean corrected = standing.correction(file.stored().matter().id()).isPresent();
            return corrected ? "CORRECTED" : "SENT";
        }
        boolean text = pieces.get(0).state().equals("APPROVED");
        boolean quotes = pieces.stream().allMatch(piece -> piece.state().equals("APPROVED"));
        if (quotes && file.clearance().release().isPresent()) {
            return "RELEASED";
        }
        return quotes ? "QUOTES_APPROVED" : text ? "TEXTS_COMPLETE" : "DRAFT";
    }

    List<PressView.Piece> pieces(File file) {
        return new PressPieces(file, approval -> standing.instant(approval.at()).orElseThrow()).all();
    }
}
