package federzug.web.data;

import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Judges what is being typed, for the script of the form; nothing is kept. */
@Page
class JudgingPage {
    private final MatterEditing editing;
    private final FormModel page;

    JudgingPage(MatterEditing editing, FormModel page) {
        this.editing = editing;
        this.page = page;
    }

    @PostMapping("/vorgaenge/{id}/daten/pruefung")
    String judge(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, HttpServletRequest request, Model model)
            throws IOException {
        return judge(one, editing.of(one.name(), id), request, model);
    }

    @PostMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}/pruefung")
    String judgeNew(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String input, HttpServletRequest request, Model model)
            throws IOException {
        return judge(one, editing.begun(one.name(), input), request, model);
    }

    private String judge(LoggedIn one, Sheet sheet, HttpServletRequest request, Model model) throws IOException {
        model.addAttribute("name", "");
        model.addAttribute("same", false);
        Sheet typed = sheet.with(FormTaking.form(sheet, TypedForm.of(request)));
        return page.show(typed, one, true, null, model);
    }
}
