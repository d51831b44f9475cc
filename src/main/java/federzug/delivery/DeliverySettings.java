package federzug.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sends and by what way.
 *
 * @param senderAddress in {@code From} and in the envelope; needed as soon as a mail server is configured
 * @param replyTo empty: answers go to the sender
 * @param rehearsalAddress the one address that mails of rehearsals go to; empty: they stay in the outbox folder
 * @param smtp null: mails are written as {@code .eml} files only
 */
@ConfigurationProperties("federzug.delivery")
public record DeliverySettings(
        @DefaultValue("") String senderAddress,
        @DefaultValue("Federzug") String senderName,
        @DefaultValue("") String replyTo,
        @DefaultValue("") String rehearsalAddress,
        @Nullable Smtp smtp) {

    /** The mail server, or null if none is configured. */
    @Nullable
    Smtp server() {
        return smtp == null || smtp.host().isBlank() ? null : smtp;
    }

    /** How the connection is protected. */
    public enum Tls {
        /** Encrypted after the greeting (RFC 3207), or no mail at all. */
        STARTTLS,
        /** Encrypted from the first byte (RFC 8314). */
        TLS,
        /** Encrypted if the server offers it. Anyone on the line can read along: only where this was decided. */
        OPPORTUNISTIC
    }

    /**
     * A mail server. The password is never a setting: only the name of an environment variable or of a file is.
     *
     * @param host empty: as if no mail server were configured
     * @param port 0: 465 with {@code TLS}, otherwise 587
     * @param readTimeout RFC 5321, 4.5.3.2.6 allows the server ten minutes after the final dot
     * @param localhost the name we say in {@code EHLO}
     */
    public record Smtp(
            @DefaultValue("") String host,
            @DefaultValue("0") int port,
            @DefaultValue("starttls") Tls tls,
            @DefaultValue("") String user,
            @DefaultValue("") String passwordEnv,
            @DefaultValue("") String passwordFile,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("60s") Duration writeTimeout,
            @DefaultValue("10m") Duration readTimeout,
            @DefaultValue("localhost") String localhost) {
        int effectivePort() {
            return port > 0 ? port : tls == Tls.TLS ? 465 : 587;
        }
    }
}
