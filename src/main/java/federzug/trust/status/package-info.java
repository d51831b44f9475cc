/** What other rooms may know of trust: where it came from and how old it is. No DSS type appears here. */
@NamedInterface("status")
@NullMarked
package federzug.trust.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
