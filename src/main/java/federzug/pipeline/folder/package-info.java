/** Writes the folder of finished files for people and watches the space on its disk. */
@NamedInterface("folder")
@NullMarked
package federzug.pipeline.folder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
