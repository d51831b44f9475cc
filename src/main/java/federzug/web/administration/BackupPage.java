package federzug.web.administration;

import federzug.notice.Texts;
import federzug.pipeline.run.BackupDesk;
import federzug.pipeline.run.BackupDesk.Result;
import federzug.web.WebException;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.WebSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;

/** Saves database and documents on demand into the folder that the settings name, and nowhere else. */
@Page
class BackupPage {
    static final String ERRAND = "backup";
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'sicherung-'yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final BackupDesk desk;
    private final Errands errands;
    private final PageJournal journal;
    private final WebSettings settings;
    private final Clock clock;

    BackupPage(BackupDesk desk, Errands errands, PageJournal journal, WebSettings settings, Clock clock) {
        this.desk = desk;
        this.errands = errands;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping(ServicesPage.PAGE + "/sicherung")
    String save(@AuthenticationPrincipal LoggedIn one) {
        if (settings.backups().isBlank()) {
            throw WebException.refused("web.backup.no-folder");
        }
        String name = LocalDateTime.now(clock).format(FOLDER);
        Path folder = Path.of(settings.backups()).resolve(name).toAbsolutePath();
        if (errands.begin(ERRAND, progress -> desk.save(folder))) {
            journal.done(one, "backup", name);
        }
        return "redirect:" + ServicesPage.PAGE;
    }

    static List<String> lines(Standing standing, Texts texts) {
        Optional<Result> result = standing.result(Result.class);
        List<String> lines = new ArrayList<>();
        result.ifPresent(made -> {
            lines.add(texts.text(made.summary()));
            made.notices().forEach(notice -> lines.add(texts.text(notice)));
        });
        return lines;
    }
}
