package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.notice.Texts;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.data.FormTaking.Kept;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new matter, from the empty form to its prepared documents. */
@Page
class NewMatterPage {
    private static final String USUAL = "kooperationsvereinbarung";

    private final MatterEditing editing;
    private final FormModel page;
    private final FormTaking taking;
    private final Works works;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    NewMatterPage(MatterEditing editing, FormModel page, FormTaking taking, Works works, PageJournal journal) {
        this.editing = editing;
        this.page = page;
        this.taking = taking;
        this.works = works;
        this.journal = journal;
    }

    /** A matter that was begun. */
    public record Begun(String input, String name, String at) {}

    @GetMapping("/neuer-vorgang")
    String ways(@AuthenticationPrincipal LoggedIn one, Model model) {
        return ways(one, model, List.of());
    }

    String ways(LoggedIn one, Model model, List<String> lines) {
        model.addAttribute("lines", lines);
        model.addAttribute(
                "begun", editing.begun(one.name()).stream().map(this::begun).toList());
        model.addAttribute("example", editing.hasExample());
        return "neuer-vorgang";
    }

    private Begun begun(Sheet sheet) {
        DataForm form = sheet.form();
        String towns = String.join(
                ", ",
                IntStream.range(0, form.count("kommunen"))
                        .mapToObj(i -> form.text("kommunen[" + i + "].name"))
                        .filter(name -> !name.isEmpty())
                        .toList());
        String name = towns.isEmpty() ? form.text("kennung") : towns;
        return new Begun(
                sheet.input(),
                name.isEmpty() ? texts.text("web.new.begun-nameless") : name,
                sheet.typed() == null ? "" : page.minute(sheet.typed()));
    }

    @PostMapping("/neuer-vorgang")
    String begin(@AuthenticationPrincipal LoggedIn one) {
        DataForm form = DataForm.EMPTY
                .with("form", "virtuell")
                .withEntry("kommunen")
                .withEntry("personen")
                .with("personen[1].fuer", "polizei")
                .with("personen[2].fuer", "lpr")
                .withEntry("vereinbarungen")
                .withEntry("vereinbarungen[0].unterzeichnende")
                .withEntry("vereinbarungen[0].unterzeichnende")
                .withEntry("vereinbarungen[0].unterzeichnende");
        if (editing.templates().contains(USUAL)) {
            form = form.with("vereinbarungen[0].vorlage", USUAL);
        }
        return "redirect:/neuer-vorgang/" + editing.keep(one.name(), "", "", 0, form);
    }

    /** The example as if somebody had typed it: nothing is accepted before it has been seen. */
    @PostMapping("/neuer-vorgang/beispiel")
    String practise(@AuthenticationPrincipal LoggedIn one) {
        return editing.example()
                .map(form -> "redirect:/neuer-vorgang/" + editing.keep(one.name(), "", "", 0, form) + "?befunde")
                .orElse("redirect:/neuer-vorgang");
    }

    @GetMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}")
    String show(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String input,
            @RequestParam(name = "befunde", required = false) @Nullable String judged,
            @RequestParam(name = "arbeit", required = false) @Nullable String work,
            Model model) {
        model.addAttribute("name", "");
        model.addAttribute("same", false);
        return page.show(editing.begun(one.name(), input), one, judged != null, work, model);
    }

    @PostMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}")
    String take(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String input,
            HttpServletRequest request,
            RedirectAttributes after)
            throws IOException {
        Kept kept = taking.keep(one.name(), editing.begun(one.name(), input), 0, TypedForm.of(request), after);
        String path = "/neuer-vorgang/" + kept.input();
        if (!kept.settled() || editing.judge(kept.form()).matter().isEmpty()) {
            return "redirect:" + path + kept.where();
        }
        String work = works.beginOnce(
                one,
                path,
                journal.recorded(
                        one,
                        "matter-added",
                        kept.form().text("kennung"),
                        null,
                        progress -> editing.acceptNew(one.acting(), one.name(), kept.input(), progress)));
        return "redirect:/arbeit/" + work;
    }

    @PostMapping("/neuer-vorgang/{input:[A-Za-z0-9_-]{22}}/verwerfen")
    String discard(@AuthenticationPrincipal LoggedIn one, @PathVariable String input) {
        editing.drop(one.name(), input);
        return "redirect:/neuer-vorgang";
    }
}
