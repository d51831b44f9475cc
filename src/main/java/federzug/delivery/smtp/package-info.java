/** Hands mails to an SMTP server over verified TLS. */
@NullMarked
package federzug.delivery.smtp;

import org.jspecify.annotations.NullMarked;
