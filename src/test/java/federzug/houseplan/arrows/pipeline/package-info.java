@ApplicationModule(allowedDependencies = "trust :: status")
package federzug.houseplan.arrows.pipeline;

import org.springframework.modulith.ApplicationModule;
