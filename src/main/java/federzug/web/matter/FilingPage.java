package federzug.web.matter;

import federzug.document.Content;
import federzug.pipeline.filing.FilingDesk;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Gives what goes on file of a matter that has ended. */
@Page
class FilingPage {
    private final FilingDesk desk;
    private final PageJournal journal;

    FilingPage(FilingDesk desk, PageJournal journal) {
        this.desk = desk;
        this.journal = journal;
    }

    @GetMapping("/vorgaenge/{id}/ablage.zip")
    void give(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        List<Content> files = desk.files(id);
        journal.done(one, "filed", id);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(id + "-ablage.zip", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        desk.zip(id, files, response.getOutputStream());
    }
}
