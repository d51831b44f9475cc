package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.CallingOff;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What staff record about a turn, and the end of a signing before its time. */
@Page
class TurnMoves {
    private static final String TURN = "/vorgaenge/{id}/unterzeichnung/{agreement}/{person}";

    private final TurnDesk desk;
    private final PageJournal journal;
    private final TurnsPage page;
    private final Texts texts = Shown.texts();

    TurnMoves(TurnDesk desk, PageJournal journal, TurnsPage page) {
        this.desk = desk;
        this.journal = journal;
        this.page = page;
    }

    @PostMapping(TURN + "/verschieben")
    String defer(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "bis", defaultValue = "") String until,
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        LocalDateTime when;
        try {
            when = LocalDateTime.parse(until);
        } catch (DateTimeParseException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.again(id, model, List.of(texts.text("web.turn.no-time")), null);
        }
        return move(
                one,
                "turn-deferred",
                id,
                model,
                response,
                whose -> desk.defer(one.acting(), whose, when, bounded(reason), Progress.SILENT),
                new Whose(id, agreement, person));
    }

    @PostMapping(TURN + "/ablehnung")
    String decline(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return move(
                one,
                "turn-declined",
                id,
                model,
                response,
                whose -> desk.decline(one.acting(), whose, bounded(reason), Progress.SILENT),
                new Whose(id, agreement, person));
    }

    @PostMapping(TURN + "/doch")
    String reconsider(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return move(
                one,
                "turn-reconsidered",
                id,
                model,
                response,
                whose -> desk.reconsider(one.acting(), whose, bounded(reason), Progress.SILENT),
                new Whose(id, agreement, person));
    }

    @PostMapping(TURN + "/zuruecknehmen")
    String takeBack(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            Model model,
            HttpServletResponse response) {
        return move(
                one,
                "turn-taken-back",
                id,
                model,
                response,
                whose -> desk.takeBack(one.acting(), whose, "", Progress.SILENT),
                new Whose(id, agreement, person));
    }

    /** Of two clicks the second finds the other way chosen already, and does not go back. */
    @PostMapping(TURN + "/ersatzweg")
    String switchOver(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "statt", defaultValue = "") String instead,
            Model model,
            HttpServletResponse response) {
        return move(
                one,
                "turn-switched",
                id,
                model,
                response,
                whose -> desk.switchFrom(instead, one.acting(), whose, Progress.SILENT),
                new Whose(id, agreement, person));
    }

    @GetMapping("/vorgaenge/{id}/abbrechen/{agreement}")
    String beforeCancel(@PathVariable String id, @PathVariable String agreement, Model model) {
        return cancelForm(id, agreement, "", model, List.of());
    }

    /** Cannot be undone: a word is typed, so that nobody does it by a slip. */
    @PostMapping("/vorgaenge/{id}/abbrechen/{agreement}")
    String cancel(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @RequestParam(name = "wort", defaultValue = "") String word,
            @RequestParam(name = "grund", defaultValue = "") String reason,
            @RequestParam(name = "gesehen", required = false) @Nullable List<String> seen,
            Model model,
            HttpServletResponse response) {
        if (!word.strip().toLowerCase(Locale.GERMAN).equals(texts.text("web.cancel.word"))) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return cancelForm(id, agreement, reason, model, List.of(texts.text("web.cancel.no-word")));
        }
        try {
            desk.cancel(one.acting(), id, agreement, bounded(reason), seen == null ? List.of() : seen, Progress.SILENT);
            journal.done(one, "called-off", id + " " + agreement);
        } catch (NoticedException e) {
            // Of two clicks the second finds it done.
            if (e.notices().stream().anyMatch(notice -> notice.code().equals("ceremony.refused.cancelled"))) {
                return "redirect:/vorgaenge/" + id;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return cancelForm(id, agreement, reason, model, Shown.sentences(e.notices(), texts));
        }
        return "redirect:/vorgaenge/" + id;
    }

    private String cancelForm(String id, String agreement, String reason, Model model, List<String> lines) {
        CallingOff effect = desk.beforeCancel(id, agreement);
        model.addAttribute("id", id);
        model.addAttribute("agreement", effect.agreement());
        model.addAttribute("reason", reason);
        model.addAttribute("seen", effect.signed());
        model.addAttribute("signed", String.join(", ", effect.signed()));
        model.addAttribute("told", String.join(", ", effect.told()));
        model.addAttribute("lines", lines);
        model.addAttribute("rehearsal", page.isRehearsal(id));
        return "vorgang-abbrechen";
    }

    private String move(
            LoggedIn one,
            String act,
            String id,
            Model model,
            HttpServletResponse response,
            Consumer<Whose> move,
            Whose whose) {
        try {
            move.accept(whose);
            journal.done(one, act, id + " " + whose.person());
            return "redirect:/vorgaenge/" + id + "/unterzeichnung";
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.again(id, model, Shown.sentences(e.notices(), texts), null);
        }
    }

    static String bounded(String words) {
        String plain = words.strip();
        return plain.length() > 1000 ? plain.substring(0, 1000) : plain;
    }
}
