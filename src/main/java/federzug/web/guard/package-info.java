/** What is refused before any page sees it. */
@NullMarked
package federzug.web.guard;

import org.jspecify.annotations.NullMarked;
