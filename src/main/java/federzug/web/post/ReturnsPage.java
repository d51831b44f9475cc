package federzug.web.post;

import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Returned;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.pipeline.signing.ReturnDesk.Waiting;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import federzug.web.frame.WaitingCopiesTimer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Takes copies that were signed elsewhere and sent to the office, and shows those that wait to be judged. */
@Page
class ReturnsPage {
    private final ReturnDesk desk;
    private final WaitingCopiesTimer judging;
    private final PageJournal journal;
    private final ExpectedReturns expected;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ReturnsPage(
            ReturnDesk desk, WaitingCopiesTimer judging, PageJournal journal, ExpectedReturns expected, Clock clock) {
        this.desk = desk;
        this.judging = judging;
        this.journal = journal;
        this.expected = expected;
        this.clock = clock;
    }

    /** What became of one file. */
    public record Line(String name, String matter, List<String> words, String kind, String word) {}

    /** A copy that waits. */
    public record Parked(String matter, String digest, String name, String why, String since, String until) {}

    /** With what became lately of those that waited. */
    @GetMapping("/rueckgabe")
    String show(Model model) {
        return shown(model, List.of(), judging.lately().stream().map(this::line).toList());
    }

    @PostMapping("/rueckgabe")
    String take(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "dateien", required = false) @Nullable List<MultipartFile> files,
            Model model,
            HttpServletResponse response)
            throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty()) {
                uploads.add(new Upload(
                        file.getOriginalFilename() == null ? "" : file.getOriginalFilename(), file.getBytes()));
            }
        }
        if (uploads.isEmpty()) {
            return refused(model, response, List.of(texts.text("web.return.no-file")));
        }
        try {
            Returned returned = desk.take(one.acting(), null, uploads, Progress.SILENT);
            returned.files().stream()
                    .filter(taken -> taken.accepted() || taken.isParked())
                    .forEach(taken -> journal.done(
                            one, taken.accepted() ? "copy-taken" : "copy-parked", taken.matter() + " " + taken.name()));
            return shown(
                    model, List.of(), returned.files().stream().map(this::line).toList());
        } catch (NoticedException e) {
            return refused(model, response, Shown.sentences(e.notices(), texts));
        }
    }

    /** Nobody can take a copy over that was not found valid: what can be done is to look at it again now. */
    @PostMapping("/rueckgabe/pruefen")
    String judge(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "vorgang", defaultValue = "") String matter,
            Model model,
            HttpServletResponse response) {
        try {
            List<Line> lines = desk.judgeAgain(one.acting(), matter, Progress.SILENT).stream()
                    .map(this::line)
                    .toList();
            journal.done(one, "copies-judged", matter);
            return shown(model, List.of(), lines);
        } catch (NoticedException e) {
            return refused(model, response, Shown.sentences(e.notices(), texts));
        }
    }

    @PostMapping("/rueckgabe/verwerfen")
    String discard(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "vorgang", defaultValue = "") String matter,
            @RequestParam(name = "datei", defaultValue = "") String digest) {
        if (desk.discard(one.acting(), matter, digest)) {
            journal.done(one, "copy-discarded", matter, digest);
        }
        return "redirect:/rueckgabe";
    }

    private Line line(Taken taken) {
        String kind = taken.accepted() ? "gut" : taken.isParked() ? "offen" : "schlecht";
        String word =
                taken.accepted() ? "web.return.taken" : taken.isParked() ? "web.return.waits" : "web.return.refused";
        return new Line(taken.name(), taken.matter(), Shown.sentences(taken.notices(), texts), kind, texts.text(word));
    }

    private Parked parked(Waiting waiting) {
        GermanTime time = GermanTime.of(clock);
        String why = switch (waiting.reason()) {
            case "verification.trust.stale", "verification.trust.unavailable" -> "web.return.why-trust";
            case "verification.document.timeout", "verification.document.crowded" -> "web.return.why-busy";
            default -> "web.return.why-other";
        };
        return new Parked(
                waiting.matter(),
                waiting.digest(),
                waiting.name(),
                texts.text(why),
                time.hour(waiting.since(), clock.instant()),
                GermanTime.day(time.day(waiting.until())));
    }

    private String refused(Model model, HttpServletResponse response, List<String> lines) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return shown(model, lines, List.of());
    }

    private String shown(Model model, List<String> lines, List<Line> results) {
        long needs =
                results.stream().filter(one -> one.kind().equals("schlecht")).count();
        model.addAttribute("lines", lines);
        model.addAttribute("results", results);
        model.addAttribute("needs", needs);
        model.addAttribute("expected", expected.lines());
        model.addAttribute("parked", desk.waiting().stream().map(this::parked).toList());
        return "rueckgabe";
    }
}
