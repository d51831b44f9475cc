/** Writes, sends and receives mail, each mail at most once. */
@ApplicationModule(allowedDependencies = {"notice", "file", "agreement", "document"})
@NullMarked
package federzug.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
