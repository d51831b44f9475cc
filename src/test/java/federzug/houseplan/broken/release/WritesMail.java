package federzug.houseplan.broken.release;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class WritesMail {
    MimeMessage thing;
}
