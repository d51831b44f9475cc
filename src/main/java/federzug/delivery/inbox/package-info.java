/** Reads what comes back: mails of an IMAP folder and files of a watched one, and keeps what became of each. */
@NullMarked
package federzug.delivery.inbox;

import org.jspecify.annotations.NullMarked;
