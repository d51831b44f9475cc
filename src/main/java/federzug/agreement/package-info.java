/** What is agreed and by whom: reads, checks and keeps the matters and the registers. */
@ApplicationModule(allowedDependencies = {"notice"})
@NullMarked
package federzug.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
