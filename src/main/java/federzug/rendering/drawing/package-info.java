/** Reads pictures, metafiles, shape outlines and colours of DrawingML. */
@NullMarked
package federzug.rendering.drawing;

import org.jspecify.annotations.NullMarked;
