package federzug.delivery.inbox;

import federzug.delivery.DeliverySettings.Login;
import federzug.delivery.DeliverySettings.Tls;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mails come back: one folder of an IMAP mailbox, one folder of files, or both.
 *
 * @param host of the IMAP server; empty: none
 * @param port 0: 993 with {@code TLS}, otherwise 143
 * @param caFile PEM certificates of the authorities that may vouch for the server; empty: those of the Java runtime
 * @param passwordFile holds the password, or the token with {@code OAUTH2}
 * @param folder that is looked at
 * @param done sub-folder for mails that were dealt with; {@code /} separates levels
 * @param unclear sub-folder for mails that a person has to read
 * @param watch a folder of files, also on a network drive; empty: none
 * @param largest in bytes; larger mails are not fetched
 */
@ConfigurationProperties("federzug.delivery.inbox")
public record InboxSettings(
        @DefaultValue("") String host,
        @DefaultValue("0") int port,
        @DefaultValue("tls") Tls tls,
        @DefaultValue("") String caFile,
        @DefaultValue("password") Login login,
        @DefaultValue("") String user,
        @DefaultValue("") String passwordEnv,
        @DefaultValue("") String passwordFile,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("Federzug/Erledigt") String done,
        @DefaultValue("Federzug/Unklar") String unclear,
        @DefaultValue("") String watch,
        @DefaultValue("67108864") long largest,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    public int effectivePort() {
        return port > 0 ? port : tls == Tls.TLS ? 993 : 143;
    }

    /** Whether there is anywhere to look. */
    public boolean isConfigured() {
        return !host.isBlank() || !watch.isBlank();
    }
}
