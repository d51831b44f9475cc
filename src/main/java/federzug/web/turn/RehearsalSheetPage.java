package federzug.web.turn;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.Rehearsing;
import federzug.pipeline.signing.Rehearsing.Rehearsed;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LampRow;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The sheet that each person signs days before with the means of the day, and what came back. */
@Page
class RehearsalSheetPage {
    private static final String PAGE = "/vorgaenge/{id}/lampentest/probeblatt";

    private final Rehearsing rehearsing;
    private final Errands errands;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    RehearsalSheetPage(Rehearsing rehearsing, Errands errands, PageJournal journal) {
        this.rehearsing = rehearsing;
        this.errands = errands;
        this.journal = journal;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String id, Model model) {
        Optional<Rehearsed> known = rehearsing.soFar(id);
        Optional<Standing> making = errands.look(name(id));
        Seen seen = Errands.seen(texts, making);
        model.addAttribute("id", id);
        model.addAttribute("lines", seen.trouble());
        model.addAttribute("busy", seen.busy());
        model.addAttribute("mark", seen.mark());
        model.addAttribute("sheet", known.isPresent());
        model.addAttribute(
                "lessons",
                known.map(found -> found.lessons().stream().map(this::lesson).toList())
                        .orElse(List.of()));
        model.addAttribute("others", known.map(Rehearsed::unconfirmed).orElse(Map.of()));
        return "probeblatt";
    }

    private LampRow lesson(Notice notice) {
        boolean good = notice.severity() == Severity.NOTE;
        return new LampRow(
                "",
                List.of(texts.text(notice)),
                good ? "gut" : "offen",
                texts.text(good ? "web.lamp.good" : "web.lamp.waits"));
    }

    @PostMapping(PAGE)
    String make(@PathVariable String id, @AuthenticationPrincipal LoggedIn one) {
        rehearsing.soFar(id);
        if (errands.begin(name(id), progress -> rehearsing.rehearse(id, progress))) {
            journal.done(one, "sheet-made", id);
        }
        return back(id);
    }

    @GetMapping(PAGE + "/probeblatt.pdf")
    ResponseEntity<byte[]> sheet(@PathVariable String id) throws IOException {
        if (rehearsing.soFar(id).isEmpty()) {
            throw new SentFile.Missing();
        }
        return SentFile.send(
                "probeblatt.pdf",
                Files.readAllBytes(rehearsing.rehearse(id, Progress.SILENT).file()),
                false);
    }

    /** The name in the certificate is this person's: from now on it is accepted. */
    @PostMapping(PAGE + "/name/{person}")
    String confirm(@PathVariable String id, @PathVariable String person, @AuthenticationPrincipal LoggedIn one) {
        rehearsing.confirm(one.acting(), id, person, Progress.SILENT);
        journal.done(one, "name-confirmed", id + " " + person);
        return back(id);
    }

    private static String back(String id) {
        return "redirect:/vorgaenge/" + id + "/lampentest/probeblatt";
    }

    private static String name(String matter) {
        return "sheet/" + matter;
    }
}
