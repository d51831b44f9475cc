package federzug.web.press;

import federzug.access.PageActs;
import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.PressRoom;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private final PageActs acts;
    private final Clock clock;
    private final Texts texts = Texts.german();

    ReleaseActs(PressRoom room, ReleasePage page, PageActs acts, Clock clock) {
        this.room = room;
        this.page = page;
        this.acts = acts;
        this.clock = clock;
    }

    /** Everybody whose approval is missing, by mail; each with a link of their own that nobody here sees. */
    @PostMapping("/medien/{id}/bitten")
    String ask(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return told(id, one, model, response, "quote-asked", progress -> room.ask(one.acting(), id, null, progress));
    }

    @PostMapping("/medien/{id}/zitate/{person}/bitten")
    String askOne(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String person,
            Model model,
            HttpServletResponse response) {
        return told(id, one, model, response, "quote-asked", progress -> room.ask(one.acting(), id, person, progress));
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
    String tryIt(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return told(id, one, model, response, "press-tried", progress -> room.tryIt(one.acting(), id, progress));
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
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), act, id, digest));
        return "redirect:/medien/" + id;
    }

    private String told(
            String id, LoggedIn one, Model model, HttpServletResponse response, String act, Consumer<Progress> work) {
        List<Notice> heard = Collections.synchronizedList(new ArrayList<>());
        try {
            work.accept(new Progress() {
                @Override
                public void working(Notice notice) {}

                @Override
                public void changed(Notice notice) {
                    heard.add(notice);
                }
            });
        } catch (NoticedException e) {
            return page.refused(id, one, model, response, e);
        }
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), act, id, null));
        List<String> words = List.copyOf(heard).stream().map(texts::text).toList();
        return page.shown(
                id, one, model, List.of(), words.isEmpty() ? List.of(texts.text("web.press.nothing-to-do")) : words);
    }

    static String bounded(String words) {
        String plain = words.strip();
        return plain.length() > 1000 ? plain.substring(0, 1000) : plain;
    }
}
