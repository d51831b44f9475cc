/** Checks signed files and writes their reports. */
@NamedInterface("checking")
@NullMarked
package federzug.pipeline.checking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
