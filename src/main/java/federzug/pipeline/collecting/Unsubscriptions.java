package federzug.pipeline.collecting;

import federzug.agreement.Address;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.delivery.Inbox;
import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Takes addresses off the press list that ask for it. */
@Component
class Unsubscriptions {
    private static final Pattern WISH = Pattern.compile(
            "(?:(?:re|aw|antw): ?)*(?:bitte )?(?:presseverteiler|den presseverteiler|verteiler)? ?"
                    + "(?:abbestellen|abmelden|austragen|abbestellung|abmeldung|unsubscribe)[.! ]*",
            Pattern.CASE_INSENSITIVE);

    private final Matters matters;
    private final Inbox inbox;

    Unsubscriptions(Matters matters, Inbox inbox) {
        this.matters = matters;
        this.inbox = inbox;
    }

    /** Empty if the mail asks for nothing of the kind: only a clear wish counts, not the word somewhere in a text. */
    Optional<Handled> take(IncomingMail mail) {
        boolean wished = WISH.matcher(mail.subject().strip()).matches()
                || mail.answer()
                        .lines()
                        .findFirst()
                        .filter(line -> WISH.matcher(line.strip()).matches())
                        .isPresent();
        if (!wished || mail.automatic() || mail.from().isEmpty()) {
            return Optional.empty();
        }
        if (!isOnAList(mail.from())) {
            return Optional.of(new Handled(
                    Outcome.UNCLEAR,
                    "",
                    List.of(Notice.warning("pipeline.collect.not-on-a-list", Place.NOWHERE, mail.from()))));
        }
        inbox.unsubscribe(mail.from(), mail.messageId());
        return Optional.of(new Handled(
                Outcome.DONE, "", List.of(Notice.note("pipeline.collect.unsubscribed", Place.NOWHERE, mail.from()))));
    }

    private boolean isOnAList(String address) {
        String normal = Address.normal(address);
        return matters.ids().stream()
                .map(matters::find)
                .flatMap(Optional::stream)
                .flatMap(stored -> Optional.ofNullable(stored.matter().release()).stream())
                .map(PressRelease::recipients)
                .flatMap(List::stream)
                .anyMatch(recipient -> Address.normal(recipient.address()).equals(normal));
    }
}
