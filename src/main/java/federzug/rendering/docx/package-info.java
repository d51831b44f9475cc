/** Holds what a Word file says beside its text: package parts, properties, bound values, fonts, symbols and languages. */
@NullMarked
package federzug.rendering.docx;

import org.jspecify.annotations.NullMarked;
