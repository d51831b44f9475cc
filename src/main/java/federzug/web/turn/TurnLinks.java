package federzug.web.turn;

import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.pipeline.signing.SigningLinks;
import federzug.start.ServedPages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Addresses of turns. Only their digest is kept, so each can be shown once: in the mail to its person. */
@Component
@ConditionalOnWebApplication
class TurnLinks implements SigningLinks {
    private static final Duration WITHOUT_DEADLINE = Duration.ofDays(30);
    /** Who signs at the last minute may still read what became of it. */
    private static final Duration AFTER_THE_DEADLINE = Duration.ofDays(1);

    private final PersonalLinks links;
    private final ObjectProvider<ServedPages> pages;
    private final Clock clock;

    TurnLinks(PersonalLinks links, ObjectProvider<ServedPages> pages, Clock clock) {
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String fresh(
            String matter, String agreement, String person, @Nullable LocalDateTime deadline, boolean endsOlder) {
        return pages.getObject().address() + path(matter, agreement, person, deadline, endsOlder);
    }

    String path(String matter, String agreement, String person, @Nullable LocalDateTime deadline, boolean endsOlder) {
        Instant now = clock.instant();
        Instant end = deadline == null
                ? now.plus(WITHOUT_DEADLINE)
                : deadline.atZone(clock.getZone()).toInstant().plus(AFTER_THE_DEADLINE);
        Instant expires = end.isAfter(now) ? end : now.plus(AFTER_THE_DEADLINE);
        return "/z/"
                + (endsOlder
                        ? links.issue(Kind.SIGNATORY, matter, agreement, person, now, expires)
                        : links.another(Kind.SIGNATORY, matter, agreement, person, now, expires));
    }
}
