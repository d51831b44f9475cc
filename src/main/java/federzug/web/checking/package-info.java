/** The lawyer's desk: signed files are handed in, their results and reports shown. */
@NullMarked
package federzug.web.checking;

import org.jspecify.annotations.NullMarked;
