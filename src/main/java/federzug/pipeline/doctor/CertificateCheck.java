package federzug.pipeline.doctor;

import static federzug.pipeline.doctor.Doctor.note;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.ceremony.RehearsalSheets;
import federzug.ceremony.RehearsalSheets.Learned;
import federzug.ceremony.Turn;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.pipeline.checking.Expectations;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Expected;
import federzug.verification.SignerFacts;
import federzug.verification.SignerFacts.Quality;
import federzug.verification.Verification;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Examines one person's certificate for the doctor: of a configured device or, where that is not visible here, of the
 * returned rehearsal sheet. It reports what would be refused at signing, before the day.
 */
@Component
class CertificateCheck {
    /** The common name in a distinguished name (RFC 2253): as far as the next comma that is not escaped. */
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,\\\\])+)");

    private final Verification verification;
    private final Expectations expectations;
    private final RehearsalSheets sheets;
    private final Devices devices;
    private final DocumentStore store;
    private final Clock clock;

    CertificateCheck(
            Verification verification,
            Expectations expectations,
            RehearsalSheets sheets,
            Devices devices,
            DocumentStore store,
            Clock clock) {
        this.verification = verification;
        this.expectations = expectations;
        this.sheets = sheets;
        this.devices = devices;
        this.store = store;
        this.clock = clock;
    }

    /** @param chain DER, the signer's certificate first */
    List<Notice> judge(StoredMatter stored, Ceremony ceremony, Turn turn, String device, List<byte[]> chain) {
        X509Certificate own = parsed(chain);
        Optional<Expected.Signer> expected = expectations.signer(stored.matter(), ceremony, turn.person());
        if (own == null || expected.isEmpty()) {
            return List.of(warning("pipeline.doctor.device-unreadable", turn.name(), device));
        }
        String holder =
                PersonalNumber.maskedIn(commonName(own.getSubjectX500Principal().getName()));
        LocalDate end = GermanTime.of(clock).day(own.getNotAfter().toInstant());
        SignerFacts facts = verification.signer(chain, expected.get(), stored.rehearsal());
        List<Notice> findings = new ArrayList<>();
        if (own.getNotAfter().toInstant().isBefore(needed(turn))) {
            findings.add(warning("pipeline.doctor.device-expired", turn.name(), device, end));
        }
        facts.faults().forEach(fault -> fault(fault, turn, device, holder).ifPresent(findings::add));
        if (!findings.isEmpty()) {
            return findings;
        }
        findings.add(note("pipeline.doctor.device", turn.name(), device, holder, end));
        quality(facts, stored.rehearsal(), turn, device).ifPresent(findings::add);
        return findings;
    }

    /** What forbids signing, for the preparing user. */
    private static Optional<Notice> fault(Notice fault, Turn turn, String device, String holder) {
        List<Object> arguments = fault.arguments();
        Object last = arguments.isEmpty() ? "" : arguments.get(arguments.size() - 1);
        return switch (fault.code()) {
            case "verification.signer.expired" -> Optional.empty(); // reported already, with the deadline in view
            case "verification.signer.wrong-person" ->
                Optional.of(warning("pipeline.doctor.device-name", turn.name(), device, holder));
            case "verification.signer.not-yet" ->
                Optional.of(warning("pipeline.doctor.device-not-yet", turn.name(), device, last));
            case "verification.signer.revoked" ->
                Optional.of(warning("pipeline.doctor.device-revoked", turn.name(), device, last));
            case "verification.signer.not-qualified" ->
                Optional.of(warning("pipeline.doctor.device-not-qualified", turn.name(), device));
            default -> Optional.of(fault);
        };
    }

    private Optional<Notice> quality(SignerFacts facts, boolean rehearsal, Turn turn, String device) {
        TrustStatus trust = facts.trust();
        if (!rehearsal && facts.quality() == Quality.UNKNOWN) {
            return Optional.of(warning("pipeline.doctor.certificate-open", turn.name(), device));
        }
        if (!rehearsal && !facts.revocationKnown()) {
            return Optional.of(warning("pipeline.doctor.certificate-revocation-open", turn.name(), device));
        }
        if (facts.quality() != Quality.QUALIFIED || trust == null) {
            return Optional.empty();
        }
        String code = trust.source().equals(TrustSource.EXAMPLE)
                ? "pipeline.doctor.certificate-example"
                : "pipeline.doctor.certificate-qualified";
        Instant loaded = trust.loadedAt();
        Object day = loaded == null ? "" : GermanTime.of(clock).day(loaded);
        return Optional.of(note(code, turn.name(), trust.listSequence(), day));
    }

    /** What is known of a means that cannot be seen here: from the rehearsal sheet; empty if none has come back. */
    List<Notice> rehearsed(StoredMatter stored, Ceremony ceremony, Turn turn, String device) {
        return learned(stored, turn)
                .flatMap(one -> chain(stored, one))
                .map(chain -> judge(stored, ceremony, turn, device, chain))
                .orElse(List.of());
    }

    private Optional<Learned> learned(StoredMatter stored, Turn turn) {
        return sheets.learned(stored.matter().id()).stream()
                .filter(one -> one.person().equals(turn.person()))
                .findFirst();
    }

    private Optional<List<byte[]>> chain(StoredMatter stored, Learned learned) {
        Optional<PreparedPdf> sheet = sheets.sheet(stored.matter().id());
        Optional<SignedPdf> copy = store.find(learned.copy(), SignedPdf.class);
        if (sheet.isEmpty() || copy.isEmpty()) {
            return Optional.empty();
        }
        return sheet.get().fields().stream()
                .filter(field -> field.person().equals(learned.person()))
                .map(field -> verification.certificatesIn(copy.get(), field.name()))
                .filter(chain -> !chain.isEmpty())
                .findFirst();
    }

    /** A certificate not seen yet is missing: the rehearsal sheet shows it in time. */
    List<Notice> missing(StoredMatter stored, Turn turn) {
        if (stored.rehearsal() || learned(stored, turn).isPresent() || isSeen(turn.device())) {
            return List.of();
        }
        LocalDateTime deadline = turn.deadline();
        return List.of(
                deadline == null
                        ? note("pipeline.doctor.missing-sheet", turn.name(), turn.office())
                        : note(
                                "pipeline.doctor.missing-sheet-until",
                                turn.name(),
                                turn.office(),
                                GermanTime.minute(deadline)));
    }

    private boolean isSeen(String device) {
        try {
            DeviceFacts facts = devices.facts(device);
            return !facts.chain().isEmpty();
        } catch (NoticedException e) {
            return true; // reported as a finding
        }
    }

    private Instant needed(Turn turn) {
        LocalDateTime deadline = turn.deadline();
        Instant now = clock.instant();
        Instant until =
                deadline == null ? now : deadline.atZone(clock.getZone()).toInstant();
        return until.isAfter(now) ? until : now;
    }

    private static @Nullable X509Certificate parsed(List<byte[]> chain) {
        try {
            return chain.isEmpty()
                    ? null
                    : (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(chain.get(0)));
        } catch (CertificateException e) {
            return null;
        }
    }

    static String commonName(String distinguished) {
        Matcher name = COMMON_NAME.matcher(distinguished);
        return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : distinguished;
    }

    private static Notice warning(String code, Object... arguments) {
        return Notice.warning(code, Place.NOWHERE, arguments);
    }
}
