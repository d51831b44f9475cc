/** Sets a manuscript or a sheet as pages: writes XSL-FO and runs FOP. */
@NullMarked
package federzug.rendering.page;

import org.jspecify.annotations.NullMarked;
