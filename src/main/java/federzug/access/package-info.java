/** Knows who may use the pages: accounts and roles, personal links, and the journal of what was done on a page. */
@ApplicationModule(allowedDependencies = {"notice"})
@NullMarked
package federzug.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
