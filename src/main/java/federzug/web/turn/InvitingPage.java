package federzug.web.turn;

import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.web.frame.Errands;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Hands the document out, invites, and reminds: beside the request, so that no mail server holds the page. */
@Page
class InvitingPage {
    private final Jobs jobs;
    private final Errands errands;
    private final PageJournal journal;

    InvitingPage(Jobs jobs, Errands errands, PageJournal journal) {
        this.jobs = jobs;
        this.errands = errands;
        this.journal = journal;
    }

    @PostMapping("/vorgaenge/{id}/einladen")
    String invite(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        return begun(one, "invited", id, id, progress -> jobs.handOut(one.acting(), id, progress));
    }

    @PostMapping("/vorgaenge/{id}/erinnern")
    String remind(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        return begun(one, "reminded", id, id, progress -> jobs.remind(one.acting(), id, true, progress));
    }

    /** One person; whoever was not asked yet, or has signed, is not reminded. */
    @PostMapping("/vorgaenge/{id}/unterzeichnung/{agreement}/{person}/erinnern")
    String remind(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable String person) {
        return begun(one, "reminded", id + " " + person, id, p -> jobs.remind(one.acting(), id, person, p));
    }

    /** A second click finds the first under way; a later one finds what it has done, and does the rest. */
    private String begun(LoggedIn one, String act, String about, String id, Function<Progress, @Nullable Object> work) {
        errands.begin(names(id) + act + "/" + about, journal.recorded(one, act, about, null, work));
        return "redirect:/vorgaenge/" + id + "/unterzeichnung";
    }

    /** The turns of the matter show where those stand whose names begin like this. */
    static String names(String matter) {
        return "turns/" + matter + "/";
    }
}
