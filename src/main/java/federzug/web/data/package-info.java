/** Pages on which the data of a matter are typed, compared and accepted, and its drafts agreed upon. */
@NullMarked
package federzug.web.data;

import org.jspecify.annotations.NullMarked;
