package federzug.web.turn;

import federzug.document.Digest;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.signing.Replacing;
import federzug.pipeline.signing.Replacing.Choice;
import federzug.pipeline.signing.Replacing.Effect;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.web.frame.Errands;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Replaces a person by a deputy: first chosen, then its consequences shown, then done exactly as they were shown. */
@Page
class ReplacingPage {
    private static final String PAGE = "/vorgaenge/{id}/unterzeichnung/{agreement}/{person}/vertretung";

    private final Replacing replacing;
    private final Errands errands;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    ReplacingPage(Replacing replacing, Errands errands, PageJournal journal) {
        this.replacing = replacing;
        this.errands = errands;
        this.journal = journal;
    }

    /** What is chosen, and what it would do once somebody has chosen. */
    @GetMapping(PAGE)
    String show(
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "durch", defaultValue = "") String by,
            @RequestParam(name = "mittel", defaultValue = "") String device,
            Model model,
            HttpServletResponse response) {
        return shown(new Whose(id, agreement, person), by, device, List.of(), model, response);
    }

    /** @param seen digest of the consequences as they stood on the page */
    @PostMapping(PAGE)
    String replace(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person,
            @RequestParam(name = "durch", defaultValue = "") String by,
            @RequestParam(name = "mittel", defaultValue = "") String device,
            @RequestParam(name = "befugt", defaultValue = "false") boolean entitled,
            @RequestParam(name = "grund", defaultValue = "") String reason,
            @RequestParam(name = "gesehen", defaultValue = "") String seen,
            Model model,
            HttpServletResponse response) {
        Whose whose = new Whose(id, agreement, person);
        if (!entitled || !seen.matches("[0-9a-f]{64}")) {
            return shown(whose, by, device, List.of(texts.text("web.replace.not-entitled")), model, response);
        }
        Digest digest = new Digest(seen);
        try {
            Effect effect = replacing.agreed(whose, by, chosen(device), digest);
            errands.begin(
                    name(id),
                    journal.recorded(
                            one,
                            "replaced",
                            id + " " + person + " → " + by,
                            seen,
                            progress ->
                                    replacing.replace(one.acting(), effect, by, TurnMoves.bounded(reason), progress)));
        } catch (NoticedException e) {
            List<String> lines = Shown.sentences(e.notices(), texts);
            return shown(whose, by, device, lines, model, response);
        }
        return "redirect:/vorgaenge/" + id + "/unterzeichnung";
    }

    private String shown(
            Whose whose, String by, String device, List<String> lines, Model model, HttpServletResponse response) {
        Choice choice = replacing.choice(whose);
        List<String> told = lines;
        @Nullable Effect effect = null;
        if (!by.isEmpty()) {
            try {
                effect = replacing.show(whose, by, chosen(device), null);
            } catch (NoticedException e) {
                told = told.isEmpty() ? Shown.sentences(e.notices(), texts) : told;
            }
        }
        if (!told.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("id", whose.matter());
        model.addAttribute("agreement", choice.whose().agreement());
        model.addAttribute("person", whose.person());
        model.addAttribute("lines", told);
        model.addAttribute("choice", choice);
        model.addAttribute("by", by);
        model.addAttribute("device", device);
        model.addAttribute("effect", effect);
        model.addAttribute("seen", effect == null ? "" : effect.shown().hex());
        model.addAttribute("signAgain", effect == null ? "" : String.join(", ", effect.signAgain()));
        model.addAttribute("inviteAgain", effect == null ? "" : String.join(", ", effect.inviteAgain()));
        return "vertretung";
    }

    private static @Nullable String chosen(String device) {
        return device.isEmpty() ? null : device;
    }

    /** The turns of the matter show where it stands. */
    static String name(String matter) {
        return "replacing/" + matter;
    }
}
