package federzug.trust;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** Reads a time-stamp service's HTTP response, and says what came instead of a reply. */
final class TimestampReply extends LimitedAnswer {
    TimestampReply(int bytes, Duration time) {
        super(bytes, time);
    }

    @Override
    public byte[] handleResponse(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        @Nullable Header type = response.getFirstHeader("Content-Type");
        boolean page = type != null
                && String.valueOf(type.getValue()).toLowerCase(Locale.ROOT).startsWith("text/html");
        if (status == 401 || status == 403) {
            throw new TimestampFault("login", String.valueOf(status));
        }
        if (status == 407) {
            throw new TimestampFault("proxy-login", "");
        }
        if (status / 100 == 3) {
            throw new TimestampFault("moved", String.valueOf(status));
        }
        if (status / 100 == 2 && page) {
            throw new TimestampFault("page", "");
        }
        if (status != 200) {
            throw new TimestampFault("http", String.valueOf(status));
        }
        return super.handleResponse(response);
    }
}
