/** The manual, chapter by chapter, as pages. */
@NullMarked
package federzug.web.help;

import org.jspecify.annotations.NullMarked;
