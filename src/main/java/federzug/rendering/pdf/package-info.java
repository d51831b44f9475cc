/** Post-processes FOP's output into PDF/A-2a and PDF/UA-1 and proves that it conforms. */
@NullMarked
package federzug.rendering.pdf;

import org.jspecify.annotations.NullMarked;
