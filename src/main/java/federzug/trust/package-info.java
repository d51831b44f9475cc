/** Whom we believe and what time it is: trusted lists, revocation, time stamps, policies. */
@ApplicationModule(allowedDependencies = {"notice", "file"})
@NullMarked
package federzug.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
