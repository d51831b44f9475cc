/** Runs jobs over many matters, seals and checks what is signed and renews what was sealed. */
@NamedInterface("run")
@NullMarked
package federzug.pipeline.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
