package federzug.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail whose bytes are final: the transport takes its headers from them, and the server gets all of them as they are. */
final class WholeMail extends SMTPMessage {
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] bytes;

    WholeMail(Session session, byte[] bytes) throws MessagingException {
        super(session, new SharedByteArrayInputStream(bytes));
        this.bytes = bytes;
    }

    /** @param ignored headers that Angus leaves out when it writes a mail anew; a final one has none of them */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
        if (bytes.length < 2 || bytes[bytes.length - 2] != '\r' || bytes[bytes.length - 1] != '\n') {
            // The end mark is a line of its own (RFC 5321, 4.1.1.4).
            out.write(CRLF);
        }
    }
}
