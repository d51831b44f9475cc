package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.springframework.stereotype.Component;

/** Checks in advance whether mail can leave the machine. */
@Component
public class MailServer {
    private final DeliverySettings settings;

    MailServer(DeliverySettings settings) {
        this.settings = settings;
    }

    /** A note that it answers, or that mails stay files; a warning if it does not answer. Nothing is sent. */
    public Notice check() {
        DeliverySettings.Smtp server = settings.server();
        if (server == null) {
            return Notice.note("delivery.server.none", Place.NOWHERE);
        }
        int port = server.effectivePort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(server.host(), port),
                    Math.toIntExact(server.connectTimeout().toMillis()));
            return Notice.note("delivery.server.answers", Place.NOWHERE, server.host(), port);
        } catch (IOException e) {
            return Notice.warning("delivery.server.silent", Place.NOWHERE, server.host(), port);
        }
    }
}
