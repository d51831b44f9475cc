/** Reads a signed PDF as hostile input: revisions, signatures' byte ranges, form fields. */
@NullMarked
package federzug.verification.file;

import org.jspecify.annotations.NullMarked;
