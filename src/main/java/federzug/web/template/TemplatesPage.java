package federzug.web.template;

import federzug.access.Role;
import federzug.document.Digest;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Upload;
import federzug.pipeline.preparing.TemplateDesk;
import federzug.pipeline.preparing.TemplateDesk.Entry;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** All templates, and handing in a new one: it replaces nothing yet. */
@Page
class TemplatesPage {
    private final TemplateDesk desk;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    TemplatesPage(TemplateDesk desk, PageJournal journal) {
        this.desk = desk;
        this.journal = journal;
    }

    /** One template as the list shows it. */
    public record Row(String name, String use, String matters, String origin, boolean waits) {}

    @GetMapping("/vorlagen")
    String list(@AuthenticationPrincipal LoggedIn one, Model model) {
        return list(one, "", List.of(), model);
    }

    @PostMapping("/vorlagen/neu")
    String bringIn(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "datei", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "name", defaultValue = "") String name,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(one, name, List.of(texts.text("web.template.no-file")), model);
        }
        String original = file.getOriginalFilename();
        Upload upload = new Upload(original == null ? "" : original, file.getBytes());
        String kept;
        try {
            kept = desk.bringIn(name, upload);
        } catch (NoticedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(one, name, e.notices().stream().map(texts::line).toList(), model);
        }
        journal.done(one, "template-brought", kept, Digest.of(upload.content()).hex());
        return "redirect:/vorlagen/" + kept + "?stand=entwurf";
    }

    private String list(LoggedIn one, String name, List<String> lines, Model model) {
        model.addAttribute("lines", lines);
        model.addAttribute("name", name);
        model.addAttribute("changes", one.may(Role.VERWALTUNG));
        model.addAttribute("rows", desk.all().stream().map(this::row).toList());
        return "vorlagen";
    }

    private Row row(Entry entry) {
        int users = entry.matters().size();
        return new Row(
                entry.name(),
                use(entry, texts),
                texts.text("web.template.users", users),
                origin(entry, texts),
                entry.draft() != null);
    }

    static String use(Entry entry, Texts texts) {
        return switch (entry.use()) {
            case AGREEMENT -> texts.text("web.template.use-agreement");
            case RELEASE -> texts.text("web.template.use-release");
            case NONE -> texts.text("web.template.use-none");
        };
    }

    static String origin(Entry entry, Texts texts) {
        if (entry.inForce() == null) {
            return texts.text("web.template.draft-only");
        }
        if (!entry.own()) {
            return texts.text("web.template.delivered");
        }
        return texts.text(entry.delivered() ? "web.template.own-instead" : "web.template.own");
    }
}
