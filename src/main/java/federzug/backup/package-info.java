/** Saves database and documents into a folder, and restores them from it, proven by digests. */
@ApplicationModule(allowedDependencies = {"notice", "file", "document"})
@NullMarked
package federzug.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
