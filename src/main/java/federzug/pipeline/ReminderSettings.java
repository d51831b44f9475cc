package federzug.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.reminder}.
 *
 * @param every time between two reminders, for example {@code 2d}
 * @param most reminders to one person about one document
 */
@ConfigurationProperties("federzug.reminder")
public record ReminderSettings(
        @DefaultValue("2d") Duration every,
        @DefaultValue("5") int most) {
    public ReminderSettings {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("federzug.reminder.every: " + every);
        }
    }
}
