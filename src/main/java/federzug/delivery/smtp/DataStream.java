package federzug.delivery.smtp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Writes the lines of a mail to a server, a dot at their beginning doubled (RFC 5321, 4.5.2). In large pieces: Angus
 * writes line by line and 8 KB at a time, which costs as much as all the rest of a mail of 200 KB.
 */
final class DataStream extends FilterOutputStream {
    private static final int PIECE = 1 << 16;
    /** The stream that commands go through, with its time-out. Angus has no other way to it. */
    private static final VarHandle SERVER_OUTPUT;

    static {
        try {
            SERVER_OUTPUT = MethodHandles.privateLookupIn(SMTPTransport.class, MethodHandles.lookup())
                    .findVarHandle(SMTPTransport.class, "serverOutput", OutputStream.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whether the next byte begins a line. */
    private boolean begins = true;

    DataStream(OutputStream server) {
        super(server);
    }

    static DataStream of(SMTPTransport connection) {
        return new DataStream((OutputStream) SERVER_OUTPUT.get(connection));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        int start = from;
        for (int i = from; i < end; i++) {
            byte one = bytes[i];
            if (one == '.' && begins) {
                pieces(bytes, start, i);
                out.write('.');
                start = i;
            }
            begins = one == '\n' || one == '\r';
        }
        pieces(bytes, start, end);
    }

    private void pieces(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at += PIECE) {
            out.write(bytes, at, Math.min(PIECE, to - at));
        }
    }
}
