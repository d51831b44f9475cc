/** Whose turn it is to sign and what has happened, over minutes or days. */
@ApplicationModule(allowedDependencies = {"notice", "agreement", "document", "signing"})
@NullMarked
package federzug.ceremony;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
