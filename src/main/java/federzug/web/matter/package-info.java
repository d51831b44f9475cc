/** Pages about matters: the list, one matter with its steps and documents. */
@NullMarked
package federzug.web.matter;

import org.jspecify.annotations.NullMarked;
