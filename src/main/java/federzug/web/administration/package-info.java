/** What the administration looks after: services and keys, trusted lists, backups, the journal of the pages. */
@NullMarked
package federzug.web.administration;

import org.jspecify.annotations.NullMarked;
