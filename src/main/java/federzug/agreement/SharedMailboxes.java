package federzug.agreement;

import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The mailbox register shared by all matters. It is read whenever a matter is: what a mailbox accepts is a fact of
 * today, not of the day the matter was written, and so no part of the matter's own data.
 */
@Component
final class SharedMailboxes {
    private static final int LARGEST = 5_000_000;

    private final AgreementSettings settings;

    SharedMailboxes(AgreementSettings settings) {
        this.settings = settings;
    }

    List<Mailbox> read(Problems problems) {
        Path file = settings.mailboxes();
        return file == null ? List.of() : read(file, problems);
    }

    Matter addedTo(Matter matter, List<Mailbox> shared) {
        return matter.withMailboxes(MailboxReading.merged(matter.mailboxes(), shared));
    }

    private static List<Mailbox> read(Path file, Problems problems) {
        return YamlFile.read(file, LARGEST, problems)
                .map(written -> {
                    if (!(written instanceof Written.Block block)) {
                        problems.error("agreement.value.not-block", written.place());
                        return List.<Mailbox>of();
                    }
                    Section section = new Section(block, problems);
                    List<Mailbox> mailboxes = MailboxReading.mailboxes(section);
                    section.done();
                    return mailboxes;
                })
                .orElse(List.of());
    }
}
