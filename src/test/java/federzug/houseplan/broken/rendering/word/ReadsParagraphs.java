package federzug.houseplan.broken.rendering.word;

import org.jspecify.annotations.NullMarked;

/** Only the manuscript lies between reading and setting. */
@NullMarked
public final class ReadsParagraphs {}
