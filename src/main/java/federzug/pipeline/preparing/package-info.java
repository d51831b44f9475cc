/** Takes in matters and makes their documents ready for signing. */
@NamedInterface("preparing")
@NullMarked
package federzug.pipeline.preparing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
