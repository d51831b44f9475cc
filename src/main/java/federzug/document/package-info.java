/** The paper, stage by stage, and its content-addressed, append-only store. */
@ApplicationModule(allowedDependencies = {"notice", "file"})
@NullMarked
package federzug.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
