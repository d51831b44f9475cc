package federzug.drafting;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the templates are; {@code application.yaml} points to the installation folder.
 *
 * @param templates folder with one sub-folder per template
 * @param counterDays how old the figures of a press release may be on the day of the event, in days
 */
@ConfigurationProperties("federzug.drafting")
record DraftingSettings(
        @DefaultValue("templates") Path templates,
        @DefaultValue("31") int counterDays) {}
