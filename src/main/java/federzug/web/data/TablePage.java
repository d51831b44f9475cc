package federzug.web.data;

import federzug.agreement.DataForm;
import federzug.document.Digest;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.DataChange;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Upload;
import federzug.pipeline.run.AcceptingDesk.TableRead;
import federzug.pipeline.run.MatterEditing;
import federzug.pipeline.run.MatterEditing.HandedIn;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Matters from a file: several from a table, or one as YAML, which opens the form. */
@Page
class TablePage {
    private static final int LARGEST = 10_000_000;
    private static final int SHOWN = 200;

    private final MatterEditing editing;
    private final NewMatterPage ways;
    private final Works works;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    TablePage(MatterEditing editing, NewMatterPage ways, Works works, PageJournal journal) {
        this.editing = editing;
        this.ways = ways;
        this.works = works;
        this.journal = journal;
    }

    @PostMapping("/neuer-vorgang/datei")
    String take(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "datei", required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return refused(one, List.of(texts.text("web.new.file-none")), model, response);
        }
        String original = file.getOriginalFilename();
        Upload upload = new Upload(original == null ? "" : original, file.getBytes());
        String lower = upload.name().toLowerCase(Locale.ROOT);
        if (upload.content().length > LARGEST) {
            return refused(one, List.of(texts.text("web.new.file-large", upload.name())), model, response);
        }
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            DataForm.Read read = DataForm.read(new String(upload.content(), StandardCharsets.UTF_8), upload.name());
            return read.form().isPresent()
                    ? "redirect:/neuer-vorgang/"
                            + editing.keep(one.name(), "", "", 0, read.form().get()) + "?befunde"
                    : refused(one, read.notices().stream().map(texts::line).toList(), model, response);
        }
        if (!lower.endsWith(".csv") && !lower.endsWith(".xlsx")) {
            return refused(one, List.of(texts.text("web.new.file-kind", upload.name())), model, response);
        }
        String work = works.begin(one, "/neuer-vorgang", progress -> editing.read(upload));
        return "redirect:/arbeit/" + work;
    }

    private String refused(LoggedIn one, List<String> lines, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return ways.ways(one, model, lines);
    }

    @GetMapping("/neuer-vorgang/tabelle/{work:[A-Za-z0-9_-]{22}}")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String work, Model model) {
        HandedIn table = table(one, work);
        TableRead read = table.read();
        model.addAttribute("work", work);
        model.addAttribute("file", table.name());
        model.addAttribute("added", read.added());
        model.addAttribute(
                "changed", read.changes().stream().map(DataChange::matter).toList());
        model.addAttribute("same", read.same());
        model.addAttribute(
                "errors",
                read.notices().stream()
                        .filter(notice -> notice.isError())
                        .limit(SHOWN)
                        .map(texts::line)
                        .toList());
        model.addAttribute(
                "remarks",
                read.notices().stream()
                        .filter(notice -> !notice.isError())
                        .limit(SHOWN)
                        .map(texts::line)
                        .toList());
        model.addAttribute("count", read.added().size() + read.changes().size());
        model.addAttribute("digest", read.digest().hex());
        return "tabelle";
    }

    private HandedIn table(LoggedIn one, String work) {
        return works.look(one, work)
                .result(HandedIn.class)
                .orElseThrow(() -> PipelineException.refused("pipeline.work.unknown", Place.NOWHERE));
    }

    @PostMapping("/neuer-vorgang/tabelle/{work:[A-Za-z0-9_-]{22}}")
    String accept(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String work, @RequestParam("gezeigt") String shown) {
        HandedIn table = table(one, work);
        Digest digest = new Digest(shown.matches("[0-9a-f]{64}") ? shown : "0".repeat(64));
        String next = works.beginOnce(
                one,
                "/neuer-vorgang/tabelle/" + work,
                journal.recorded(
                        one,
                        "table-taken",
                        table.name(),
                        shown,
                        progress -> editing.accept(one.acting(), table, digest, progress)));
        return "redirect:/arbeit/" + next;
    }
}
