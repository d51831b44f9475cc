/** Holds a document between reading and setting: paragraphs, runs, tables and their formats. */
@NullMarked
package federzug.rendering.manuscript;

import org.jspecify.annotations.NullMarked;
