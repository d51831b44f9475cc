package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.Successors;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Starts a new matter from the data of another one and calls that one off, where the signed text has to change. */
@Page
class SuccessorPage {
    private static final String PAGE = "/vorgaenge/{id}/nachfolger";

    private final Successors successors;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    SuccessorPage(Successors successors, PageJournal journal) {
        this.successors = successors;
        this.journal = journal;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String id, Model model) {
        return form(id, "", List.of(), model);
    }

    /** Cannot be undone: a word is typed, and whose signatures are lost was shown. */
    @PostMapping(PAGE)
    String begin(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "kennung", defaultValue = "") String successor,
            @RequestParam(name = "wort", defaultValue = "") String word,
            @RequestParam(name = "gesehen", required = false) @Nullable List<String> seen,
            Model model,
            HttpServletResponse response) {
        String identity = successor.strip();
        try {
            if (!word.strip().toLowerCase(Locale.GERMAN).equals(texts.text("web.cancel.word"))) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return form(id, identity, List.of(texts.text("web.cancel.no-word")), model);
            }
            successors.begin(one.acting(), id, identity, seen == null ? List.of() : seen, Progress.SILENT);
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(id, identity, Shown.sentences(e.notices(), texts), model);
        }
        journal.done(one, "succeeded", id + " → " + identity);
        return "redirect:/vorgaenge/" + id + "/nachfolger/" + identity;
    }

    @GetMapping(PAGE + "/{successor}")
    String done(@PathVariable String id, @PathVariable String successor, Model model) {
        successors.data(id, successor);
        model.addAttribute("id", id);
        model.addAttribute("successor", successor);
        return "nachfolger-fertig";
    }

    @GetMapping(PAGE + "/{successor}/vorgang.yaml")
    ResponseEntity<byte[]> data(@PathVariable String id, @PathVariable String successor) {
        byte[] text = successors.data(id, successor).getBytes(StandardCharsets.UTF_8);
        return SentFile.send("vorgang.yaml", text, false);
    }

    private String form(String id, String successor, List<String> lines, Model model) {
        List<String> signed = successors.signed(id);
        model.addAttribute("id", id);
        model.addAttribute("successor", successor);
        model.addAttribute("lines", lines);
        model.addAttribute("signed", signed);
        model.addAttribute("names", String.join(", ", signed));
        return "nachfolger";
    }
}
