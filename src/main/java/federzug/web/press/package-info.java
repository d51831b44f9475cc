/** Pages of the press desk: a release with its approvals, the second key, a correction, and a person's own quote. */
@NullMarked
package federzug.web.press;

import org.jspecify.annotations.NullMarked;
