package federzug.rendering;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param verapdf whether veraPDF proves each document before it leaves the room; costs more than making it
 */
@ConfigurationProperties("federzug.rendering")
public record RenderingSettings(boolean verapdf) {}
