package federzug.web.guard;

import federzug.notice.Texts;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers in German, with our headers, to requests that the server itself refuses: no filter and no page sees those. */
public final class RefusedRequests extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);
    private static final int FIRST_OF_OURS = 500;

    private final String theirs;
    private final String ours;

    public RefusedRequests(Texts texts) {
        theirs = texts.text("web.trouble.rejected");
        ours = texts.text("web.trouble.own-what") + " " + texts.text("web.trouble.own-again");
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable trouble) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        try {
            PlainAnswer.write(response, status, status < FIRST_OF_OURS || trouble == null ? theirs : ours);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("nobody there to be answered", e);
        }
    }
}
