package federzug.web.template;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.access.PageActs;
import federzug.access.PageActs.PageAct;
import federzug.access.Role;
import federzug.document.Digest;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.preparing.TemplateDesk;
import federzug.pipeline.preparing.TemplateDesk.Entry;
import federzug.pipeline.preparing.Templates;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One template: what is wrong with it, its pages with sample data, who approved it; a draft is approved or dropped. */
@Page
class TemplatePage {
    private static final String PAGE = "/vorlagen/{name:[a-z0-9][a-z0-9-]{0,59}}";
    private static final String DRAFT = "entwurf";
    private static final int ACTS = 500;

    private final TemplateDesk desk;
    private final Errands errands;
    private final PageJournal journal;
    private final PageActs acts;
    private final Accounts accounts;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    TemplatePage(
            TemplateDesk desk, Errands errands, PageJournal journal, PageActs acts, Accounts accounts, Clock clock) {
        this.desk = desk;
        this.errands = errands;
        this.journal = journal;
        this.acts = acts;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** One finding as the page shows it. */
    public record Line(String form, String severity, String text) {}

    /** What was found out about one Word file. */
    private record Looked(List<Notice> notices, boolean errors, int pages, Optional<byte[]> pdf) {}

    /** The template is checked outside the request; the page shows the findings by itself. */
    @GetMapping(PAGE)
    String show(
            @PathVariable String name,
            @RequestParam(name = "stand", defaultValue = "") String stand,
            @AuthenticationPrincipal LoggedIn one,
            Model model,
            HttpServletResponse response) {
        return shown(name, stand.equals(DRAFT), one, List.of(), model, response);
    }

    private String shown(
            String name, boolean asked, LoggedIn one, List<String> wrong, Model model, HttpServletResponse response) {
        Entry entry = desk.one(name);
        boolean draft = entry.draft() != null && (asked || entry.inForce() == null);
        Digest digest = java.util.Objects.requireNonNull(draft ? entry.draft() : entry.inForce());
        if (errands.look(look(name, digest)).isEmpty()) {
            errands.begin(look(name, digest), progress -> looked(name, draft));
        }
        Optional<Standing> standing = errands.look(look(name, digest));
        Optional<Looked> looked = standing.flatMap(any -> any.result(Looked.class));
        Optional<Standing> approving = errands.look(approval(name));
        Seen seen = Errands.seen(texts, standing, approving);
        if (!wrong.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("name", name);
        model.addAttribute("use", TemplatesPage.use(entry, texts));
        model.addAttribute("origin", TemplatesPage.origin(entry, texts));
        model.addAttribute("matters", entry.matters());
        model.addAttribute("lines", wrong.isEmpty() ? seen.trouble() : wrong);
        model.addAttribute("busy", seen.busy());
        model.addAttribute("mark", seen.mark());
        model.addAttribute("draft", draft);
        model.addAttribute("both", entry.draft() != null && entry.inForce() != null);
        model.addAttribute("checked", looked.isPresent());
        model.addAttribute("errors", looked.map(Looked::errors).orElse(false));
        model.addAttribute(
                "findings",
                looked.map(found -> found.notices().stream().map(this::line).toList())
                        .orElse(List.of()));
        model.addAttribute("pages", looked.map(Looked::pages).orElse(0));
        model.addAttribute(
                "preview", looked.map(found -> found.pdf().isPresent()).orElse(false));
        model.addAttribute("seen", digest.hex());
        model.addAttribute("stand", draft ? DRAFT : "");
        model.addAttribute("changes", one.may(Role.VERWALTUNG));
        model.addAttribute("replaces", entry.inForce() != null);
        model.addAttribute("approved", draft ? "" : approved(name, digest));
        return "vorlage";
    }

    private Looked looked(String name, boolean draft) {
        Templates.Examined examined = desk.examine(name, draft);
        return new Looked(
                examined.findings().notices(),
                examined.findings().hasErrors(),
                examined.findings().pages(),
                examined.pdf());
    }

    private Line line(Notice notice) {
        return switch (notice.severity()) {
            case ERROR -> new Line("fz-schlecht", texts.text("web.template.must"), texts.line(notice));
            case WARNING -> new Line("fz-frage", texts.text("web.template.look"), texts.line(notice));
            case NOTE -> new Line("", texts.text("web.template.note"), texts.line(notice));
        };
    }

    private String approved(String name, Digest digest) {
        return acts.find(name, null, Long.MAX_VALUE, ACTS).stream()
                .map(PageActs.Numbered::act)
                .filter(act -> act.act().equals("template-approved")
                        && act.about().equals(name)
                        && digest.hex().equals(act.digest()))
                .findFirst()
                .map(this::words)
                .orElse("");
    }

    private String words(PageAct act) {
        String who = accounts.find(act.actor()).map(Account::shown).orElse(act.actor());
        return texts.text("web.template.approved", who, GermanTime.of(clock).minute(act.at()));
    }

    @GetMapping(PAGE + "/vorschau.pdf")
    ResponseEntity<byte[]> preview(
            @PathVariable String name,
            @RequestParam(name = "stand", defaultValue = "") String stand,
            @RequestParam(name = "herunterladen", required = false) @Nullable String download) {
        Entry entry = desk.one(name);
        Digest digest = stand.equals(DRAFT) ? entry.draft() : entry.inForce();
        return Optional.ofNullable(digest)
                .flatMap(known -> errands.look(look(name, known)))
                .flatMap(standing -> standing.result(Looked.class))
                .flatMap(Looked::pdf)
                .map(pdf -> SentFile.send(name + ".pdf", pdf, download == null))
                .orElseThrow(SentFile.Missing::new);
    }

    @GetMapping(PAGE + "/vorlage.docx")
    ResponseEntity<byte[]> word(
            @PathVariable String name, @RequestParam(name = "stand", defaultValue = "") String stand) {
        return desk.file(name, stand.equals(DRAFT))
                .map(docx -> SentFile.send(name + ".docx", docx, false))
                .orElseThrow(SentFile.Missing::new);
    }

    /** What replaces another one asks for a typed word. */
    @PostMapping(PAGE + "/freigeben")
    String approve(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String name,
            @RequestParam(name = "gesehen", defaultValue = "") String seen,
            @RequestParam(name = "wort", defaultValue = "") String word,
            Model model,
            HttpServletResponse response) {
        Entry entry = desk.one(name);
        boolean replaces = entry.inForce() != null;
        if (replaces && !word.strip().toLowerCase(Locale.GERMAN).equals(texts.text("web.template.word"))) {
            return shown(name, true, one, List.of(texts.text("web.template.no-word")), model, response);
        }
        if (!seen.matches("[0-9a-f]{64}")) {
            return shown(name, true, one, List.of(texts.text("web.trouble.incomplete")), model, response);
        }
        errands.begin(approval(name), progress -> approved(one, name, new Digest(seen)));
        return "redirect:/vorlagen/" + name + "?stand=" + DRAFT;
    }

    private boolean approved(LoggedIn one, String name, Digest seen) throws PipelineException {
        desk.approve(name, seen);
        journal.done(one, "template-approved", name, seen.hex());
        return true;
    }

    @PostMapping(PAGE + "/verwerfen")
    String drop(@AuthenticationPrincipal LoggedIn one, @PathVariable String name) {
        desk.one(name);
        desk.drop(name);
        journal.done(one, "template-dropped", name);
        return "redirect:/vorlagen";
    }

    private static String look(String name, Digest digest) {
        return "template/" + name + "/" + digest.hex();
    }

    private static String approval(String name) {
        return "template-approval/" + name;
    }
}
