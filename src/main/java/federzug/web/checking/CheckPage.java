package federzug.web.checking;

import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.Board.About;
import federzug.pipeline.checking.CheckLine;
import federzug.pipeline.checking.CheckLine.Outcome;
import federzug.pipeline.checking.CheckLine.Result;
import federzug.pipeline.checking.CheckLine.Standing;
import federzug.pipeline.checking.ReportForm;
import federzug.trust.status.TrustSource;
import federzug.verification.SignatureLine;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Files are handed in, wait in a line and come out with a verdict and a report. */
@Page
class CheckPage {
    /** The report brings its own styles and nothing that runs; nobody else's page may frame it. */
    static final String REPORT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final CheckLine line;
    private final Board board;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    CheckPage(CheckLine line, Board board, Clock clock) {
        this.line = line;
        this.board = board;
        this.clock = clock;
    }

    /** One result as the page shows it. */
    public record Line(
            int number,
            String name,
            String kind,
            String mark,
            String headline,
            String sentence,
            List<Signature> signatures,
            Set<String> forms,
            String matter,
            String compared,
            String at) {}

    /** One signature beside the report, or one that is missing. */
    public record Signature(String signer, String office, String quality, String time, String kind, String word) {}

    /** One matter that a file may be compared with. */
    public record Choice(String id, String name) {}

    @GetMapping("/pruefen")
    String form(Model model) {
        return form(model, List.of());
    }

    private String form(Model model, List<String> lines) {
        model.addAttribute("lines", lines);
        model.addAttribute("matters", board.all().stream().map(this::choice).toList());
        return "pruefen";
    }

    private Choice choice(MatterStatus status) {
        About about = board.about(status.id());
        String day =
                about.matter() == null ? "" : ", " + Shown.day(about.matter().date());
        return new Choice(status.id(), about.title() + day);
    }

    @PostMapping("/pruefen")
    String enter(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "datei", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(name = "vorgang", defaultValue = "") String matter,
            Model model,
            HttpServletResponse response)
            throws IOException {
        try {
            String id = line.enter(one.name(), uploads(files), matter.isEmpty() ? null : matter, Locale.GERMAN);
            return "redirect:/pruefen/" + id;
        } catch (PipelineException e) {
            if (e.kind() != NoticedException.Kind.INPUT) {
                throw e;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(model, Shown.sentences(e.notices(), texts));
        }
    }

    private static List<Upload> uploads(@Nullable List<MultipartFile> files) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty()) {
                String name = file.getOriginalFilename();
                uploads.add(new Upload(name == null ? "" : name, file.getBytes()));
            }
        }
        return uploads;
    }

    @GetMapping("/pruefen/{id:[A-Za-z0-9_-]{22}}")
    String show(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model) {
        Standing standing = line.look(one.name(), id);
        model.addAttribute("id", id);
        model.addAttribute("done", standing.isDone());
        model.addAttribute("names", standing.names());
        model.addAttribute("before", standing.before());
        model.addAttribute("through", standing.outcomes().size());
        model.addAttribute("title", texts.text(standing.isDone() ? "web.check.result" : "web.check.working"));
        List<Line> lines = new ArrayList<>();
        for (Outcome outcome : standing.outcomes()) {
            lines.add(line(lines.size(), outcome));
        }
        model.addAttribute("results", lines);
        return "pruefen-stand";
    }

    private Line line(int number, Outcome outcome) {
        Result result = outcome.result();
        String kind = switch (result) {
            case VALID -> "gut";
            case INVALID -> "schlecht";
            case UNDECIDED, REHEARSAL, FAILED -> "frage";
        };
        String mark = switch (result) {
            case VALID -> "✓";
            case INVALID -> "✕";
            case UNDECIDED -> "?";
            case REHEARSAL, FAILED -> "!";
        };
        return new Line(
                number,
                outcome.name(),
                kind,
                mark,
                outcome.headline(),
                outcome.sentence(),
                outcome.signatures().stream().map(this::signature).toList(),
                outcome.forms().stream().map(Enum::name).collect(java.util.stream.Collectors.toSet()),
                outcome.matter(),
                outcome.matter().isEmpty() ? "" : compared(outcome.matter()),
                at(outcome));
    }

    private String compared(String matter) {
        About about = board.about(matter);
        return about.matter() == null
                ? matter
                : texts.text(
                        "web.check.compared-with",
                        about.title(),
                        Shown.day(about.matter().date()));
    }

    /** When it was checked, and with which lists. */
    private String at(Outcome outcome) {
        if (outcome.at() == null || outcome.trust() == null) {
            return "";
        }
        GermanTime time = GermanTime.of(clock);
        String at = Shown.minute(outcome.at().atZone(clock.getZone()).toLocalDateTime());
        Instant issue = outcome.trust().listIssue();
        if (outcome.trust().source() instanceof TrustSource.Example) {
            return texts.text("web.check.at-example", at);
        }
        return outcome.trust().source() instanceof TrustSource.Eu && issue != null
                ? texts.text("web.check.at-eu", at, Shown.day(time.day(issue)))
                : texts.text("web.check.at", at);
    }

    private Signature signature(SignatureLine one) {
        String kind = switch (one.standing()) {
            case GOOD -> "gut";
            case OTHER_TEXT, BAD -> "schlecht";
            case REHEARSAL, OPEN, MISSING -> "frage";
        };
        String word = switch (one.standing()) {
            case GOOD -> "web.check.signature-good";
            case REHEARSAL -> "web.check.signature-rehearsal";
            case OPEN -> "web.check.signature-open";
            case OTHER_TEXT -> "web.check.signature-other-text";
            case BAD -> "web.check.signature-bad";
            case MISSING -> "web.check.signature-missing";
        };
        return new Signature(one.signer(), one.office(), one.quality(), one.time(), kind, texts.text(word));
    }

    @GetMapping("/pruefen/{id:[A-Za-z0-9_-]{22}}/{file:[0-9]{1,3}}/bericht")
    ResponseEntity<byte[]> report(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable int file) {
        return line.report(one.name(), id, file, ReportForm.HTML)
                .map(html -> ResponseEntity.ok()
                        .header("Content-Security-Policy", REPORT_POLICY)
                        .header("Cache-Control", "private, no-store")
                        .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                        .body(html))
                .orElseThrow(SentFile.Missing::new);
    }

    @GetMapping("/pruefen/{id:[A-Za-z0-9_-]{22}}/{file:[0-9]{1,3}}/{form:pdf|json|etsi|html}")
    ResponseEntity<byte[]> download(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable int file,
            @PathVariable String form) {
        ReportForm wanted = ReportForm.valueOf(form.toUpperCase(Locale.ROOT));
        return line.report(one.name(), id, file, wanted)
                .map(bytes -> SentFile.send("pruefbericht-" + (file + 1) + wanted.ending(), bytes, false))
                .orElseThrow(SentFile.Missing::new);
    }

    @PostMapping("/pruefen/{id:[A-Za-z0-9_-]{22}}/loeschen")
    String drop(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        line.drop(one.name(), id);
        return "redirect:/pruefen";
    }
}
