/** Deals with what comes back: reports, returned copies, approvals, unsubscriptions. */
@NamedInterface("collecting")
@NullMarked
package federzug.pipeline.collecting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
