package federzug.delivery;

import federzug.agreement.Mailbox;
import java.nio.file.Path;
import java.util.List;

/**
 * How the mails of a matter go out.
 *
 * @param rehearsal no real address is reached
 * @param folder receives the {@code .eml} of every mail, sent or not; made if it is missing
 * @param mailboxes what mailboxes accept; an address that is not in it takes anything
 */
public record Delivery(boolean rehearsal, Path folder, List<Mailbox> mailboxes) {
    public Delivery {
        mailboxes = List.copyOf(mailboxes);
    }
}
