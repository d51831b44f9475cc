/** Compares revisions and names every change after a signature. */
@NullMarked
package federzug.verification.change;

import org.jspecify.annotations.NullMarked;
