package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.agreement.DataMerge;
import federzug.agreement.DataMerge.Clash;
import federzug.agreement.DataMerge.Merged;
import federzug.agreement.Matters;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Merges the changes of two people to the same data: where both changed the same field, somebody decides. */
@Page
class ClashPage {
    private static final String CHOICE = "gilt:";
    private static final String THEIRS = "andere";

    private final MatterEditing editing;
    private final FormModel page;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ClashPage(MatterEditing editing, FormModel page, Clock clock) {
        this.editing = editing;
        this.page = page;
        this.clock = clock;
    }

    /** One field with both values. */
    public record Choice(String name, String id, String field, String mine, String theirs) {}

    @GetMapping("/vorgaenge/{id}/daten/abgleich")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model) {
        Sheet sheet = editing.of(one.name(), id);
        List<Clash> clashes = merged(sheet, Set.of()).clashes();
        if (clashes.isEmpty()) {
            return "redirect:/vorgaenge/" + id + "/daten";
        }
        Matters.Accepted accepted = sheet.accepted();
        String who = accepted == null || accepted.by().isEmpty()
                ? texts.text("web.clash.somebody")
                : page.who(accepted.by());
        String when = accepted == null ? "" : GermanTime.of(clock).hour(accepted.at(), clock.instant());
        FieldWords words = new FieldWords(texts);
        List<Choice> choices = new ArrayList<>();
        for (Clash clash : clashes) {
            choices.add(new Choice(
                    CHOICE + clash.path(),
                    "g" + choices.size(),
                    words.path(clash.path(), sheet.form()),
                    shown(words, clash.path(), clash.mine()),
                    shown(words, clash.path(), clash.theirs())));
        }
        model.addAttribute("id", id);
        model.addAttribute("choices", choices);
        model.addAttribute("who", who);
        model.addAttribute("when", when);
        model.addAttribute("current", sheet.current());
        model.addAttribute("rehearsal", sheet.form().text("probe").matches("ja|true"));
        return "daten-abgleich";
    }

    private String shown(FieldWords words, String path, String text) {
        return text.isEmpty() ? texts.text("web.clash.empty") : words.value(path, text);
    }

    private Merged merged(Sheet sheet, Set<String> theirs) {
        DataForm before = editing.version(sheet.matter(), sheet.base());
        DataForm now = editing.version(sheet.matter(), sheet.current());
        return DataMerge.of(before, sheet.form(), now, theirs);
    }

    @PostMapping("/vorgaenge/{id}/daten/abgleich")
    String choose(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam("stand") int current,
            HttpServletRequest request) {
        Sheet sheet = editing.of(one.name(), id);
        if (sheet.current() != current) {
            // Somebody was quicker once more: what was chosen was about other values.
            return "redirect:/vorgaenge/" + id + "/daten/abgleich";
        }
        Set<String> theirs = new HashSet<>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(CHOICE) && values[0].equals(THEIRS)) {
                theirs.add(name.substring(CHOICE.length()));
            }
        });
        editing.keep(
                one.name(), sheet.input(), id, current, merged(sheet, theirs).form());
        return "redirect:/vorgaenge/" + id + "/aenderungen";
    }
}
