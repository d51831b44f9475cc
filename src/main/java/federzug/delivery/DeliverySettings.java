package federzug.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sends and by what way.
 *
 * @param senderAddress in {@code From} and in the envelope; needed as soon as a mail server is configured
 * @param replyTo empty: answers go to the sender
 * @param rehearsalAddress the one address that mails of rehearsals go to; empty: they stay in the outbox folder
 * @param envelopeSender where failure reports go; empty: to the sender
 * @param contact who answers questions, in one line with name and telephone; empty: no such line
 * @param ownAddress gets test mails; empty: the sender does
 * @param sender the signature block of mails
 * @param smime null: outgoing mail is not signed
 * @param smtp null: mails are written as {@code .eml} files only
 */
@ConfigurationProperties("federzug.delivery")
public record DeliverySettings(
        @DefaultValue("") String senderAddress,
        @DefaultValue(PROGRAM) String senderName,
        @DefaultValue("") String replyTo,
        @DefaultValue("") String rehearsalAddress,
        @DefaultValue("") String envelopeSender,
        @DefaultValue("") String contact,
        @DefaultValue("") String ownAddress,
        @DefaultValue Retry retry,
        @DefaultValue Sender sender,
        @Nullable Smime smime,
        @Nullable Smtp smtp) {
    /** Marks an unset sender; it appears in no mail. */
    static final String PROGRAM = "Federzug";

    /** The sender's name beside the address; empty if none is set: no mail comes from a program. */
    String displayName() {
        return senderName.equals(PROGRAM) ? "" : senderName;
    }

    /** Who signs a mail that belongs to no matter: the house's own lines, else its name, if any is set. */
    String signatory() {
        return sender.signature().isBlank() ? displayName() : sender.signature().strip();
    }

    /**
     * Who stands below a mail.
     *
     * @param signature lines with name, office, house and telephone; empty: the sender's name
     * @param privacy address of a page about the press list and data protection; empty: no such line
     */
    public record Sender(
            @DefaultValue("") String signature,
            @DefaultValue("") String privacy) {}

    /** The mail server, or null if none is configured. */
    public @Nullable Smtp server() {
        return smtp == null || smtp.host().isBlank() ? null : smtp;
    }

    /** The signature of outgoing mail, or null if none is configured. */
    @Nullable
    Smime signature() {
        return smime == null || smime.file().isBlank() ? null : smime;
    }

    /**
     * How often and how long a mail is retried that was not accepted for now.
     *
     * @param delays after the first, second … attempt; the last one repeats
     * @param giveUpAfter since the mail was written, or since a person decided; afterwards a person does it
     */
    public record Retry(
            @DefaultValue({"1m", "5m", "15m", "1h", "4h"}) List<Duration> delays,
            @DefaultValue("5d") Duration giveUpAfter) {
        public Retry {
            delays = List.copyOf(delays);
        }

        Duration delayAfter(int attempts) {
            return delays.isEmpty() ? Duration.ZERO : delays.get(Math.max(0, Math.min(attempts, delays.size()) - 1));
        }
    }

    /**
     * Signs outgoing mail (S/MIME, RFC 8551). The PIN is never a setting.
     *
     * @param file PKCS#12 with the sender's key and certificate; empty: no signature
     */
    public record Smime(
            @DefaultValue("") String file,
            @DefaultValue("") String pinEnv,
            @DefaultValue("") String pinFile) {}

    /** How the connection is protected. */
    public enum Tls {
        /** Encrypted after the greeting (RFC 3207), or no mail at all. */
        STARTTLS,
        /** Encrypted from the first byte (RFC 8314). */
        TLS,
        /** Encrypted if the server offers it. Anyone on the line can read along: only where this was decided. */
        OPPORTUNISTIC
    }

    /** How we show who we are. */
    public enum Login {
        PASSWORD,
        /** An access token instead of a password (XOAUTH2); read again for every connection, since it soon expires. */
        OAUTH2
    }

    /**
     * A mail server. The password is never a setting: only the name of an environment variable or of a file is.
     *
     * @param host empty: as if no mail server were configured
     * @param port 0: 465 with {@code TLS}, otherwise 587
     * @param passwordFile holds the password, or the token with {@code OAUTH2}
     * @param caFile PEM certificates of the authorities that may vouch for the server; empty: those of the Java runtime
     * @param connections at the same time
     * @param mailsPerConnection afterwards a new one is opened
     * @param idle how long a connection is kept for the next mail
     * @param perMinute how many mails at most; 0: as many as go
     * @param greetingTimeout how long the server may take to greet
     * @param readTimeout RFC 5321, 4.5.3.2.6 allows the server ten minutes after the final dot
     * @param localhost the name we say in {@code EHLO}
     */
    public record Smtp(
            @DefaultValue("") String host,
            @DefaultValue("0") int port,
            @DefaultValue("starttls") Tls tls,
            @DefaultValue("") String caFile,
            @DefaultValue("password") Login login,
            @DefaultValue("") String user,
            @DefaultValue("") String passwordEnv,
            @DefaultValue("") String passwordFile,
            @DefaultValue("1") int connections,
            @DefaultValue("100") int mailsPerConnection,
            @DefaultValue("20s") Duration idle,
            @DefaultValue("0") int perMinute,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("60s") Duration writeTimeout,
            @DefaultValue("30s") Duration greetingTimeout,
            @DefaultValue("10m") Duration readTimeout,
            @DefaultValue("localhost") String localhost) {
        public int effectivePort() {
            return port > 0 ? port : tls == Tls.TLS ? 465 : 587;
        }
    }
}
