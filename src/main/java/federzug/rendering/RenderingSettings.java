package federzug.rendering;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * @param verapdf whether veraPDF proves each document before it leaves the room; costs more than making it
 * @param fonts folder with the house's own fonts (TTF, OTF); may be missing
 */
@ConfigurationProperties("federzug.rendering")
public record RenderingSettings(boolean verapdf, @Nullable Path fonts) {
    @ConstructorBinding
    public RenderingSettings {}

    public RenderingSettings(boolean verapdf) {
        this(verapdf, null);
    }
}
