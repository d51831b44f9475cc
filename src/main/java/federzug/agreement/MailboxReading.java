package federzug.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the mailbox register {@code empfaenger}, of a matter or the shared one. */
final class MailboxReading {
    static final Map<String, Mailbox.SignedFiles> SIGNED_FILES = MatterReading.words(Mailbox.SignedFiles.values());

    private MailboxReading() {}

    static List<Mailbox> mailboxes(Section section) {
        List<Mailbox> mailboxes = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Section entry : section.sections("empfaenger", false)) {
            String address = entry.requiredMail("adresse");
            mailboxes.add(new Mailbox(
                    address,
                    entry.yesNo("verschluesselt", true),
                    entry.requiredChoice("signierte_dateien", SIGNED_FILES),
                    entry.number("groesse_mb", 1, 10_000, 0),
                    fileTypes(entry)));
            entry.done();
            String before = address.isEmpty() ? null : seen.putIfAbsent(Address.normal(address), address);
            if (before != null) {
                section.problems().error("agreement.mailbox.twice", entry.place("adresse"), address, before);
            }
        }
        return mailboxes;
    }

    private static Set<String> fileTypes(Section entry) {
        Set<String> types = new TreeSet<>();
        for (Written.Text text : entry.texts("dateitypen", false)) {
            if (text.text().matches("[a-z0-9]{1,10}")) {
                types.add(text.text());
            } else {
                entry.problems().error("agreement.mailbox.file-type", text.place(), text.text());
            }
        }
        return types;
    }

    /** The shared register with the matter's own entries before it; the own entry of an address wins. */
    static List<Mailbox> merged(List<Mailbox> own, List<Mailbox> shared) {
        List<Mailbox> merged = new ArrayList<>(own);
        Set<String> addresses = new HashSet<>();
        own.forEach(mailbox -> addresses.add(Address.normal(mailbox.address())));
        for (Mailbox mailbox : shared) {
            if (addresses.add(Address.normal(mailbox.address()))) {
                merged.add(mailbox);
            }
        }
        return merged;
    }
}
