/** Records outside the database which mails were handed over, so that an older database is noticed. */
@NullMarked
package federzug.delivery.evidence;

import org.jspecify.annotations.NullMarked;
