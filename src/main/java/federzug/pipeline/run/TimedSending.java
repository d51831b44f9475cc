package federzug.pipeline.run;

import federzug.ceremony.Acting;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.mailing.MailDesk;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends what is due, and on request waits for what is held back only until a time. */
@Component
public class TimedSending {
    private final Jobs jobs;
    private final MailDesk mails;

    TimedSending(Jobs jobs, MailDesk mails) {
        this.jobs = jobs;
        this.mails = mails;
    }

    /**
     * @param matter null: of every matter
     * @param waiting until nothing is left for which only time has to pass
     */
    public RunReport send(Acting acting, @Nullable String matter, boolean waiting, Progress progress) {
        RunReport report = jobs.send(acting, matter, progress);
        Optional<Instant> due = waiting ? mails.due(matter) : Optional.empty();
        while (due.isPresent()) {
            mails.await(due.get(), progress);
            report = jobs.send(acting, matter, progress);
            due = mails.due(matter);
        }
        return report;
    }
}
