package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.MailDesk;
import federzug.pipeline.mailing.PressDesk;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Sends releases that a person has let go as soon as it is time, for a process that looks every second. */
@Component
public class ReleasedMails {
    /** Conditions other than the time may be met meanwhile; deferred mails are tried again. */
    private static final Duration AT_LATEST = Duration.ofSeconds(30);

    /** Until a machine that was in the way is asked again. */
    private static final Duration MACHINE_PAUSE = Duration.ofMinutes(5);

    private final Releases releases;
    private final Consents consents;
    private final Matters matters;
    private final PressDesk pressDesk;
    private final MailDesk mailDesk;
    private final Jobs jobs;
    private final Clock clock;
    private final Map<String, Instant> next = new ConcurrentHashMap<>();

    ReleasedMails(
            Releases releases,
            Consents consents,
            Matters matters,
            PressDesk pressDesk,
            MailDesk mailDesk,
            Jobs jobs,
            Clock clock) {
        this.releases = releases;
        this.consents = consents;
        this.matters = matters;
        this.pressDesk = pressDesk;
        this.mailDesk = mailDesk;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Sends whatever is to go of a matter, released or not: it knows itself what is due. */
    public void send(Acting acting, String matter) {
        jobs.send(acting, matter, Progress.SILENT);
    }

    /** Resets the cache: the next call checks all of them again. */
    public void forget() {
        next.clear();
    }

    /** Sends what is due now; in the name of who released it. */
    public void send(Progress progress) {
        List<String> released = releases.released();
        next.keySet().retainAll(released);
        for (String matter : released) {
            Instant now = clock.instant();
            if (!now.isBefore(next.getOrDefault(matter, Instant.MIN))) {
                next.put(matter, now.plus(AT_LATEST));
                matters.find(matter).ifPresent(stored -> look(stored, now, progress));
            }
        }
    }

    private void look(StoredMatter stored, Instant now, Progress progress) {
        String matter = stored.matter().id();
        List<Notice> obstacles = pressDesk.obstacles(stored);
        if (obstacles.stream().anyMatch(PressDesk::isRetried)) {
            // Each look costs a time stamp, or a call to the device.
            next.put(matter, now.plus(MACHINE_PAUSE));
        }
        if (obstacles.stream().allMatch(notice -> notice.severity() == Severity.NOTE || PressDesk.isRetried(notice))) {
            consents.of(matter).stream()
                    .filter(consent -> consent.kind() == Consent.Kind.RELEASE)
                    .reduce((first, second) -> second)
                    .ifPresent(last -> jobs.send(acting(last), matter, progress));
            return;
        }
        mailDesk.due(matter).filter(due -> due.isBefore(now.plus(AT_LATEST))).ifPresent(due -> next.put(matter, due));
    }

    private static Acting acting(Consent release) {
        return release.through() == Consent.Through.PAGE ? Acting.onPage(release.by()) : Acting.of(release.by());
    }
}
