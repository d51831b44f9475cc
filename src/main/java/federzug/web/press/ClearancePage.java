package federzug.web.press;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.board.Board;
import federzug.pipeline.mailing.PressOffice.Despite;
import federzug.pipeline.mailing.PressRoom;
import federzug.pipeline.mailing.PressSheet;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SendingTimer;
import federzug.web.frame.Shown;
import federzug.web.press.ReleaseView.Standing;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second key: what is read before a release, the minute in which it can be stopped, and what became of it. */
@Page
class ClearancePage {
    private final PressRoom room;
    private final Board board;
    private final ReleaseView view;
    private final SendingTimer sending;
    private final PageActs acts;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ClearancePage(PressRoom room, Board board, ReleaseView view, SendingTimer sending, PageActs acts, Clock clock) {
        this.room = room;
        this.board = board;
        this.view = view;
        this.sending = sending;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping("/medien/{id}/freigabe")
    String show(@PathVariable String id, @AuthenticationPrincipal LoggedIn one, Model model) {
        return shown(id, one, model, List.of());
    }

    /** Releases exactly the version that was read. The pipeline decides whether this account may. */
    @PostMapping("/medien/{id}/freigabe")
    String release(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "fassung", defaultValue = "") String digest,
            @RequestParam(name = "wort", defaultValue = "") String word,
            @RequestParam(name = "sperrfrist", required = false) @Nullable String embargo,
            @RequestParam(name = "frist", required = false) @Nullable String late,
            Model model,
            HttpServletResponse response) {
        if (!word.strip().toLowerCase(Locale.GERMAN).equals(texts.text("web.clear.word"))) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(id, one, model, List.of(texts.text("web.clear.no-word")));
        }
        Set<Despite> despite = EnumSet.noneOf(Despite.class);
        if (embargo != null) {
            despite.add(Despite.EMBARGO);
        }
        if (late != null) {
            despite.add(Despite.DEADLINE);
        }
        PressSheet sheet = room.sheet(id);
        if (view.standing(sheet) == Standing.RELEASED && sheet.digest().equals(digest)) {
            return "redirect:/medien/" + id + "/freigabe"; // a second click
        }
        try {
            room.release(one.acting(), id, digest, despite);
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(id, one, model, view.missing(sheet, e.notices()));
        }
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), "press-released", id, digest));
        sending.released();
        return "redirect:/medien/" + id + "/freigabe";
    }

    private String shown(String id, LoggedIn one, Model model, List<String> wrong) {
        PressSheet sheet = room.sheet(id);
        view.frame(model, sheet);
        model.addAttribute("person", one.shown());
        model.addAttribute("writes", one.may(Role.PRESSE));
        model.addAttribute("lines", wrong);
        Standing standing = view.standing(sheet);
        if (standing == Standing.RELEASED || standing == Standing.SENDING) {
            return "medien-frist";
        }
        if (standing == Standing.SENT) {
            return "medien-versandt";
        }
        List<String> before = before(id, sheet);
        model.addAttribute("before", before);
        model.addAttribute("ready", before.isEmpty());
        model.addAttribute(
                "signed",
                board.of(id).agreements().stream()
                        .flatMap(agreement -> agreement.turns().stream())
                        .filter(turn -> turn.state().equals("SIGNED"))
                        .count());
        model.addAttribute(
                "signers",
                board.of(id).agreements().stream()
                        .flatMap(agreement -> agreement.turns().stream())
                        .filter(turn -> !turn.state().equals("REPLACED"))
                        .count());
        model.addAttribute("ahead", isHeldBy(sheet, "release.obstacle.ahead-of-embargo") || isEmbargoed(sheet));
        model.addAttribute("late", isHeldBy(sheet, "release.obstacle.too-late"));
        return "medien-freigabe";
    }

    private boolean isEmbargoed(PressSheet sheet) {
        return sheet.data().embargo() != null && sheet.data().embargo().isAfter(java.time.LocalDateTime.now(clock));
    }

    private static boolean isHeldBy(PressSheet sheet, String code) {
        return sheet.view().obstacles().stream()
                .anyMatch(notice -> notice.code().equals(code));
    }

    /** What has to be done before; empty if it may be released. */
    private List<String> before(String id, PressSheet sheet) {
        List<String> all = new ArrayList<>(view.missing(sheet, room.before(id)));
        if (all.isEmpty() && sheet.submitted() == null) {
            all.add(texts.text("web.press.miss-submitted"));
        }
        return all;
    }
}
