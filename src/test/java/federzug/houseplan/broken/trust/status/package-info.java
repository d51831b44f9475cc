/** Other rooms may see this part of the room. */
@NamedInterface("status")
@NullMarked
package federzug.houseplan.broken.trust.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
