package federzug.delivery;

import federzug.agreement.Mailbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the mails of a matter go out.
 *
 * @param rehearsal no real address is reached
 * @param folder receives the {@code .eml} of every mail, sent or not; made if it is missing
 * @param mailboxes what mailboxes accept; an address that is not in it takes anything
 * @param latest nothing is sent automatically after it; null: no limit
 */
public record Delivery(
        boolean rehearsal,
        Path folder,
        List<Mailbox> mailboxes,
        @Nullable Instant latest) {
    public Delivery(boolean rehearsal, Path folder, List<Mailbox> mailboxes) {
        this(rehearsal, folder, mailboxes, null);
    }

    public Delivery {
        mailboxes = List.copyOf(mailboxes);
    }
}
