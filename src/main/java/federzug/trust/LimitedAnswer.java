package federzug.trust;

import eu.europa.esig.dss.service.http.commons.CommonsHttpClientResponseHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** Reads an answer only up to a size and for a time: a server that sends too slowly or too much is disconnected. */
class LimitedAnswer extends CommonsHttpClientResponseHandler {
    private final int bytes;
    private final Duration time;

    LimitedAnswer(int bytes, Duration time) {
        this.bytes = bytes;
        this.time = time;
    }

    @Override
    protected byte[] getContent(HttpEntity answer) throws IOException {
        InputStream in = answer.getContent();
        try {
            if (answer.getContentLength() > bytes) {
                throw new TooMuchException("larger than " + bytes + " bytes", false);
            }
            byte[] all = read(in);
            in.close();
            return all;
        } catch (IOException e) {
            // Closing would first read all the rest.
            if (in instanceof EofSensorInputStream stream) {
                stream.abort();
            }
            throw e;
        }
    }

    private byte[] read(InputStream in) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[16_384];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            if (all.size() + n > bytes) {
                throw new TooMuchException("larger than " + bytes + " bytes", false);
            }
            if (System.nanoTime() > end) {
                throw new TooMuchException("not finished after " + time, true);
            }
            all.write(part, 0, n);
        }
        return all.toByteArray();
    }

    /** More than was allowed. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean late;

        TooMuchException(String message, boolean late) {
            super(message);
            this.late = late;
        }

        /** It took too long; else it was too large. */
        boolean late() {
            return late;
        }
    }
}
