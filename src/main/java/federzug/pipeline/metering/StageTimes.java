package federzug.pipeline.metering;

import federzug.pipeline.Stage;
import federzug.pipeline.StageWatch;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Measures the stages in processes that last and are asked for it; a command that ends at once measures nothing. */
@Component
class StageTimes implements StageWatch {
    private final boolean lasting;
    private final ObjectProvider<Meters> meters;

    StageTimes(Environment environment, ObjectProvider<Meters> meters) {
        this.lasting = environment.acceptsProfiles(Profiles.of("serve"))
                || environment.getProperty("federzug.worker", Boolean.class, false);
        this.meters = meters;
    }

    @Override
    public void done(Stage stage, Duration took, boolean good) {
        if (lasting) {
            meters.getObject().took(stage, took, good);
        }
    }
}
