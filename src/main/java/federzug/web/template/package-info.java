/** Templates: which there are, what is wrong with them, how they look, and how a new one comes into force. */
@NullMarked
package federzug.web.template;

import org.jspecify.annotations.NullMarked;
