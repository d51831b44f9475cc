package federzug.web.matter;

import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.Dossier;
import federzug.pipeline.board.Dossier.Brief;
import federzug.pipeline.board.Dossier.Waiting;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        model.addAttribute("today", texts.text("web.today.day", GermanTime.weekday(today), Shown.day(today)));
        model.addAttribute("text", text);
        model.addAttribute("state", state);
        model.addAttribute("filtered", !text.isBlank() || !state.isEmpty());
        model.addAttribute("yours", rows(found, Waiting.FOR_YOU));
        model.addAttribute("others", rows(found, Waiting.FOR_OTHERS));
        model.addAttribute("rest", rows(found, Waiting.FOR_NOBODY));
        model.addAttribute("none", found.isEmpty());
        model.addAttribute("checks", one.may(Role.PRUEFUNG) || one.may(Role.VORGANG));
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
        boolean cancelled = brief.status().state().equals("CANCELLED");
        String kind = switch (brief.waiting()) {
            case FOR_YOU -> "frage";
            case FOR_OTHERS -> brief.status().state().equals("PREPARED") ? "offen" : "lauf";
            case FOR_NOBODY -> cancelled ? "ruhig" : "gut";
        };
        String word = switch (brief.waiting()) {
            case FOR_YOU -> texts.text("web.state.needs-you");
            case FOR_OTHERS -> texts.text(underWay(brief.status().state()));
            case FOR_NOBODY -> texts.text(cancelled ? "web.matter.cancelled" : "web.matter.closed");
        };
        Notice first = brief.needed() == null ? brief.now() : brief.needed();
        return new Row(brief.status().id(), brief.title(), texts.text(first), beside(brief), kind, word);
    }

    private static String underWay(String state) {
        return switch (state) {
            case "PREPARED" -> "web.matter.in-preparation";
            case "IN_SIGNING" -> "web.matter.in-signing";
            default -> "web.matter.under-way";
        };
    }

    /** Day, how many days are left, and how far the signing is. */
    private String beside(Brief brief) {
        List<String> parts = new ArrayList<>();
        if (brief.status().rehearsal()) {
            parts.add(texts.text("web.matter.rehearsal"));
        }
        if (brief.matter() != null) {
            parts.add(Shown.when(brief.matter(), texts));
            long days = LocalDate.now(clock).until(brief.matter().date(), ChronoUnit.DAYS);
            if (days > 0 && brief.waiting() != Waiting.FOR_NOBODY) {
                parts.add(texts.text("web.matter.days", days));
            }
        }
        if (brief.needed() != null) {
            parts.add(texts.text(brief.now()));
        } else if (brief.status().state().equals("IN_SIGNING")) {
            parts.add(texts.text("pipeline.step.signing", signed(brief), all(brief)));
        }
        return String.join(" · ", parts);
    }

    private static long signed(Brief brief) {
        return turns(brief).filter(turn -> turn.state().equals("SIGNED")).count();
    }

    private static long all(Brief brief) {
        return turns(brief).count();
    }

    private static Stream<TurnStatus> turns(Brief brief) {
        return brief.status().agreements().stream()
                .flatMap(agreement -> agreement.turns().stream())
                .filter(turn -> !turn.state().equals("REPLACED"));
    }
}
