package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.notice.Texts;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.WebException;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same data as text, to be read, copied and pasted. */
@Page
class DataTextPage {
    private static final String FILE = "vorgang.yaml";

    private final MatterEditing editing;
    private final Texts texts = Shown.texts();

    DataTextPage(MatterEditing editing) {
        this.editing = editing;
    }

    @GetMapping("/vorgaenge/{id}/daten/text")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model) {
        Sheet sheet = editing.of(one.name(), id);
        return show(sheet, sheet.form().yaml(), List.of(), model);
    }

    @GetMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}/text")
    String showNew(@AuthenticationPrincipal LoggedIn one, @PathVariable String input, Model model) {
        Sheet sheet = editing.begun(one.name(), input);
        return show(sheet, sheet.form().yaml(), List.of(), model);
    }

    private static String show(Sheet sheet, String text, List<String> lines, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", FormModel.path(sheet));
        model.addAttribute("text", text);
        model.addAttribute("lines", lines);
        return "daten-text";
    }

    @PostMapping("/vorgaenge/{id}/daten/text")
    String take(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam("text") String text,
            @RequestParam("stand") int base,
            Model model,
            HttpServletResponse response) {
        Sheet sheet = editing.of(one.name(), id);
        if (sheet.signedBy() != null) {
            throw WebException.refused("web.data.text-locked");
        }
        return take(one, sheet, Math.min(Math.max(base, 1), sheet.current()), text, model, response);
    }

    @PostMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}/text")
    String takeNew(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String input,
            @RequestParam("text") String text,
            Model model,
            HttpServletResponse response) {
        return take(one, editing.begun(one.name(), input), 0, text, model, response);
    }

    private String take(LoggedIn one, Sheet sheet, int base, String text, Model model, HttpServletResponse response) {
        DataForm.Read read = DataForm.read(text, FILE);
        if (read.form().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(sheet, text, read.notices().stream().map(texts::line).toList(), model);
        }
        DataForm form = sheet.isNew() ? read.form().get() : read.form().get().with("kennung", sheet.matter());
        String input = editing.keep(one.name(), sheet.input(), sheet.matter(), base, form);
        return "redirect:" + (sheet.isNew() ? "/neuer-vorgang/" + input : FormModel.path(sheet)) + "?befunde";
    }
}
