package federzug.web.help;

import federzug.notice.Texts;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import federzug.web.help.Markdown.Block;
import federzug.web.help.Markdown.Heading;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the chapters of the manual as they lie beside the program; everybody may read them. */
@Page
class ManualPage {
    private static final String CONTENTS = "inhalt";

    private final Path folder;
    private final Texts texts = Shown.texts();

    ManualPage(@Value("${federzug.app:.}") String app) {
        this.folder = Path.of(app).resolve("docs").resolve("handbuch");
    }

    @GetMapping("/hilfe")
    String contents() {
        return "redirect:/hilfe/" + CONTENTS;
    }

    @GetMapping("/hilfe/{chapter:[a-z0-9-]{1,60}}")
    String show(@PathVariable String chapter, Model model, HttpServletResponse response) throws IOException {
        Path file = folder.resolve(chapter.equals(CONTENTS) ? "README.md" : chapter + ".md");
        if (!Files.isRegularFile(file)) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("lines", List.of(texts.text("web.help.missing")));
            return "hinweis";
        }
        List<Block> blocks = Markdown.blocks(Files.readString(file, StandardCharsets.UTF_8));
        ManualHtml html = new ManualHtml(ManualPage::target);
        StringBuilder body = new StringBuilder();
        blocks.forEach(block -> body.append(html.of(block)).append('\n'));
        model.addAttribute("title", title(blocks));
        model.addAttribute("contents", chapter.equals(CONTENTS));
        model.addAttribute("body", body.toString());
        return "hilfe";
    }

    @GetMapping("/hilfe/bilder/{picture:[a-z0-9-]{1,60}[.]png}")
    ResponseEntity<byte[]> picture(@PathVariable String picture) throws IOException {
        Path file = folder.resolve("bilder").resolve(picture);
        return Files.isRegularFile(file)
                ? ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(Files.readAllBytes(file))
                : ResponseEntity.notFound().build();
    }

    private String title(List<Block> blocks) {
        return blocks.stream()
                .filter(Heading.class::isInstance)
                .map(block -> Markdown.plain(((Heading) block).text()))
                .findFirst()
                .orElse(texts.text("web.help.title"));
    }

    /** Chapters lie side by side, so their names are enough; what is not among them is named, not linked. */
    private static String target(String link) {
        if (link.startsWith("#")) {
            return link;
        }
        String chapter = link.replaceFirst("\\.md(#.*)?$", "");
        String anchor = link.contains("#") ? link.substring(link.indexOf('#')) : "";
        return chapter.matches("[a-z0-9-]{1,60}") ? chapter + anchor : "";
    }
}
