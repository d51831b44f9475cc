package federzug.web.press;

import federzug.ceremony.Acting;
import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.PressRoom;
import federzug.web.frame.Errands;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the press office does before a release: ask for approvals, record one, try the mail, hand the version in. */
@Page
class ReleaseActs {
    private final PressRoom room;
    private final ReleasePage page;
    private final Errands errands;
    private final PageJournal journal;

    ReleaseActs(PressRoom room, ReleasePage page, Errands errands, PageJournal journal) {
        this.room = room;
        this.page = page;
        this.errands = errands;
        this.journal = journal;
    }

    /** Everybody whose approval is missing, by mail; each with a link of their own that nobody here sees. */
    @PostMapping("/medien/{id}/bitten")
    String ask(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        return begun(id, one, "ask", "quote-asked", progress -> room.ask(one.acting(), id, null, progress));
    }

    @PostMapping("/medien/{id}/zitate/{person}/bitten")
    String askOne(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable String person) {
        return begun(id, one, "ask/" + person, "quote-asked", progress -> room.ask(one.acting(), id, person, progress));
    }

    @PostMapping("/medien/{id}/zitate/{person}/eintragen")
    String record(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String person,
            @RequestParam(name = "wortlaut", defaultValue = "") String digest,
            @RequestParam(name = "wie", defaultValue = "") String how,
            Model model,
            HttpServletResponse response) {
        Acting acting = one.acting().because(bounded(how));
        return done(id, one, model, response, "quote-recorded", digest, () -> room.record(acting, id, person, digest));
    }

    @PostMapping("/medien/{id}/vorlegen")
    String submit(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "fassung", defaultValue = "") String digest,
            Model model,
            HttpServletResponse response) {
        return done(id, one, model, response, "press-submitted", digest, () -> room.submit(one.acting(), id, digest));
    }

    @PostMapping("/medien/{id}/probe")
    String tryIt(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        return begun(id, one, "try", "press-tried", progress -> room.tryIt(one.acting(), id, progress));
    }

    /** Approves the wording for the case that not everybody signs, as it was read. */
    @PostMapping("/medien/{id}/zweite-fassung/freigeben")
    String approveSecond(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "wortlaut", defaultValue = "") String digest,
            Model model,
            HttpServletResponse response) {
        return done(
                id,
                one,
                model,
                response,
                "second-approved",
                digest,
                () -> room.approveSecond(one.acting(), id, digest));
    }

    /** Chooses it, or the first one again. */
    @PostMapping("/medien/{id}/zweite-fassung/waehlen")
    String choose(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "welche", defaultValue = "") String which,
            Model model,
            HttpServletResponse response) {
        boolean second = which.equals("zweite");
        return done(
                id,
                one,
                model,
                response,
                second ? "second-chosen" : "first-chosen",
                null,
                () -> room.choose(one.acting(), id, second));
    }

    /** Stopping is everybody's right who works on releases. */
    @PostMapping("/medien/{id}/anhalten")
    String stop(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return done(id, one, model, response, "press-stopped", null, () -> room.stop(one.acting(), id));
    }

    private String done(
            String id,
            LoggedIn one,
            Model model,
            HttpServletResponse response,
            String act,
            @Nullable String digest,
            Runnable work) {
        try {
            work.run();
        } catch (NoticedException e) {
            return page.refused(id, one, model, response, e);
        }
        journal.done(one, act, id, digest);
        return "redirect:/medien/" + id;
    }

    /** Mails are sent outside the request; the page shows the outcome. A second click finds the first one running. */
    private String begun(String id, LoggedIn one, String name, String act, Consumer<Progress> work) {
        errands.begin(names(id) + name, journal.recorded(one, act, id, null, progress -> {
            work.accept(progress);
            return "";
        }));
        return "redirect:/medien/" + id;
    }

    /** The page of the release shows where those stand whose names begin like this. */
    static String names(String matter) {
        return "release/" + matter + "/";
    }

    static String bounded(String words) {
        String plain = words.strip();
        return plain.length() > 1000 ? plain.substring(0, 1000) : plain;
    }
}
