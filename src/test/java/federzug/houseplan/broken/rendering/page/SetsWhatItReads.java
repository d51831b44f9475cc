package federzug.houseplan.broken.rendering.page;

import federzug.houseplan.broken.rendering.word.ReadsParagraphs;
import org.jspecify.annotations.NullMarked;

/** No arrow leads from page to word. */
@NullMarked
final class SetsWhatItReads {
    final ReadsParagraphs paragraphs = new ReadsParagraphs();
}
