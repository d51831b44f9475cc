package federzug.web.data;

import federzug.document.Digest;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Upload;
import federzug.pipeline.preparing.WordingComparison.Passage;
import federzug.pipeline.run.MatterEditing;
import federzug.pipeline.run.MatterEditing.Drafts;
import federzug.pipeline.run.WordingDesk.Draft;
import federzug.pipeline.run.WordingDesk.Negotiated;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** The draft of each agreement: read, downloaded as Word, given back with another wording. */
@Page
class DraftPage {
    private final MatterEditing editing;
    private final Works works;
    private final PageJournal journal;
    private final Texts texts = Shown.texts();

    DraftPage(MatterEditing editing, Works works, PageJournal journal) {
        this.editing = editing;
        this.works = works;
        this.journal = journal;
    }

    @GetMapping("/vorgaenge/{id}/entwurf")
    String show(
            @PathVariable String id,
            @RequestParam(name = "vereinbarung", required = false) @Nullable String agreement,
            Model model) {
        return show(id, agreement, List.of(), model);
    }

    private String show(String id, @Nullable String agreement, List<String> lines, Model model) {
        Drafts all = editing.drafts(id);
        List<Draft> drafts = all.agreements();
        Draft shown = drafts.stream()
                .filter(draft -> draft.agreement().equals(agreement))
                .findFirst()
                .or(() -> drafts.stream().findFirst())
                .orElse(null);
        model.addAttribute("id", id);
        model.addAttribute("name", all.title());
        model.addAttribute("drafts", drafts);
        model.addAttribute("draft", shown);
        model.addAttribute("releasePdf", all.release());
        model.addAttribute("rehearsal", all.rehearsal());
        model.addAttribute("lines", lines);
        return "entwurf";
    }

    @PostMapping("/vorgaenge/{id}/entwurf")
    String make(@AuthenticationPrincipal LoggedIn one, @PathVariable String id) {
        String work = works.beginOnce(
                one,
                path(id),
                journal.recorded(one, "draft-made", id, null, progress -> editing.prepare(one.acting(), id, progress)));
        return "redirect:/arbeit/" + work;
    }

    @PostMapping("/vorgaenge/{id}/entwurf/{agreement}/word")
    String compare(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @RequestParam(name = "word", required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, agreement, List.of(texts.text("web.draft.no-file")), model);
        }
        String original = file.getOriginalFilename();
        Upload upload = new Upload(original == null ? "" : original, file.getBytes());
        if (!upload.name().toLowerCase(Locale.ROOT).endsWith(".docx")) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, agreement, List.of(texts.text("web.draft.no-word", upload.name())), model);
        }
        String work = works.begin(one, path(id), progress -> editing.compare(id, agreement, upload));
        return "redirect:/arbeit/" + work;
    }

    /** One difference as people read it. */
    public record Difference(String kind, String place, String before, String after) {}

    @GetMapping("/vorgaenge/{id}/entwurf/{agreement}/vergleich/{work:[A-Za-z0-9_-]{22}}")
    String differences(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String work,
            Model model) {
        Negotiated negotiated = negotiated(one, id, agreement, work);
        model.addAttribute("id", id);
        model.addAttribute("agreement", agreement);
        model.addAttribute("work", work);
        model.addAttribute("file", negotiated.name());
        model.addAttribute(
                "differences",
                negotiated.compared().passages().stream().map(this::difference).toList());
        model.addAttribute("remarks", Shown.sentences(negotiated.compared().notices(), texts));
        model.addAttribute("digest", negotiated.compared().digest().hex());
        model.addAttribute("rehearsal", editing.drafts(id).rehearsal());
        return "entwurf-vergleich";
    }

    private Difference difference(Passage passage) {
        String kind = switch (passage.kind()) {
            case CHANGED -> "web.draft.kind-changed";
            case ADDED -> "web.draft.kind-added";
            case REMOVED -> "web.draft.kind-removed";
            case MOVED -> "web.draft.kind-moved";
            case LOOK -> "web.draft.kind-look";
        };
        return new Difference(texts.text(kind), passage.place(), passage.before(), passage.after());
    }

    private Negotiated negotiated(LoggedIn one, String id, String agreement, String work) {
        return works.look(one, work)
                .result(Negotiated.class)
                .filter(found -> found.matter().equals(id) && found.agreement().equals(agreement))
                .orElseThrow(() -> PipelineException.refused("pipeline.work.unknown", Place.NOWHERE));
    }

    @PostMapping("/vorgaenge/{id}/entwurf/{agreement}/vergleich/{work:[A-Za-z0-9_-]{22}}")
    String adopt(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String work,
            @RequestParam("gezeigt") String shown) {
        Negotiated negotiated = negotiated(one, id, agreement, work);
        Digest digest = new Digest(shown.matches("[0-9a-f]{64}") ? shown : "0".repeat(64));
        String next = works.beginOnce(
                one,
                path(id),
                journal.recorded(
                        one,
                        "wording-adopted",
                        id,
                        shown,
                        progress -> editing.adopt(one.acting(), negotiated, digest, progress)));
        return "redirect:/arbeit/" + next;
    }

    @PostMapping("/vorgaenge/{id}/entwurf/{agreement}/vorlage")
    String backToTemplate(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable String agreement) {
        String work = works.beginOnce(
                one,
                path(id),
                journal.recorded(
                        one,
                        "template-restored",
                        id,
                        null,
                        progress -> editing.backToTemplate(one.acting(), id, agreement, progress)));
        return "redirect:/arbeit/" + work;
    }

    private static String path(String id) {
        return "/vorgaenge/" + id + "/entwurf";
    }
}
