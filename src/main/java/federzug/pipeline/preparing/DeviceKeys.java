package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Signatory;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at the devices that the data of a matter name. */
@Component
class DeviceKeys {
    private final Devices devices;
    private final RehearsalDevices rehearsal;

    DeviceKeys(Devices devices, RehearsalDevices rehearsal) {
        this.devices = devices;
        this.rehearsal = rehearsal;
    }

    /** Whether a device's chain ends at the demo root; devices that are unknown or unreadable are problems. */
    boolean areExamples(Matter matter, List<Notice> problems) {
        boolean example = false;
        try {
            if (matter.rehearsal() && !devices.takesExamples()) {
                problems.add(Notice.error(
                        "pipeline.intake.production", matter.source().place("probe")));
                return true;
            }
            rehearsal.require(matter);
        } catch (NoticedException e) {
            problems.addAll(e.notices());
        }
        for (int a = 0; a < matter.agreements().size(); a++) {
            List<Signatory> signatories = matter.agreements().get(a).signatories();
            for (int s = 0; s < signatories.size(); s++) {
                Signatory signatory = signatories.get(s);
                String key = "vereinbarungen[" + a + "].unterzeichnende[" + s + "].";
                example |= example(signatory.device(), matter.source().place(key + "geraet"), problems);
                if (!signatory.fallback().isEmpty()) {
                    example |= example(signatory.fallback(), matter.source().place(key + "ersatzweg"), problems);
                }
            }
        }
        if (example && !devices.takesExamples()) {
            problems.add(
                    Notice.error("pipeline.intake.production", matter.source().place("vereinbarungen")));
        }
        return example;
    }

    private boolean example(String device, Place place, List<Notice> problems) {
        try {
            DeviceFacts facts = devices.facts(device);
            return facts.example();
        } catch (NoticedException e) {
            e.notices().stream()
                    .map(notice -> notice.placedAt(place))
                    .filter(notice -> !problems.contains(notice))
                    .forEach(problems::add);
            return false;
        }
    }
}
