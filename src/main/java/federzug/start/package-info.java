/** Starts the application, whole or in part, the same way for every door: folders, database, logging, settings. */
@ApplicationModule(
        allowedDependencies = {"notice", "trust", "drafting", "rendering", "signing", "pipeline", "pipeline :: *"})
@NullMarked
package federzug.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
