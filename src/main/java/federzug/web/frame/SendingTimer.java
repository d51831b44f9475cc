package federzug.web.frame;

import federzug.ceremony.Acting;
import federzug.pipeline.Progress;
import federzug.pipeline.run.ReleasedMails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Sends released mails when they are due while pages are served, and mails of a matter on request. */
@Component
@ConditionalOnWebApplication
public class SendingTimer extends PageTimer {
    private final ReleasedMails released;

    SendingTimer(ReleasedMails released) {
        super("sending-timer", 1);
        this.released = released;
    }

    /** Includes what was released just now in the next look. */
    public void released() {
        released.forget();
    }

    /** Sends the due mails of a matter soon, outside the request. */
    public void send(Acting acting, String matter) {
        soon(() -> released.send(acting, matter));
    }

    @Override
    void look() {
        released.send(Progress.SILENT);
    }
}
