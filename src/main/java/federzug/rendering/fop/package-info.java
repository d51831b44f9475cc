/** Runs FOP: the XSL-FO it reads, the fonts and pictures it is handed, and hyphenation. */
@NullMarked
package federzug.rendering.fop;

import org.jspecify.annotations.NullMarked;
