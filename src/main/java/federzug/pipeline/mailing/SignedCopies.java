package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.Agreement;
import federzug.agreement.Mailbox;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.TurnState;
import federzug.delivery.AgreementMail;
import federzug.delivery.Delivery;
import federzug.delivery.DeliveryException;
import federzug.delivery.Letters;
import federzug.delivery.Postbox;
import federzug.delivery.Recipient;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which signed agreements of a matter go to a person in one mail: all that concern the person, as soon as none of
 * them is still being signed. What the ledger knows to have gone together stays together, so that nothing goes twice: a
 * repeated call, one after a kill, and a matter whose first agreement was sent by an older version give the same mails.
 */
final class SignedCopies {
    /** What most mail servers take, before the attachments are written in base64. */
    private static final long LARGEST = 14_000_000;

    /** Longer keys don't fit into the ledger beside person and address. */
    private static final int LONGEST_ABOUT = 300;

    private static final double BASE64 = 1.4;
    private static final long MEGABYTE = 1_000_000;

    private final StoredMatter stored;
    private final List<Ceremony> ceremonies;
    private final List<Bundle> bundles = new ArrayList<>();
    private final Map<Person, List<String>> waiting = new LinkedHashMap<>();
    private final List<Person> withoutAddress = new ArrayList<>();
    private final Set<String> spoilt = new HashSet<>();

    /** The agreements that go, or have gone, to a person in one mail. */
    record Bundle(Person person, List<String> agreements) {
        Bundle {
            agreements = List.copyOf(agreements);
        }

        boolean isOf(AgreementMail mail) {
            return mail.to().key().equals(person.key()) && mail.agreements().equals(agreements);
        }
    }

    SignedCopies(StoredMatter stored, List<Ceremony> ceremonies, Postbox postbox, Delivery delivery) {
        this.stored = stored;
        this.ceremonies = ceremonies;
        Map<Person, Recipient> recipients = recipients();
        Map<Recipient, List<List<String>>> known =
                postbox.agreementMails(stored.matter().id(), List.copyOf(recipients.values()), delivery);
        recipients.forEach((person, to) -> bundle(person, known.getOrDefault(to, List.of())));
    }

    List<Ceremony> ceremonies() {
        return ceremonies;
    }

    List<Bundle> bundles() {
        return bundles;
    }

    boolean isClosed(String agreement) {
        return ceremonies.stream().anyMatch(one -> one.agreement().equals(agreement) && one.state() instanceof Closed);
    }

    /** Whether everybody who is to get this agreement has got it, as far as a mail can say. */
    boolean isThrough(Ceremony ceremony, Set<Bundle> settled) {
        String agreement = ceremony.agreement();
        return !spoilt.contains(agreement)
                && waiting.values().stream().noneMatch(keys -> keys.contains(agreement))
                && bundles.stream()
                        .filter(bundle -> bundle.agreements().contains(agreement))
                        .allMatch(settled::contains);
    }

    /** Whom a mail cannot reach, and whose mail waits for another agreement. */
    List<Notice> notices(Place place) {
        List<Notice> notices = new ArrayList<>();
        withoutAddress.forEach(
                person -> notices.add(Notice.warning("pipeline.send.no-address", place, person.nameWithTitle())));
        waiting.keySet()
                .forEach(person -> notices.add(Notice.note(
                        "pipeline.send.together",
                        place,
                        person.nameWithTitle(),
                        String.join(", ", beingSigned(person)))));
        return notices;
    }

    /** Signatories of what is done, in the order of the matter; an address that is none is reported when it is written to. */
    private Map<Person, Recipient> recipients() {
        Map<Person, Recipient> recipients = new LinkedHashMap<>();
        for (Ceremony ceremony : ceremonies) {
            if (!isDone(ceremony)) {
                continue;
            }
            for (Signatory signatory : agreement(ceremony).signatories()) {
                Person person = signatory.person();
                if (person.mail().isEmpty()) {
                    if (ceremony.state() instanceof Checked && !withoutAddress.contains(person)) {
                        withoutAddress.add(person);
                    }
                    continue;
                }
                try {
                    recipients.put(person, Letters.recipient(person));
                } catch (DeliveryException e) {
                    spoilt.add(ceremony.agreement());
                    bundles.add(new Bundle(person, List.of(ceremony.agreement())));
                }
            }
        }
        return recipients;
    }

    private void bundle(Person person, List<List<String>> known) {
        List<String> concerned = ceremonies.stream()
                .filter(one -> isDone(one) && signs(one, person))
                .map(Ceremony::agreement)
                .toList();
        Set<String> written = new HashSet<>();
        for (List<String> mail : known) {
            written.addAll(mail);
            if (concerned.containsAll(mail)) {
                bundles.add(new Bundle(person, mail));
            }
        }
        List<String> fresh = concerned.stream()
                .filter(key -> !written.contains(key) && !isClosed(key))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        if (beingSigned(person).isEmpty()) {
            fitting(person, fresh).forEach(keys -> bundles.add(new Bundle(person, keys)));
        } else {
            waiting.put(person, fresh);
        }
    }

    /** As many in one mail as the mailbox takes. */
    private List<List<String>> fitting(Person person, List<String> agreements) {
        long most = mostBytes(person);
        List<List<String>> mails = new ArrayList<>();
        long size = 0;
        for (String agreement : agreements) {
            long more = Math.round(ceremony(agreement).paper().content().size() * BASE64);
            List<String> last = mails.isEmpty() ? List.of() : mails.get(mails.size() - 1);
            boolean fits = !last.isEmpty()
                    && size + more <= most
                    && String.join("+", last).length() + agreement.length() < LONGEST_ABOUT;
            if (!fits) {
                mails.add(new ArrayList<>());
                size = 0;
            }
            mails.get(mails.size() - 1).add(agreement);
            size += more;
        }
        return mails;
    }

    private long mostBytes(Person person) {
        Optional<Mailbox> mailbox = stored.matter().mailboxes().stream()
                .filter(one -> Address.normal(one.address()).equals(Address.normal(person.mail())))
                .findFirst();
        int limit = mailbox.map(Mailbox::maximumMegabytes).orElse(0);
        // The reports and the text take their part of it.
        return limit == 0 ? LARGEST : limit * MEGABYTE * 8 / 10;
    }

    /** Agreements that the person signs and that may be done soon; one that has stopped delays no other. */
    private List<String> beingSigned(Person person) {
        return ceremonies.stream()
                .filter(one -> (one.isOpen() || one.state() instanceof AllSigned) && signs(one, person))
                .filter(one -> one.turns().stream()
                        .noneMatch(turn -> turn.state() == TurnState.DECLINED || turn.state() == TurnState.DEFERRED))
                .map(Ceremony::agreement)
                .toList();
    }

    private boolean signs(Ceremony ceremony, Person person) {
        return agreement(ceremony).signatories().stream()
                .anyMatch(signatory -> signatory.person().key().equals(person.key()));
    }

    private Agreement agreement(Ceremony ceremony) {
        return stored.matter().agreement(ceremony.agreement()).orElseThrow();
    }

    private Ceremony ceremony(String agreement) {
        return ceremonies.stream()
                .filter(one -> one.agreement().equals(agreement))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDone(Ceremony ceremony) {
        return ceremony.state() instanceof Checked || ceremony.state() instanceof Closed;
    }
}
