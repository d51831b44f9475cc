package federzug.delivery;

import federzug.delivery.smtp.SmtpProbe;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks in advance whether mail can leave the machine: encryption, login, and how large a mail may be. */
@Component
public class MailServer {
    /** Below this an agreement with its annexes may not go through; base64 makes it a third larger. */
    private static final long SMALL = 10_000_000;

    /** Obstacles to a sending, in words that fit before any mail is sent. */
    private static final Map<String, String> WORDS = Map.of(
            "delivery.smtp.login-refused", "delivery.server.login-refused",
            "delivery.smtp.login-required", "delivery.server.login-required",
            "delivery.smtp.no-encryption", "delivery.server.no-encryption",
            "delivery.smtp.stranger", "delivery.server.stranger",
            "delivery.smtp.refuses-us", "delivery.server.refuses-us",
            "delivery.smtp.busy", "delivery.server.busy",
            "delivery.smtp.no-greeting", "delivery.server.no-greeting");

    private final DeliverySettings settings;

    MailServer(DeliverySettings settings) {
        this.settings = settings;
    }

    /** A note that it lets us in, or that mails stay files; a warning about what does not work. Nothing is sent. */
    public List<Notice> check() {
        DeliverySettings.Smtp server = settings.server();
        if (server == null) {
            return List.of(Notice.note("delivery.server.none", Place.NOWHERE));
        }
        int port = server.effectivePort();
        if (settings.senderAddress().isBlank()) {
            return List.of(Notice.warning("delivery.settings.sender-missing", Place.NOWHERE));
        }
        SmtpProbe.Shown shown;
        try {
            shown = SmtpProbe.look(server, settings.senderAddress());
        } catch (NoticedException e) {
            return e.notices();
        }
        if (!shown.trouble().isEmpty()) {
            String code = WORDS.getOrDefault(shown.trouble(), "delivery.server.silent");
            return List.of(Notice.warning(code, Place.NOWHERE, server.host(), port, shown.said()));
        }
        return letsIn(server, port, shown.largest());
    }

    private static List<Notice> letsIn(DeliverySettings.Smtp server, int port, long largest) {
        List<Notice> all = new ArrayList<>();
        all.add(Notice.note(
                "delivery.server.answers",
                Place.NOWHERE,
                server.host(),
                port,
                server.tls() == DeliverySettings.Tls.OPPORTUNISTIC ? 0 : 1,
                server.user().isEmpty() ? 0 : 1,
                largest / 1_000_000));
        if (server.tls() == DeliverySettings.Tls.OPPORTUNISTIC) {
            all.add(Notice.warning("delivery.settings.opportunistic", Place.NOWHERE, server.host()));
        }
        if (largest > 0 && largest < SMALL) {
            all.add(Notice.warning("delivery.server.small", Place.NOWHERE, server.host(), largest / 1_000_000));
        }
        return all;
    }
}
