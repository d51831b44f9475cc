package federzug.web.post;

import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.mailing.OutgoingMails.Item;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Says in people's words what a mail is about, how it stands and why. */
@Component
@ConditionalOnWebApplication
class MailWords {
    private static final Set<String> RESTORED = Set.of("delivery.evidence.perhaps-sent", "delivery.evidence.restored");

    private final Clock clock;
    private final Texts texts = Shown.texts();

    MailWords(Clock clock) {
        this.clock = clock;
    }

    String kind(Item item) {
        String code = switch (item.kind()) {
            case "AGREEMENT" -> "web.mail.kind-agreement";
            case "PRESS" -> "web.mail.kind-press";
            case "INVITATION" -> "web.mail.kind-invitation";
            case "REMINDER" -> "web.mail.kind-reminder";
            case "APPROVAL" -> "web.mail.kind-approval";
            default -> "web.mail.kind-news";
        };
        String kind = texts.text(code);
        return item.matter().isEmpty()
                ? texts.text("web.mail.of-test", kind)
                : texts.text("web.mail.of-matter", kind, item.matter());
    }

    /** Kind of the state's mark. */
    String mark(Item item) {
        if (item.replaced()) {
            return "ruhig";
        }
        return switch (item.state()) {
            case "ACCEPTED" -> "gut";
            case "LEASED", "HANDING_OVER" -> "lauf";
            case "UNKNOWN", "BY_HAND" -> "frage";
            case "REJECTED", "BOUNCED" -> "schlecht";
            case "DEFERRED" -> item.needsPerson() ? "frage" : "offen";
            case "WITHDRAWN" -> "ruhig";
            default -> "offen";
        };
    }

    String state(Item item, Instant now) {
        if (item.replaced()) {
            return texts.text("web.mail.replaced");
        }
        return switch (item.state()) {
            case "PENDING" -> texts.text("web.mail.pending");
            case "LEASED" -> texts.text("web.mail.leased");
            case "HANDING_OVER" -> texts.text("web.mail.handing-over");
            case "ACCEPTED" ->
                texts.text(
                        item.byPerson()
                                ? "web.mail.sent-by-person"
                                : item.filed() ? "web.mail.filed" : "web.mail.accepted");
            case "DEFERRED" ->
                item.nextAttempt() == null
                        ? texts.text("web.mail.waits")
                        : texts.text("web.mail.deferred", hour(item.nextAttempt(), now));
            case "REJECTED" -> texts.text("web.mail.rejected");
            case "BOUNCED" -> texts.text("web.mail.bounced");
            case "BY_HAND" -> texts.text("web.mail.by-hand");
            case "WITHDRAWN" -> texts.text("web.mail.withdrawn");
            default -> texts.text("web.mail.unclear");
        };
    }

    /** Why it stands so, in one or two sentences. */
    String why(Item item, Instant now) {
        String at = hour(item.since(), now);
        if (item.replaced()) {
            return texts.text("web.mail.why-readdressed");
        }
        return switch (item.state()) {
            case "ACCEPTED" -> texts.text(item.filed() ? "web.mail.why-filed" : "web.mail.why-accepted", at);
            case "LEASED", "HANDING_OVER" -> texts.text("web.mail.why-since", at);
            case "DEFERRED" -> detailed("web.mail.why-deferred", item, at);
            case "REJECTED" -> detailed("web.mail.why-rejected", item, at);
            case "BOUNCED" -> detailed("web.mail.why-bounced", item, at);
            case "BY_HAND" -> texts.text(byHand(item));
            case "WITHDRAWN" ->
                texts.text(
                        item.reason().equals("delivery.retry.readdressed")
                                ? "web.mail.why-readdressed"
                                : "web.mail.why-withdrawn");
            case "UNKNOWN" ->
                texts.text(RESTORED.contains(item.reason()) ? "web.mail.why-restored" : "web.mail.why-unclear", at);
            default -> texts.text(item.byPerson() ? "web.mail.why-again" : "web.mail.why-pending");
        };
    }

    private static String byHand(Item item) {
        return switch (item.reason()) {
            case "delivery.mailbox.no-signed-files" -> "web.mail.why-no-signed";
            case "delivery.mailbox.too-large", "delivery.mailbox.file-type" -> "web.mail.why-mailbox";
            case "delivery.server.by-hand" -> "web.mail.why-no-server";
            default -> "web.mail.why-by-hand";
        };
    }

    private String detailed(String code, Item item, String at) {
        String sentence = texts.text(code, at);
        return item.detail().isBlank() ? sentence : sentence + " " + texts.text("web.mail.other-side", item.detail());
    }

    private String hour(Instant at, Instant now) {
        return GermanTime.of(clock).hour(at, now);
    }
}
