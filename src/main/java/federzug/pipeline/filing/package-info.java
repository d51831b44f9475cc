/** Puts together what goes on file when a matter closes. */
@NamedInterface("filing")
@NullMarked
package federzug.pipeline.filing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
