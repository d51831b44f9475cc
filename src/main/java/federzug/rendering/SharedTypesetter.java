package federzug.rendering;

import federzug.rendering.font.HouseFonts;
import federzug.rendering.fop.Typesetter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Loads the house's fonts and sets up FOP when first asked: both cost more than a document, and few commands need them. */
final class SharedTypesetter {
    private final @Nullable Path folder;
    private @Nullable HouseFonts house;
    private @Nullable Typesetter typesetter;

    /** @param folder with the house's fonts; null or missing: it has none */
    SharedTypesetter(@Nullable Path folder) {
        this.folder = folder;
    }

    synchronized HouseFonts house() {
        if (house == null) {
            house = HouseFonts.in(folder);
        }
        return house;
    }

    synchronized Typesetter typesetter() {
        if (typesetter == null) {
            typesetter = new Typesetter(house());
        }
        return typesetter;
    }
}
