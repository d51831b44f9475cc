/** Loads the fonts that are embedded and cuts them to the glyphs used. */
@NullMarked
package federzug.rendering.font;

import org.jspecify.annotations.NullMarked;
