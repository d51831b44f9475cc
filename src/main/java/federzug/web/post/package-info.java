/** Pages about what goes out and what comes back: the outbox with its doubts, the returns tray. */
@NullMarked
package federzug.web.post;

import org.jspecify.annotations.NullMarked;
