/** Reads WordprocessingML into a manuscript and reports what cannot be set faithfully. */
@NullMarked
package federzug.rendering.word;

import org.jspecify.annotations.NullMarked;
