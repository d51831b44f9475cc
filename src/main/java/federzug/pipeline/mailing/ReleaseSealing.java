package federzug.pipeline.mailing;

import federzug.agreement.StoredMatter;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.PressSettings;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.SignatureVerdicts;
import federzug.release.PressSeal;
import federzug.release.PressSeals;
import federzug.signing.Devices;
import federzug.signing.HouseSealing;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.verification.Verdict;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts the seal of the house on a release before its first mail, if the house wants one: once for each version. Every step
 * is kept before the next, so that a call after a kill goes on with the file that there is.
 */
@Component
class ReleaseSealing {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSealing.class);
    private static final String HELD = "release.obstacle.seal";
    /** Each further try by a machine brings the key nearer to being locked. */
    private static final String HELD_FOR_PIN = "release.obstacle.seal-pin";

    private static final Set<String> PIN = Set.of(
            "signing.device.wrong-pin", "signing.card.last-try", "signing.card.locked", "signing.service.wrong-otp");
    /** Nobody is asked: it is sent by itself. */
    private static final Devices.Secrets NOBODY = device -> new char[0];

    private final Devices devices;
    private final HouseSealing sealing;
    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final PressSeals seals;
    private final DocumentStore store;
    private final PressSettings settings;
    private final Clock clock;

    ReleaseSealing(
            Devices devices,
            HouseSealing sealing,
            Signing signing,
            SignatureVerdicts verdicts,
            PressSeals seals,
            DocumentStore store,
            PressSettings settings,
            Clock clock) {
        this.devices = devices;
        this.sealing = sealing;
        this.signing = signing;
        this.verdicts = verdicts;
        this.seals = seals;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a version is to be sealed and is not. */
    boolean isDue(StoredMatter stored, ArchivalPdf pdf) {
        return settings.seals()
                && seals.find(stored.matter().id(), pdf.content().digest())
                        .filter(seal -> seal.sealed() != null)
                        .isEmpty();
    }

    /** What is sent of a version: with the seal, if there is one. */
    Content sent(String matter, Content pdf) {
        Digest sent = seals.sent(matter, pdf.digest());
        return sent.equals(pdf.digest())
                ? pdf
                : store.find(sent, SealedPdf.class).map(SealedPdf::content).orElseThrow();
    }

    /**
     * Seals a version that is due.
     *
     * @return why it could not be done; nothing must be sent then
     */
    Optional<Notice> seal(StoredMatter stored, ArchivalPdf pdf, Progress progress) {
        String matter = stored.matter().id();
        Content content = pdf.content();
        PressSeal begun = seals.find(matter, content.digest())
                .orElseGet(() -> PressSeal.begun(matter, content.digest(), content.size(), clock.instant()));
        progress.working(Notice.note("pipeline.press.sealing", Place.file(matter)));
        try {
            finished(begun, pdf, stored.rehearsal(), progress);
            progress.changed(Notice.note("pipeline.press.sealed", Place.file(matter)));
            return Optional.empty();
        } catch (NoticedException e) {
            LOG.warn("no seal on the release of {}", matter, e);
            Notice held = held(e.notices().get(0));
            PressSeal now = seals.find(matter, content.digest()).orElse(begun);
            seals.keep(now.held(held, clock.instant()));
            return Optional.of(held);
        }
    }

    /** Why a version could not be sealed at the last try. */
    Optional<Notice> trouble(String matter, Digest pdf) {
        return settings.seals()
                ? seals.find(matter, pdf).flatMap(seal -> Optional.ofNullable(seal.trouble()))
                : Optional.empty();
    }

    /** Whether a release waits for its seal alone. */
    static boolean isSeal(Notice obstacle) {
        return obstacle.code().startsWith(HELD);
    }

    /** Whether a further try by a machine may help and does no harm. */
    static boolean isRetried(Notice obstacle) {
        return obstacle.code().equals(HELD);
    }

    private Notice held(Notice cause) {
        return Notice.warning(
                PIN.contains(cause.code()) ? HELD_FOR_PIN : HELD,
                Place.NOWHERE,
                settings.sealDevice(),
                Texts.german().text(cause));
    }

    private void finished(PressSeal begun, ArchivalPdf pdf, boolean rehearsal, Progress progress) {
        @Nullable Digest known = begun.signed();
        SignedPdf signed = known == null
                ? signed(pdf, rehearsal)
                : store.find(known, SignedPdf.class).orElseThrow(() -> new IllegalStateException("no file " + known));
        PressSeal kept =
                known == null ? seals.keep(begun.signed(signed.content().digest(), clock.instant())) : begun;
        Signing.Sealing evidence = signing.seal(signed, rehearsal);
        evidence.remarks().forEach(progress::changed);
        SealedPdf sealed = evidence.pdf();
        if (verdicts.ofRelease(pdf.content().digest(), sealed) instanceof Verdict.Invalid invalid) {
            LOG.warn(
                    "the sealed release is not valid: {}", invalid.examination().findings());
            // With this seal it never will be: the next try makes another.
            seals.keep(kept.signed(null, clock.instant()));
            throw PipelineException.failed("pipeline.press.seal-not-valid", Place.NOWHERE);
        }
        seals.keep(kept.sealed(sealed.content().digest(), clock.instant()));
    }

    private SignedPdf signed(ArchivalPdf pdf, boolean rehearsal) {
        String name = rehearsal ? devices.sealForRehearsal() : settings.sealDevice();
        if (devices.needsPerson(name)) {
            throw PipelineException.refused("pipeline.press.seal-needs-person", Place.NOWHERE, name);
        }
        try (SigningDevice device = devices.open(name, NOBODY)) {
            return sealing.seal(pdf, device, rehearsal);
        }
    }
}
