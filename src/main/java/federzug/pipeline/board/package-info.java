/** Shows where each matter stands. */
@NamedInterface("board")
@NullMarked
package federzug.pipeline.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
