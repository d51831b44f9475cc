/** A press release from its draft to its dispatch: approvals and the reasons to hold it back. */
@ApplicationModule(allowedDependencies = {"notice", "agreement", "document"})
@NullMarked
package federzug.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
