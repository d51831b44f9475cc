/** Writes files so that a reader, a kill or a power cut finds the old one or the new one, never half of one. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package federzug.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
