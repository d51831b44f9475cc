/** Prepares, completes and seals PAdES signatures in a PDF. */
@NullMarked
package federzug.signing.pades;

import org.jspecify.annotations.NullMarked;
