/** Compares form fields and annotations of two revisions, with what they show and what is spoken. */
@NullMarked
package federzug.verification.field;

import org.jspecify.annotations.NullMarked;
