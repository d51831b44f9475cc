/** Leads a signing from the invitation to the last signature. */
@NamedInterface("signing")
@NullMarked
package federzug.pipeline.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
