package federzug.web.turn;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Hands the document out, invites, and reminds. */
@Page
class InvitingPage {
    private final Jobs jobs;
    private final PageJournal journal;
    private final TurnsPage page;
    private final Texts texts = Texts.german();

    InvitingPage(Jobs jobs, PageJournal journal, TurnsPage page) {
        this.jobs = jobs;
        this.journal = journal;
        this.page = page;
    }

    @PostMapping("/vorgaenge/{id}/einladen")
    String invite(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return told(one, "invited", id, model, response, progress -> jobs.handOut(one.acting(), id, progress));
    }

    @PostMapping("/vorgaenge/{id}/erinnern")
    String remind(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return told(one, "reminded", id, model, response, progress -> jobs.remind(one.acting(), id, true, progress));
    }

    private interface Work {
        void with(Progress progress);
    }

    private String told(LoggedIn one, String act, String id, Model model, HttpServletResponse response, Work work) {
        List<Notice> heard = Collections.synchronizedList(new ArrayList<>());
        try {
            work.with(new Progress() {
                @Override
                public void working(Notice notice) {}

                @Override
                public void changed(Notice notice) {
                    heard.add(notice);
                }
            });
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.again(id, model, e.notices().stream().map(texts::text).toList(), words(heard));
        }
        journal.done(one, act, id);
        List<String> words = words(heard);
        return page.again(id, model, null, words.isEmpty() ? List.of(texts.text("web.turn.nothing-to-do")) : words);
    }

    private List<String> words(List<Notice> heard) {
        return List.copyOf(heard).stream().map(texts::text).toList();
    }
}
