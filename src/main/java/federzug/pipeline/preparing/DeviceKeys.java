package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Person;
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
            for (Signatory signatory : signatories) {
                String key = "vereinbarungen[" + a + "].unterzeichnende";
                Place place = beside(matter.source().place(key), signatory.person());
                example |= example(signatory.device(), place, problems);
                if (!signatory.fallback().isEmpty()) {
                    example |= example(signatory.fallback(), place, problems);
                }
            }
        }
        if (example && !devices.takesExamples()) {
            problems.add(
                    Notice.error("pipeline.intake.production", matter.source().place("vereinbarungen")));
        }
        return example;
    }

    private static Place beside(Place place, Person person) {
        return new Place(place.file(), place.line(), place.within() + " (" + person.nameWithTitle() + ")");
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
