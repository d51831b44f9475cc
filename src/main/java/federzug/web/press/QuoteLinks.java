package federzug.web.press;

import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.pipeline.mailing.ApprovalLinks;
import federzug.start.ServedPages;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Addresses of quotes. Only their digest is kept, so each can be shown once: in the mail to its person. */
@Component
@ConditionalOnWebApplication
class QuoteLinks implements ApprovalLinks {
    private final PersonalLinks links;
    private final ObjectProvider<ServedPages> pages;
    private final Clock clock;

    QuoteLinks(PersonalLinks links, ObjectProvider<ServedPages> pages, Clock clock) {
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String fresh(String matter, String person, Instant expires, boolean endsOlder) {
        Instant now = clock.instant();
        String opens = endsOlder
                ? links.issue(Kind.QUOTE, matter, "", person, now, expires)
                : links.another(Kind.QUOTE, matter, "", person, now, expires);
        return pages.getObject().address() + "/zitat/" + opens;
    }
}
