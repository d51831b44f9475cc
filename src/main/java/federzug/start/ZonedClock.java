package federzug.start;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of every application: all wall-clock times are in the zone of the settings; the JVM's own is often UTC. */
@Configuration(proxyBeanMethods = false)
class ZonedClock {
    @Bean
    static Clock clock(@Value("${federzug.zone:Europe/Berlin}") ZoneId zone) {
        return Clock.system(zone);
    }
}
