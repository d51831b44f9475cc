/** What all pages have in common: who may see them, headers, words, the frame around them, and error messages. */
@NullMarked
package federzug.web.frame;

import org.jspecify.annotations.NullMarked;
