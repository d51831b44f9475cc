/** Turns a manuscript into the HTML and plain text of a mail. */
@NullMarked
package federzug.rendering.mail;

import org.jspecify.annotations.NullMarked;
