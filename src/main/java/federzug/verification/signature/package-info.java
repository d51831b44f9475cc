/** Validates signatures with DSS and judges them by the constraints of the house. */
@NullMarked
package federzug.verification.signature;

import org.jspecify.annotations.NullMarked;
