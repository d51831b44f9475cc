package federzug.trust;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.production}.
 *
 * @param production whether only real matters are worked on: neither example keys nor the example list are taken
 */
@ConfigurationProperties("federzug")
public record ProductionSettings(@DefaultValue("false") boolean production) {}
