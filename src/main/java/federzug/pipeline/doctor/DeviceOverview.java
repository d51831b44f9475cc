package federzug.pipeline.doctor;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists the configured means of signing with what is known of them without a PIN. No PIN is tried. */
@Component
class DeviceOverview {
    /** To order a certificate takes about a week, often longer. */
    private static final Duration SOON = Duration.ofDays(30);

    private final Devices devices;
    private final Clock clock;

    DeviceOverview(Devices devices, Clock clock) {
        this.devices = devices;
        this.clock = clock;
    }

    /** @param examples with those for rehearsals, which are worthless in law */
    List<KeyFacts> look(boolean examples) {
        return devices.names().stream()
                .map(this::look)
                .filter(known -> examples || !known.example())
                .toList();
    }

    private KeyFacts look(String name) {
        try {
            DeviceFacts facts = devices.facts(name);
            return known(facts, devices.kind(name));
        } catch (NoticedException e) {
            return new KeyFacts(name, "", "", null, List.of(), false, e.notices());
        }
    }

    private KeyFacts known(DeviceFacts facts, String kind) {
        LocalDate until =
                facts.notAfter().isBefore(Instant.MAX) ? GermanTime.of(clock).day(facts.notAfter()) : null;
        List<Notice> notices = new ArrayList<>();
        if (until != null && facts.notAfter().isBefore(clock.instant())) {
            notices.add(Notice.error("pipeline.doctor.key-expired", Place.NOWHERE, facts.name(), until));
        } else if (until != null && facts.notAfter().isBefore(clock.instant().plus(SOON))) {
            notices.add(Notice.warning("pipeline.doctor.key-soon", Place.NOWHERE, facts.name(), until));
        }
        return new KeyFacts(
                facts.name(),
                kind,
                PersonalNumber.maskedIn(facts.holder()),
                until,
                above(facts.chain()),
                facts.example(),
                notices);
    }

    private static List<String> above(List<byte[]> chain) {
        List<String> names = new ArrayList<>();
        for (byte[] certificate : chain.subList(Math.min(1, chain.size()), chain.size())) {
            try {
                X509Certificate parsed = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
                names.add(CertificateCheck.commonName(
                        parsed.getSubjectX500Principal().getName()));
            } catch (CertificateException e) {
                // Not readable here; signing itself says what is wrong with it.
            }
        }
        return names;
    }
}
