package federzug.testkit;

import java.nio.charset.StandardCharsets;

/**
 * A mail that could not be delivered, as a mail server sends it back (RFC 3464).
 *
 * @param messageId of the mail, with its brackets
 * @param status of RFC 3463, for example {@code 5.1.1}
 * @param reply the other server's line, empty for none
 */
public record BounceReport(String messageId, String recipient, String status, String reply) {
    public byte[] bytes() {
        return """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example
            To: asskomm@lpr.example
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; %s
            Action: failed
            Status: %s
            %s
            --b
            Content-Type: text/rfc822-headers

            Message-ID: %s

            --b--
            """.formatted(
                        recipient, status, reply.isEmpty() ? "" : "Diagnostic-Code: smtp; " + reply + "\n", messageId)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
