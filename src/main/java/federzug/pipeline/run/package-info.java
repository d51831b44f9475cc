/** Runs jobs over many matters, closes what is signed and renews what was sealed. */
@NamedInterface("run")
@NullMarked
package federzug.pipeline.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
