package federzug.rendering.docx;

import federzug.rendering.font.HouseFonts;

/**
 * The fonts that a document may be set with.
 *
 * @param strict whether only faces with the original's widths may stand in for it
 */
public record FontChoice(HouseFonts house, boolean strict) {
    /** The delivered fonts alone. */
    public static final FontChoice DELIVERED = new FontChoice(HouseFonts.NONE, false);
}
