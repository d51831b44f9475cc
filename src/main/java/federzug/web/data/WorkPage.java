package federzug.web.data;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.RunReport;
import federzug.pipeline.run.MatterEditing.HandedIn;
import federzug.pipeline.run.WordingDesk.Negotiated;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows long work: its progress, then its result. */
@Page
class WorkPage {
    private static final int SHOWN = 100;
    /** The name of what was typed, without a folder. */
    private static final String TYPED = "vorgang.yaml";

    private final Works works;
    private final Texts texts = Shown.texts();

    WorkPage(Works works) {
        this.works = works;
    }

    @GetMapping("/arbeit/{work:[A-Za-z0-9_-]{22}}")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String work, Model model) {
        Works.Standing standing = works.look(one, work);
        Optional<Negotiated> compared = standing.result(Negotiated.class);
        if (compared.isPresent()) {
            return "redirect:/vorgaenge/" + compared.get().matter() + "/entwurf/"
                    + compared.get().agreement() + "/vergleich/" + work;
        }
        if (standing.result(HandedIn.class).isPresent()) {
            return "redirect:/neuer-vorgang/tabelle/" + work;
        }
        Optional<RunReport> report = standing.result(RunReport.class);
        List<Notice> notices = new ArrayList<>(standing.trouble());
        report.ifPresent(done -> notices.addAll(done.notices()));
        List<String> matters = report.map(RunReport::matters).orElse(List.of());
        boolean wrong = notices.stream().anyMatch(Notice::isError) || standing.done() && report.isEmpty();
        String title = !standing.done() ? "web.work.title" : wrong ? "web.work.failed" : "web.work.done";
        model.addAttribute("title", texts.text(title, matters.size()));
        model.addAttribute("work", work);
        model.addAttribute("done", standing.done());
        model.addAttribute("wrong", wrong);
        model.addAttribute("heard", standing.heard().stream().map(texts::text).toList());
        model.addAttribute("mark", standing.done() + "-" + standing.heard().size());
        model.addAttribute("lines", lines(notices, true));
        model.addAttribute("remarks", lines(notices, false));
        model.addAttribute("matters", matters.stream().limit(SHOWN).toList());
        model.addAttribute("count", matters.size());
        model.addAttribute("back", standing.from().isEmpty() ? "/vorgaenge" : standing.from());
        model.addAttribute("form", standing.from().matches("/neuer-vorgang/[A-Za-z0-9_-]{22}|/vorgaenge/.*/daten"));
        return "arbeit";
    }

    /** What was typed into the form is in no file that its writer knows. */
    private String line(Notice notice) {
        return notice.place().file().equals(TYPED) ? texts.text(notice) : texts.line(notice);
    }

    private List<String> lines(List<Notice> notices, boolean errors) {
        return notices.stream()
                .filter(notice -> notice.isError() == errors)
                .limit(SHOWN)
                .map(this::line)
                .distinct()
                .toList();
    }
}
