package federzug.pipeline.doctor;

import federzug.pipeline.Progress;
import federzug.pipeline.doctor.Doctor.Checkup;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks after what belongs to no matter: the services of the house, and its means of signing. */
@Component
public class HouseCheck {
    private final Doctor doctor;
    private final DeviceOverview devices;

    HouseCheck(Doctor doctor, DeviceOverview devices) {
        this.doctor = doctor;
        this.devices = devices;
    }

    /** What one look has shown. */
    public record House(Checkup checkup, List<KeyFacts> keys) {
        public House {
            keys = List.copyOf(keys);
        }
    }

    /** @param examples with the means for rehearsals */
    public House look(boolean examples, Progress progress) {
        return new House(doctor.examine(null, progress), devices.look(examples));
    }
}
