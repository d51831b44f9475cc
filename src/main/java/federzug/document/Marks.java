package federzug.document;

import org.jspecify.annotations.Nullable;

/**
 * What every page of a document must carry besides its text.
 *
 * @param rehearsal {@code PROBE – nicht rechtsverbindlich} on every page
 * @param embargo a line such as {@code Sperrfrist: 1. Dezember 2021, 11:30 Uhr} on every page, or null
 */
public record Marks(boolean rehearsal, @Nullable String embargo) {
    public static final Marks NONE = new Marks(false, null);

    public static Marks rehearsal(boolean rehearsal) {
        return new Marks(rehearsal, null);
    }
}
