/** Turns a filled draft or a sheet into an accessible archival PDF and proves that it is one. */
@ApplicationModule(allowedDependencies = {"notice", "document"})
@NullMarked
package federzug.rendering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
