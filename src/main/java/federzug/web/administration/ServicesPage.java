package federzug.web.administration;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.doctor.HouseCheck;
import federzug.pipeline.doctor.HouseCheck.House;
import federzug.pipeline.doctor.KeyFacts;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LampRow;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import federzug.web.frame.WebSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Services and means of signing as the doctor sees them, test mails, backups, and what is deleted when. */
@Page
class ServicesPage {
    static final String PAGE = "/verwaltung/dienste";
    private static final String LOOK = "services";

    private final HouseCheck check;
    private final Errands errands;
    private final PageJournal journal;
    private final WebSettings settings;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ServicesPage(HouseCheck check, Errands errands, PageJournal journal, WebSettings settings, Clock clock) {
        this.check = check;
        this.errands = errands;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /** One means of signing as the page shows it. */
    public record KeyRow(String name, String what, String above, List<String> lines, String kind, String word) {}

    @GetMapping(PAGE)
    String show(Model model) {
        Optional<Standing> look = errands.look(LOOK);
        Optional<Standing> mail = errands.look(TestMailPage.ERRAND);
        Optional<Standing> backup = errands.look(BackupPage.ERRAND);
        Optional<House> looked = look.flatMap(one -> one.result(House.class));
        Seen seen = Errands.seen(texts, look, mail, backup);
        model.addAttribute("lines", seen.trouble());
        model.addAttribute("busy", seen.busy());
        model.addAttribute("mark", seen.mark());
        model.addAttribute(
                "looked",
                looked.isPresent() ? GermanTime.of(clock).minute(look.get().at()) : "");
        model.addAttribute(
                "lamps",
                looked.map(one -> one.checkup().lamps().stream()
                                .map(lamp -> LampRow.of(lamp, texts))
                                .toList())
                        .orElse(List.of()));
        model.addAttribute(
                "keys",
                looked.map(one -> one.keys().stream().map(this::row).toList()).orElse(List.of()));
        model.addAttribute(
                "mails", mail.map(one -> TestMailPage.lines(one, texts)).orElse(List.of()));
        model.addAttribute(
                "backup", backup.map(one -> BackupPage.lines(one, texts)).orElse(List.of()));
        model.addAttribute("backups", settings.backups());
        return "verwaltung-dienste";
    }

    /** Asks time-stamp services and the mail server, so it is done on demand and not by looking. */
    @PostMapping(PAGE + "/pruefen")
    String look(@AuthenticationPrincipal LoggedIn one) {
        boolean demo = settings.demo();
        if (errands.begin(LOOK, progress -> check.look(demo, progress))) {
            journal.done(one, "services-looked", "");
        }
        return "redirect:" + PAGE;
    }

    private KeyRow row(KeyFacts key) {
        List<String> lines = new ArrayList<>(Shown.sentences(key.notices(), texts));
        if (key.kind().equals("rueckgabe")) {
            lines.add(texts.text("web.key.returned"));
        } else if (key.until() != null) {
            lines.add(texts.text("web.key.until", key.holder(), key.until()));
        } else if (key.notices().isEmpty()) {
            lines.add(texts.text("web.key.locked"));
        }
        boolean broken = key.notices().stream().anyMatch(Notice::isError);
        String kind = broken ? "schlecht" : key.notices().isEmpty() ? "gut" : "frage";
        String word = broken ? "web.lamp.broken" : key.notices().isEmpty() ? "web.lamp.good" : "web.state.needs-you";
        return new KeyRow(key.name(), what(key), String.join(" · ", key.chain()), lines, kind, texts.text(word));
    }

    private String what(KeyFacts key) {
        return switch (key.kind()) {
            case "pkcs12" -> texts.text(key.example() ? "web.key.example" : "web.key.file");
            case "pkcs11" -> texts.text("web.key.card");
            case "csc" -> texts.text("web.key.service");
            case "rueckgabe" -> texts.text("web.key.elsewhere");
            default -> texts.text("web.key.unknown");
        };
    }
}
