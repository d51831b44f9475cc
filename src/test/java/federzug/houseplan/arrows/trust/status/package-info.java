@NamedInterface("status")
package federzug.houseplan.arrows.trust.status;

import org.springframework.modulith.NamedInterface;
