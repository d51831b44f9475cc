package federzug.web.checking;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Upload;
import federzug.pipeline.checking.Checking;
import federzug.verification.Comparison;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Compares two copies that turned up. Each person sees the own comparison only, for an hour at most. */
@Page
class ComparePage {
    private static final String PAGE = "/pruefen/vergleich";

    private final Checking checking;
    private final Errands errands;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ComparePage(Checking checking, Errands errands, Clock clock) {
        this.checking = checking;
        this.errands = errands;
        this.clock = clock;
    }

    /** What is kept of a comparison. */
    public record Compared(
            String first,
            String second,
            boolean same,
            List<String> sentences,
            List<String> gone,
            List<String> added,
            byte[] report) {}

    @GetMapping(PAGE)
    String show(@AuthenticationPrincipal LoggedIn one, Model model) {
        return shown(one, List.of(), model);
    }

    /** One at a time for each person: two large files wait in memory until it is their turn. */
    @PostMapping(PAGE)
    String compare(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "erste", required = false) @Nullable MultipartFile first,
            @RequestParam(name = "zweite", required = false) @Nullable MultipartFile second,
            Model model,
            HttpServletResponse response)
            throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (MultipartFile file : new MultipartFile[] {first, second}) {
            if (file != null && !file.isEmpty()) {
                String name = file.getOriginalFilename();
                uploads.add(new Upload(name == null ? "" : name, file.getBytes()));
            }
        }
        List<String> wrong = new ArrayList<>();
        if (uploads.size() != 2) {
            wrong.add(texts.text("web.compare.two"));
        } else {
            try {
                checking.requirePdf(uploads);
            } catch (NoticedException e) {
                e.notices().forEach(notice -> wrong.add(texts.text(notice)));
            }
        }
        if (wrong.isEmpty() && !errands.begin(name(one), progress -> compared(uploads.get(0), uploads.get(1)))) {
            wrong.add(texts.text("web.compare.busy"));
        }
        if (!wrong.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(one, wrong, model);
        }
        return "redirect:" + PAGE;
    }

    private Compared compared(Upload first, Upload second) {
        Comparison comparison = checking.compare(first, second, Locale.GERMAN);
        return new Compared(
                first.name(),
                second.name(),
                comparison.isSame(),
                comparison.sentences(texts),
                comparison.gone(),
                comparison.added(),
                comparison.html(texts, clock.getZone()).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(PAGE + "/bericht")
    ResponseEntity<byte[]> report(@AuthenticationPrincipal LoggedIn one) {
        return errands.look(name(one))
                .flatMap(standing -> standing.result(Compared.class))
                .map(compared -> ResponseEntity.ok()
                        .header("Content-Security-Policy", CheckPage.REPORT_POLICY)
                        .header("Cache-Control", "private, no-store")
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .body(compared.report()))
                .orElseThrow(SentFile.Missing::new);
    }

    @PostMapping(PAGE + "/loeschen")
    String drop(@AuthenticationPrincipal LoggedIn one) {
        errands.forget(name(one));
        return "redirect:" + PAGE;
    }

    private String shown(LoggedIn one, List<String> wrong, Model model) {
        Optional<Standing> standing = errands.look(name(one));
        Seen seen = Errands.seen(texts, standing);
        model.addAttribute("lines", wrong.isEmpty() ? seen.trouble() : wrong);
        model.addAttribute("busy", seen.busy());
        model.addAttribute("mark", seen.mark());
        model.addAttribute(
                "compared", standing.flatMap(any -> any.result(Compared.class)).orElse(null));
        return "pruefen-vergleich";
    }

    private static String name(LoggedIn one) {
        return "compare/" + one.name();
    }
}
