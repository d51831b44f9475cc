package federzug.web.press;

import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.mailing.PressRoom;
import federzug.pipeline.mailing.PressSheet;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.Errands.Told;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
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
    private final Errands errands;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ReleasePage(PressRoom room, ReleaseView view, Errands errands, Clock clock) {
        this.room = room;
        this.view = view;
        this.errands = errands;
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
        return shown(id, one, model, List.of());
    }

    /** With what was wrong, and what was done or is under way beside the page. */
    private String shown(String id, LoggedIn one, Model model, List<String> wrong) {
        PressSheet sheet = room.sheet(id);
        view.frame(model, sheet);
        List<Standing> mailing = errands.below(ReleaseActs.names(id));
        Told told = errands.told(texts, mailing, texts.text("web.press.nothing-to-do"));
        model.addAttribute("busy", told.seen().busy());
        model.addAttribute("busyMark", told.seen().mark());
        model.addAttribute("done", told.done());
        List<String> lines = new ArrayList<>(wrong);
        mailing.forEach(errand -> lines.addAll(view.missing(sheet, errand.trouble())));
        model.addAttribute("writes", one.may(Role.PRESSE));
        model.addAttribute("releases", one.may(Role.PRESSE_FREIGABE));
        model.addAttribute("works", one.may(Role.VORGANG));
        model.addAttribute("reads", one.may(Role.VORGANG) || one.may(Role.PRESSE) || one.may(Role.PRUEFUNG));
        model.addAttribute("second", room.second(id).orElse(null));
        model.addAttribute("lines", lines);
        return "medien";
    }

    String refused(String id, LoggedIn one, Model model, HttpServletResponse response, NoticedException e) {
        PressSheet sheet = room.sheet(id);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return shown(id, one, model, view.missing(sheet, e.notices()));
    }

    @GetMapping("/medien/{id}/medieninformation.pdf")
    ResponseEntity<byte[]> paper(
            @PathVariable String id,
            @RequestParam(name = "herunterladen", required = false) @Nullable String download) {
        return SentFile.send("medieninformation.pdf", room.paper(id), download == null);
    }

    @GetMapping("/medien/{id}/medieninformation-medienservice.{kind:txt|html}")
    ResponseEntity<byte[]> portal(@PathVariable String id, @PathVariable String kind) {
        return SentFile.send("medieninformation-medienservice." + kind, room.portal(id, kind.equals("html")), false);
    }

    @GetMapping("/medien/{id}/medieninformation-bild")
    ResponseEntity<byte[]> picture(@PathVariable String id) {
        return room.picture(id)
                .map(picture -> SentFile.send(picture.name(), room.bytes(picture), false))
                .orElseThrow(SentFile.Missing::new);
    }
}
