package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.agreement.Matters.Difference;
import federzug.document.Digest;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.preparing.DataEffects.Effects;
import federzug.pipeline.run.AcceptingDesk.Changes;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What changed data would do, old beside new; accepted is exactly what was shown. */
@Page
class ChangesPage {
    private final MatterEditing editing;
    private final Works works;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    ChangesPage(MatterEditing editing, Works works, PageJournal journal) {
        this.editing = editing;
        this.works = works;
        this.journal = journal;
    }

    /** One changed value as people read it. */
    public record Changed(String field, String before, String after) {}

    @GetMapping("/vorgaenge/{id}/aenderungen")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model) {
        Sheet sheet = editing.of(one.name(), id);
        if (sheet.isOvertaken()) {
            return "redirect:/vorgaenge/" + id + "/daten/abgleich";
        }
        Changes changes;
        try {
            changes = editing.changes(sheet);
        } catch (NoticedException e) {
            return "redirect:/vorgaenge/" + id + "/daten?befunde";
        }
        if (changes.isNothing()) {
            editing.drop(one.name(), sheet.input());
            return "redirect:/vorgaenge/" + id + "/daten?unveraendert";
        }
        Effects effects = changes.effects();
        DataForm before = editing.version(id, sheet.current());
        List<Changed> shown = effects.differences().stream()
                .map(difference -> changed(difference, before, sheet.form()))
                .toList();
        model.addAttribute("id", id);
        model.addAttribute("changes", shown);
        model.addAttribute("again", effects.again().stream().map(texts::text).toList());
        model.addAttribute("stays", effects.stays().stream().map(texts::text).toList());
        model.addAttribute("lines", effects.refused().stream().map(texts::text).toList());
        model.addAttribute("digest", changes.digest().hex());
        model.addAttribute("rehearsal", sheet.form().text("probe").matches("ja|true"));
        return "aenderungen";
    }

    private Changed changed(Difference difference, DataForm before, DataForm after) {
        FieldWords words = new FieldWords(texts);
        String path = difference.path();
        if (path.endsWith("[]")) {
            return new Changed(
                    words.path(path.substring(0, path.length() - 2), after),
                    texts.text("web.changes.order", difference.before()),
                    texts.text("web.changes.order", difference.after()));
        }
        // A removed entry is counted as it was before.
        DataForm named = difference.after().isEmpty() && !after.has(path) ? before : after;
        return new Changed(
                words.path(path, named),
                shown(words, path, difference.before()),
                shown(words, path, difference.after()));
    }

    private static String shown(FieldWords words, String path, String text) {
        return text.isEmpty() ? "" : words.value(path, text);
    }

    @PostMapping("/vorgaenge/{id}/aenderungen")
    String accept(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, @RequestParam("gezeigt") String shown) {
        Digest digest = new Digest(shown.matches("[0-9a-f]{64}") ? shown : "0".repeat(64));
        Sheet sheet = editing.of(one.name(), id);
        if (sheet.isOvertaken() || !editing.changes(sheet).digest().equals(digest)) {
            return "redirect:/vorgaenge/" + id + "/aenderungen";
        }
        String work = works.beginOnce(
                one,
                "/vorgaenge/" + id + "/daten",
                journal.recorded(
                        one,
                        "data-changed",
                        id,
                        shown,
                        progress -> editing.accept(one.acting(), one.name(), id, digest, progress)));
        return "redirect:/arbeit/" + work;
    }
}
