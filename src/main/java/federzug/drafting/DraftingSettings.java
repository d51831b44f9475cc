package federzug.drafting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the templates are; {@code application.yaml} points to the installation folder.
 *
 * @param templates folder with one sub-folder per template
 * @param ownTemplates the same for those of the house, which come first; null: none
 * @param counterDays how old the figures of a press release may be on the day of the event, in days
 */
@ConfigurationProperties("federzug.drafting")
record DraftingSettings(
        @DefaultValue("templates") Path templates,
        @Nullable Path ownTemplates,
        @DefaultValue("31") int counterDays) {
    @ConstructorBinding
    DraftingSettings {}

    /** Without templates of the house. */
    DraftingSettings(Path templates, int counterDays) {
        this(templates, null, counterDays);
    }

    /** Where templates are looked for, the first one counts. */
    List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        if (ownTemplates != null) {
            folders.add(ownTemplates.toAbsolutePath().normalize());
        }
        folders.add(templates.toAbsolutePath().normalize());
        return folders;
    }
}
