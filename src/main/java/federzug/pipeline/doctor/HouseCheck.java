package federzug.pipeline.doctor;

import federzug.pipeline.Progress;
import federzug.pipeline.doctor.Doctor.Checkup;
import federzug.pipeline.doctor.Installation.InForce;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after what belongs to no matter: the services of the house, and its means of signing. */
@Component
public class HouseCheck {
    private final Doctor doctor;
    private final DeviceOverview devices;
    private final Installation installation;

    HouseCheck(Doctor doctor, DeviceOverview devices, Installation installation) {
        this.doctor = doctor;
        this.devices = devices;
        this.installation = installation;
    }

    /**
     * What one look has shown.
     *
     * @param keys means of signing; those of a matter are among its results instead
     * @param inForce settings that somebody has made
     */
    public record House(Checkup checkup, List<KeyFacts> keys, List<InForce> inForce) {
        public House {
            keys = List.copyOf(keys);
            inForce = List.copyOf(inForce);
        }

        public boolean isHealthy() {
            return checkup.isHealthy()
                    && keys.stream().allMatch(key -> key.notices().isEmpty());
        }
    }

    /** @param examples with the means for rehearsals */
    public House look(boolean examples, Progress progress) {
        return examine(null, examples, progress);
    }

    /** @param matter null: only what belongs to none */
    public House examine(@Nullable String matter, boolean examples, Progress progress) {
        return new House(
                doctor.examine(matter, progress),
                matter == null ? devices.look(examples) : List.of(),
                installation.inForce());
    }
}
