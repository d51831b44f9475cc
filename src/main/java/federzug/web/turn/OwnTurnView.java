package federzug.web.turn;

import federzug.agreement.Person;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.signing.OwnTurn;
import federzug.pipeline.signing.OwnTurn.Other;
import federzug.pipeline.signing.OwnTurn.Sight;
import federzug.pipeline.signing.OwnTurn.Stage;
import federzug.web.frame.Shown;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts a signatory's own turn into words: what the pages of one person have in common. */
@Component
@ConditionalOnWebApplication
class OwnTurnView {
    private final OwnTurn turn;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    OwnTurnView(OwnTurn turn, Clock clock) {
        this.turn = turn;
        this.clock = clock;
    }

    String again(Model model, Guest guest, HttpServletResponse response, List<String> lines) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        frame(model, guest);
        model.addAttribute("trouble", lines);
        return "zugang";
    }

    String refused(Model model, Guest guest, HttpServletResponse response, NoticedException e) {
        return again(model, guest, response, words(e.notices()));
    }

    /** Whether the person stands there already: of two clicks the second finds it done. */
    boolean stands(Guest guest, Stage stage) {
        return turn.see(guest.whose()).stage() == stage;
    }

    /** In words of somebody who sits at a page, not at a command line. */
    List<String> words(List<Notice> notices) {
        return notices.stream()
                .map(notice -> switch (notice.code()) {
                    case "signing.service.denied" -> texts.text("web.turn.denied");
                    case "signing.service.asks-here" -> texts.text("web.turn.asks-here");
                    case "pipeline.return.not-this-matter", "pipeline.return.unknown", "pipeline.return.other-matter" ->
                        texts.text("web.turn.other-file");
                    case "pipeline.return.older", "pipeline.return.older-text", "pipeline.return.before-replacement" ->
                        texts.text("web.turn.older-file");
                    default -> texts.text(notice);
                })
                .toList();
    }

    void frame(Model model, Guest guest) {
        frame(model, turn.see(guest.whose()));
    }

    void frame(Model model, Sight sight) {
        GermanTime time = GermanTime.of(clock);
        Person person = sight.person();
        String greeting = switch (person.salutation()) {
            case HERR -> texts.text("web.turn.greeting-mr", person.familyName());
            case FRAU -> texts.text("web.turn.greeting-mrs", person.familyName());
            case KEINE -> texts.text("web.turn.greeting", person.nameWithTitle());
        };
        Optional<Other> before = sight.others().stream().filter(Other::holds).findFirst();
        model.addAttribute("rehearsal", sight.rehearsal());
        model.addAttribute("greeting", greeting);
        model.addAttribute("stage", sight.stage().name());
        model.addAttribute("parties", sight.parties());
        model.addAttribute("person", person.nameWithTitle());
        model.addAttribute("office", sight.office());
        model.addAttribute("when", Shown.when(sight.matter(), texts));
        model.addAttribute("deadline", sight.deadline() == null ? "" : Shown.minute(sight.deadline()));
        model.addAttribute("place", sight.place());
        model.addAttribute("all", sight.others().size() + 1);
        model.addAttribute("before", before.map(Other::name).orElse(""));
        boolean free = before.isEmpty();
        model.addAttribute("signs", sight.stage() == Stage.YOUR_TURN || sight.stage() == Stage.LATER && free);
        model.addAttribute(
                "next",
                before.map(Other::name)
                        .orElseGet(() -> sight.others().stream()
                                .filter(other -> !other.signed())
                                .map(Other::name)
                                .findFirst()
                                .orElse("")));
        model.addAttribute("since", time.hour(sight.since(), clock.instant()));
        model.addAttribute(
                "signed",
                sight.others().stream().filter(Other::signed).map(Other::name).toList());
        model.addAttribute("ownReason", sight.reason());
        model.addAttribute("pages", sight.pages());
        model.addAttribute("size", Shown.size(sight.paper().size(), texts));
        model.addAttribute("sum", Shown.groups(sight.paper().digest().hex()));
        model.addAttribute("remote", sight.remote());
        model.addAttribute(
                "earliest", LocalDateTime.now(clock).withNano(0).withSecond(0).toString());
        model.addAttribute(
                "mark",
                sight.stage()
                        + sight.paper().digest().hex()
                        + before.map(Other::name).orElse(""));
    }
}
