package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Returned;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** Takes copies that were signed elsewhere and sent to the office; the matter is known by the content. */
@Page
class ReturnsPage {
    private final ReturnDesk desk;
    private final PageJournal journal;
    private final Texts texts = Texts.german();

    ReturnsPage(ReturnDesk desk, PageJournal journal) {
        this.desk = desk;
        this.journal = journal;
    }

    /** What became of one file. */
    public record Line(String name, String matter, List<String> words, String kind, String word) {}

    @GetMapping("/rueckgabe")
    String show(Model model) {
        return shown(model, List.of(), List.of());
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
                String name = file.getOriginalFilename();
                uploads.add(new Upload(name == null ? "" : name, file.getBytes()));
            }
        }
        if (uploads.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(model, List.of(texts.text("web.return.no-file")), List.of());
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
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(model, e.notices().stream().map(texts::text).toList(), List.of());
        }
    }

    private Line line(Taken taken) {
        String kind = taken.accepted() ? "gut" : taken.isParked() ? "offen" : "schlecht";
        String word =
                taken.accepted() ? "web.return.taken" : taken.isParked() ? "web.return.waits" : "web.return.refused";
        return new Line(
                taken.name(),
                taken.matter(),
                taken.notices().stream().map(texts::text).toList(),
                kind,
                texts.text(word));
    }

    private static String shown(Model model, List<String> lines, List<Line> results) {
        model.addAttribute("lines", lines);
        model.addAttribute("results", results);
        return "rueckgabe";
    }
}
