/** Reports the state of Federzug to monitoring programs: counts by state, times of stages, nothing about persons. */
@NamedInterface("metering")
@NullMarked
package federzug.pipeline.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
