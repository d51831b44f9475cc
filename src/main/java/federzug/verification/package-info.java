/** Checks signed documents strictly and explains the verdict to a lawyer. */
@ApplicationModule(allowedDependencies = {"notice", "agreement", "document", "trust", "trust :: status"})
@NullMarked
package federzug.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
