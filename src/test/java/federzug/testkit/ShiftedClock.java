package federzug.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clock of a machine that goes wrong; named by {@code spring.main.sources}. */
public class ShiftedClock {
    public static final Duration FAST = Duration.ofMinutes(7);

    @Bean
    @Primary
    static Clock shifted() {
        return Clock.offset(Clock.system(ZoneId.of("Europe/Berlin")), FAST);
    }
}
