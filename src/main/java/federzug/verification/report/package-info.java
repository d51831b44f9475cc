/** Writes a report as sheet, HTML and JSON. */
@NullMarked
package federzug.verification.report;

import org.jspecify.annotations.NullMarked;
