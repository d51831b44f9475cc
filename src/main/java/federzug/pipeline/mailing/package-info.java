/** Sends invitations, signed documents and press releases, each once. */
@NamedInterface("mailing")
@NullMarked
package federzug.pipeline.mailing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
