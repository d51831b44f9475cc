/** Fills Word templates with the data of a matter, strictly and in a single pass. */
@ApplicationModule(allowedDependencies = {"notice", "agreement", "document"})
@NullMarked
package federzug.drafting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
