/** Makes signature fields, applies PAdES signatures in two steps and seals for the long term. */
@ApplicationModule(allowedDependencies = {"notice", "agreement", "document", "trust", "trust :: status"})
@NullMarked
package federzug.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
