package federzug;

import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The application: starts the command line, which starts Spring only when a command needs it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@NullMarked
public class Federzug {
    /** All wall-clock times (appearances, embargo, reports) are in this zone; the JVM's own is often UTC. */
    @Bean
    Clock clock(@Value("${federzug.zone:Europe/Berlin}") ZoneId zone) {
        return Clock.system(zone);
    }

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException();
    }
}
