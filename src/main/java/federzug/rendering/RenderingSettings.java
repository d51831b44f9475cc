package federzug.rendering;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param proof what veraPDF proves before it leaves the room
 * @param fonts folder with the house's own fonts (TTF, OTF); may be missing
 * @param strictFonts whether a font is refused that can only be replaced by a similar one
 */
@ConfigurationProperties("federzug.rendering")
public record RenderingSettings(
        @DefaultValue("always") Proof proof,
        @Nullable Path fonts,
        @DefaultValue("false") boolean strictFonts) {
    /** For PDF/A-2a and PDF/UA-1; it costs several times what making the document costs. */
    public enum Proof {
        /** Reports too. */
        EVERYTHING,
        /** Whatever is to be signed or published. */
        ALWAYS,
        /** The cheap checks alone. */
        NEVER
    }

    @ConstructorBinding
    public RenderingSettings {}

    public RenderingSettings(Proof proof) {
        this(proof, null);
    }

    public RenderingSettings(Proof proof, @Nullable Path fonts) {
        this(proof, fonts, false);
    }
}
