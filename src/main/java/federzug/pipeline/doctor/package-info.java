/** Reports before the day what works and what does not. */
@NamedInterface("doctor")
@NullMarked
package federzug.pipeline.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
