/** Tells programs that watch over services how Federzug stands: counts by state, times of stages, nothing of persons. */
@NamedInterface("metering")
@NullMarked
package federzug.pipeline.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
