package federzug.web.matter;

import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.board.Dossier;
import federzug.pipeline.board.Dossier.Brief;
import federzug.pipeline.board.Dossier.Waiting;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All matters: what needs somebody, what waits for others, and the rest. */
@Page
class MattersPage {
    private static final int MOST = 100;

    private final Dossier dossier;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    MattersPage(Dossier dossier, Clock clock) {
        this.dossier = dossier;
        this.clock = clock;
    }

    /** One matter as the list shows it. */
    public record Row(String id, String title, String now, String when, String kind, String word) {}

    @GetMapping("/vorgaenge")
    String list(
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "stand", defaultValue = "") String state,
            @AuthenticationPrincipal LoggedIn one,
            Model model) {
        model.addAttribute("works", one.may(Role.VORGANG));
        List<Brief> found =
                dossier.about(text).stream().filter(brief -> fits(brief, state)).toList();
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("today", texts.text("web.today.day", GermanTime.weekday(today), GermanTime.longDay(today)));
        model.addAttribute("text", text);
        model.addAttribute("state", state);
        model.addAttribute("filtered", !text.isBlank() || !state.isEmpty());
        model.addAttribute("yours", rows(found, Waiting.FOR_YOU));
        model.addAttribute("others", rows(found, Waiting.FOR_OTHERS));
        model.addAttribute("rest", rows(found, Waiting.FOR_NOBODY));
        model.addAttribute("none", found.isEmpty());
        return "vorgaenge";
    }

    private static boolean fits(Brief brief, String state) {
        boolean cancelled = brief.status().state().equals("CANCELLED");
        return switch (state) {
            case "sie" -> brief.waiting() == Waiting.FOR_YOU;
            case "andere" -> brief.waiting() == Waiting.FOR_OTHERS;
            case "abgeschlossen" -> brief.waiting() == Waiting.FOR_NOBODY && !cancelled;
            case "abgebrochen" -> cancelled;
            default -> true;
        };
    }

    private List<Row> rows(List<Brief> briefs, Waiting waiting) {
        return briefs.stream()
                .filter(brief -> brief.waiting() == waiting)
                .limit(MOST)
                .map(this::row)
                .toList();
    }

    private Row row(Brief brief) {
        String when = brief.matter() == null ? "" : Shown.when(brief.matter(), texts);
        String rehearsal = brief.status().rehearsal() ? texts.text("web.matter.rehearsal") + " · " : "";
        boolean cancelled = brief.status().state().equals("CANCELLED");
        String kind = switch (brief.waiting()) {
            case FOR_YOU -> "frage";
            case FOR_OTHERS -> "lauf";
            case FOR_NOBODY -> cancelled ? "ruhig" : "gut";
        };
        String word = switch (brief.waiting()) {
            case FOR_YOU -> texts.text("web.state.needs-you");
            case FOR_OTHERS -> texts.text("web.matter.under-way");
            case FOR_NOBODY -> texts.text(cancelled ? "web.matter.cancelled" : "web.matter.closed");
        };
        return new Row(brief.status().id(), brief.title(), texts.text(brief.now()), rehearsal + when, kind, word);
    }
}
