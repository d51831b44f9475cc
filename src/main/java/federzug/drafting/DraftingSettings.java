package federzug.drafting;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param templates folder with one sub-folder per template
 */
@ConfigurationProperties("federzug.drafting")
record DraftingSettings(@DefaultValue("${federzug.app:.}/templates") Path templates) {}
