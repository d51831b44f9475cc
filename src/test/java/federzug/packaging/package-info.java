/** Makes the packages that people install, at build time: profile {@code dist}. */
@NullMarked
package federzug.packaging;

import org.jspecify.annotations.NullMarked;
