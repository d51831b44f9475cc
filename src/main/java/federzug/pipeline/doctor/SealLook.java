package federzug.pipeline.doctor;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.pipeline.PressSettings;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import federzug.signing.HouseSealing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Looks at the device that holds the seal of the house, without its PIN. */
final class SealLook {
    private final PressSettings settings;
    private final Devices devices;
    private final HouseSealing sealing;
    private final Clock clock;

    SealLook(PressSettings settings, Devices devices, HouseSealing sealing, Clock clock) {
        this.settings = settings;
        this.devices = devices;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** @return empty if releases carry no seal */
    List<Notice> look(boolean rehearsal) {
        if (!settings.seals()) {
            return List.of();
        }
        if (rehearsal) {
            return List.of(Doctor.note("pipeline.doctor.seal-rehearsal"));
        }
        String name = settings.sealDevice();
        DeviceFacts facts = devices.facts(name);
        List<Notice> findings = new ArrayList<>();
        if (devices.needsPerson(name)) {
            findings.add(Notice.warning("pipeline.press.seal-needs-person", Place.NOWHERE, name));
        }
        LocalDate until = facts.chain().isEmpty() ? null : GermanTime.of(clock).day(facts.notAfter());
        if (until != null && facts.notAfter().isBefore(clock.instant())) {
            findings.add(Notice.error("pipeline.doctor.key-expired", Place.NOWHERE, name, until));
        }
        findings.addAll(sealing.objections(name, facts.chain(), false));
        if (findings.isEmpty()) {
            findings.add(
                    until == null
                            ? Doctor.note("pipeline.doctor.seal-unseen", name)
                            : Doctor.note(
                                    "pipeline.doctor.seal",
                                    name,
                                    PersonalNumber.maskedIn(CertificateCheck.commonName(facts.holder())),
                                    until));
        }
        return findings;
    }
}
