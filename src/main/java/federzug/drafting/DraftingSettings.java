package federzug.drafting;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the templates are; {@code application.yaml} points to the installation folder.
 *
 * @param templates folder with one sub-folder per template
 */
@ConfigurationProperties("federzug.drafting")
record DraftingSettings(@DefaultValue("templates") Path templates) {}
