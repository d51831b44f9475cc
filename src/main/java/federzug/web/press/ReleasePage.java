package federzug.web.press;

import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.mailing.PressRoom;
import federzug.pipeline.mailing.PressSheet;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All releases, and one with its text, quotes, list and times. */
@Page
class ReleasePage {
    private final PressRoom room;
    private final ReleaseView view;
    private final Clock clock;
    private final Texts texts = Texts.german();

    ReleasePage(PressRoom room, ReleaseView view, Clock clock) {
        this.room = room;
        this.view = view;
        this.clock = clock;
    }

    /** One release in the list. */
    public record Row(String id, String title, String headline, String from, String kind, String word) {}

    @GetMapping("/medien")
    String list(Model model) {
        model.addAttribute("rows", room.all().stream().map(this::row).toList());
        return "medien-liste";
    }

    private Row row(PressSheet.Brief brief) {
        String kind = switch (brief.state()) {
            case "DISPATCHED" -> "gut";
            case "DISPATCHING" -> "lauf";
            case "HELD", "CLEARED", "CORRECTING" -> "offen";
            default -> "ruhig";
        };
        String word = switch (brief.state()) {
            case "DISPATCHED" -> "web.press.state-sent";
            case "DISPATCHING" -> "web.press.state-sending";
            case "CORRECTING" -> "web.press.state-correcting";
            case "WITHDRAWN" -> "web.press.state-withdrawn";
            case "NONE" -> "web.press.state-none";
            default -> "web.press.state-working";
        };
        String from = brief.from() == null ? "" : GermanTime.of(clock).hour(brief.from(), clock.instant());
        String title = brief.rehearsal() ? brief.title() + " · " + texts.text("web.matter.rehearsal") : brief.title();
        return new Row(brief.matter(), title, brief.headline(), from, kind, texts.text(word));
    }

    @GetMapping("/medien/{id}")
    String show(@PathVariable String id, @AuthenticationPrincipal LoggedIn one, Model model) {
        return shown(id, one, model, List.of(), List.of());
    }

    /** Again with what was wrong, or what was done. */
    String shown(String id, LoggedIn one, Model model, List<String> wrong, List<String> done) {
        PressSheet sheet = room.sheet(id);
        view.frame(model, sheet);
        model.addAttribute("writes", one.may(Role.PRESSE));
        model.addAttribute("releases", one.may(Role.PRESSE_FREIGABE));
        model.addAttribute("works", one.may(Role.VORGANG));
        model.addAttribute("reads", one.may(Role.VORGANG) || one.may(Role.PRESSE) || one.may(Role.PRUEFUNG));
        model.addAttribute("lines", wrong);
        model.addAttribute("done", done);
        return "medien";
    }

    String refused(String id, LoggedIn one, Model model, HttpServletResponse response, NoticedException e) {
        PressSheet sheet = room.sheet(id);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return shown(id, one, model, view.missing(sheet, e.notices()), List.of());
    }

    @GetMapping("/medien/{id}/medieninformation.pdf")
    ResponseEntity<byte[]> paper(
            @PathVariable String id,
            @RequestParam(name = "herunterladen", required = false) @Nullable String download) {
        return SentFile.send("medieninformation.pdf", room.paper(id), download == null);
    }
}
