package federzug.web.press;

import federzug.access.PageActs;
import federzug.notice.NoticedException;
import federzug.pipeline.mailing.PressRoom;
import federzug.pipeline.mailing.PressSheet;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes what was wrong in a release that was sent, and hands the corrected version in, for a second person to release.
 */
@Page
class CorrectionPage {
    private final PressRoom room;
    private final ReleaseView view;
    private final PageActs acts;
    private final Clock clock;

    CorrectionPage(PressRoom room, ReleaseView view, PageActs acts, Clock clock) {
        this.room = room;
        this.view = view;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping("/medien/{id}/berichtigung")
    String show(@PathVariable String id, Model model) {
        return shown(id, model, null, List.of());
    }

    @PostMapping("/medien/{id}/berichtigung")
    String correct(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "was", defaultValue = "") String says,
            Model model,
            HttpServletResponse response) {
        try {
            String digest = room.correct(one.acting(), id, ReleaseActs.bounded(says));
            acts.add(new PageActs.PageAct(clock.instant(), one.name(), "press-corrected", id, digest));
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(id, model, says, view.missing(room.sheet(id), e.notices()));
        }
        return "redirect:/medien/" + id;
    }

    private String shown(String id, Model model, @org.jspecify.annotations.Nullable String says, List<String> wrong) {
        PressSheet sheet = room.sheet(id);
        view.frame(model, sheet);
        PressSheet.Correcting open = sheet.correction();
        model.addAttribute("says", says != null ? says : open != null && !open.ended() ? open.says() : "");
        model.addAttribute("changes", room.changes(id));
        model.addAttribute("lines", wrong);
        return "medien-berichtigung";
    }
}
