package federzug.web.administration;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.mailing.MailDesk;
import federzug.pipeline.mailing.MailDesk.Entry;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;

/** Sends the house one test mail of each kind, beside the request. */
@Page
class TestMailPage {
    static final String ERRAND = "test-mail";

    private final MailDesk desk;
    private final Errands errands;
    private final PageJournal journal;

    TestMailPage(MailDesk desk, Errands errands, PageJournal journal) {
        this.desk = desk;
        this.errands = errands;
        this.journal = journal;
    }

    /** What became of them. */
    private record Sent(List<Entry> mails) {}

    @PostMapping(ServicesPage.PAGE + "/testnachricht")
    String send(@AuthenticationPrincipal LoggedIn one) {
        if (errands.begin(ERRAND, progress -> new Sent(desk.toMe(one.acting(), progress)))) {
            journal.done(one, "test-mail", "");
        }
        return "redirect:" + ServicesPage.PAGE;
    }

    static List<String> lines(Standing standing, Texts texts) {
        Stream<Notice> reasons = standing.result(Sent.class).stream()
                .flatMap(sent -> sent.mails().stream())
                .map(Entry::reason)
                .filter(Objects::nonNull);
        return Stream.concat(standing.changed().stream(), reasons)
                .map(texts::text)
                .distinct()
                .toList();
    }
}
