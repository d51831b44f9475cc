package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.agreement.DataMerge;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.data.FormTaking.Kept;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The data of a matter that exists, as a form. */
@Page
class DataPage {
    private final MatterEditing editing;
    private final FormModel page;
    private final FormTaking taking;
    private final Texts texts = Shown.texts();

    DataPage(MatterEditing editing, FormModel page, FormTaking taking) {
        this.editing = editing;
        this.page = page;
        this.taking = taking;
    }

    @GetMapping("/vorgaenge/{id}/daten")
    String show(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "befunde", required = false) @Nullable String judged,
            @RequestParam(name = "unveraendert", required = false) @Nullable String same,
            @RequestParam(name = "arbeit", required = false) @Nullable String work,
            Model model) {
        Sheet sheet = editing.of(one.name(), id);
        model.addAttribute("name", editing.title(id));
        model.addAttribute("same", same != null);
        if (sheet.signedBy() != null) {
            model.addAttribute("fixed", fixed(sheet));
        }
        return page.show(sheet, one, judged != null, work, model);
    }

    /** One line of what stays as it is. */
    public record Fixed(String name, List<String> values) {}

    private List<Fixed> fixed(Sheet sheet) {
        DataForm form = editing.version(sheet.matter(), sheet.current());
        FieldWords words = new FieldWords(texts);
        List<String> towns = each(form, "kommunen")
                .map(entry -> words.word(form.text(entry + ".status")) + " " + form.text(entry + ".name"))
                .toList();
        List<String> decisions = each(form, "kommunen")
                .filter(entry -> form.has(entry + ".ratsbeschluss"))
                .map(entry -> texts.text(
                        "web.data.decision",
                        form.text(entry + ".name"),
                        GermanTime.longDay(LocalDate.parse(form.text(entry + ".ratsbeschluss.datum"))),
                        form.text(entry + ".ratsbeschluss.nummer")))
                .toList();
        List<String> signing = IntStream.range(0, form.count("vereinbarungen"))
                .mapToObj(i -> "vereinbarungen[" + i + "].unterzeichnende")
                .flatMap(list -> each(form, list))
                .map(entry -> FieldWords.name(form, entry))
                .distinct()
                .toList();
        List<String> papers = editing.drafts(sheet.matter()).agreements().stream()
                .map(draft -> texts.text("web.data.pages-what", draft.name(), draft.pages()))
                .toList();
        return Stream.of(
                        new Fixed(
                                texts.text("web.data.day"),
                                List.of(GermanTime.longDay(LocalDate.parse(form.text("datum"))))),
                        new Fixed(texts.text("web.data.towns"), towns),
                        new Fixed(texts.text("web.data.signatories"), signing),
                        new Fixed(texts.text("web.data.decisions"), decisions),
                        new Fixed(texts.text("web.data.pages"), papers))
                .filter(line -> !line.values().isEmpty())
                .toList();
    }

    private static Stream<String> each(DataForm form, String list) {
        return IntStream.range(0, form.count(list)).mapToObj(i -> list + "[" + i + "]");
    }

    @PostMapping("/vorgaenge/{id}/daten")
    String take(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam("stand") int base,
            HttpServletRequest request,
            RedirectAttributes after)
            throws IOException {
        Sheet sheet = editing.of(one.name(), id);
        int began = Math.min(Math.max(base, 1), sheet.current());
        Kept kept = taking.keep(one.name(), sheet, began, TypedForm.of(request), after);
        String path = "redirect:/vorgaenge/" + id;
        if (!kept.settled() || editing.judge(kept.form()).matter().isEmpty()) {
            return path + "/daten" + kept.where();
        }
        if (began < sheet.current()) {
            DataMerge.Merged merged = DataMerge.of(
                    editing.version(id, began), kept.form(), editing.version(id, sheet.current()), Set.of());
            if (!merged.clashes().isEmpty()) {
                return path + "/daten/abgleich";
            }
            editing.keep(one.name(), kept.input(), id, sheet.current(), merged.form());
        }
        return path + "/aenderungen";
    }

    @PostMapping("/vorgaenge/{id}/daten/verwerfen")
    String discard(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        editing.drop(one.name(), editing.of(one.name(), id).input());
        return "redirect:/vorgaenge/" + id + "/daten";
    }
}
