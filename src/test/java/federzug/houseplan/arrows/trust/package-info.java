@ApplicationModule(allowedDependencies = {})
package federzug.houseplan.arrows.trust;

import org.springframework.modulith.ApplicationModule;
