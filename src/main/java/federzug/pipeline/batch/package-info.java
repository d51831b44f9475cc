/** Spring Batch lives here and nowhere else: short jobs that pick up what is due and never wait for a person. */
@NullMarked
package federzug.pipeline.batch;

import org.jspecify.annotations.NullMarked;
