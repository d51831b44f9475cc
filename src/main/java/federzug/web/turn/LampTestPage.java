package federzug.web.turn;

import federzug.access.Role;
import federzug.agreement.Matter;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.Board.About;
import federzug.pipeline.doctor.Doctor;
import federzug.pipeline.doctor.Doctor.Checkup;
import federzug.pipeline.doctor.Lamp;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LampRow;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Days before a signing: one line for everything that has to work, and what is missing. */
@Page
class LampTestPage {
    private static final String PAGE = "/vorgaenge/{id}/lampentest";
    /** What only those understand and mend who look after the machine. */
    private static final Set<Lamp.Kind> OF_THE_MACHINE = EnumSet.of(
            Lamp.Kind.SETTINGS,
            Lamp.Kind.DATABASE,
            Lamp.Kind.CLOCK,
            Lamp.Kind.DISK,
            Lamp.Kind.RIGHTS,
            Lamp.Kind.VERSIONS,
            Lamp.Kind.START,
            Lamp.Kind.FOLDER);

    private final Doctor doctor;
    private final Board board;
    private final Errands errands;
    private final PageJournal journal;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    LampTestPage(Doctor doctor, Board board, Errands errands, PageJournal journal, Clock clock) {
        this.doctor = doctor;
        this.board = board;
        this.errands = errands;
        this.journal = journal;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String id, @AuthenticationPrincipal LoggedIn one, Model model) {
        boolean rehearsal = board.of(id).rehearsal();
        Optional<Standing> look = errands.look(name(id));
        Optional<Checkup> checkup = look.flatMap(standing -> standing.result(Checkup.class));
        List<Lamp> lamps = checkup.map(Checkup::lamps).orElse(List.of());
        Seen seen = Errands.seen(texts, look);
        About about = board.about(id);
        model.addAttribute("id", id);
        model.addAttribute("about", about.title());
        model.addAttribute("when", about.matter() == null ? "" : Shown.when(about.matter(), texts));
        model.addAttribute("days", about.matter() == null ? 0 : days(about.matter()));
        model.addAttribute("rehearsal", rehearsal);
        model.addAttribute("works", one.may(Role.VORGANG));
        model.addAttribute("lines", seen.trouble());
        model.addAttribute("busy", seen.busy());
        model.addAttribute("mark", seen.mark());
        model.addAttribute("checked", checkup.isPresent());
        model.addAttribute(
                "at",
                checkup.isPresent()
                        ? GermanTime.of(clock).minute(look.orElseThrow().at())
                        : "");
        model.addAttribute("good", lamps.stream().filter(Lamp::isGood).count());
        model.addAttribute("lamps", lamps.size());
        model.addAttribute(
                "all", rows(lamps, lamp -> lamp.kind() != Lamp.Kind.DEVICE && !OF_THE_MACHINE.contains(lamp.kind())));
        model.addAttribute("machine", rows(lamps, lamp -> OF_THE_MACHINE.contains(lamp.kind())));
        model.addAttribute("persons", rows(lamps, lamp -> lamp.kind() == Lamp.Kind.DEVICE));
        model.addAttribute(
                "missing",
                checkup.map(found -> found.missing().stream().map(texts::text).toList())
                        .orElse(List.of()));
        return "lampentest";
    }

    /** Asks the services that a signing needs: on demand, and beside the request. */
    @PostMapping(PAGE + "/pruefen")
    String look(@PathVariable String id, @AuthenticationPrincipal LoggedIn one) {
        board.of(id);
        if (errands.begin(name(id), progress -> doctor.examine(id, progress))) {
            journal.done(one, "lamps-looked", id);
        }
        return "redirect:/vorgaenge/" + id + "/lampentest";
    }

    /** Days until the signing; 0 on the day and afterwards. */
    private long days(Matter matter) {
        return Math.max(0, ChronoUnit.DAYS.between(LocalDate.now(clock), matter.date()));
    }

    private List<LampRow> rows(List<Lamp> lamps, Predicate<Lamp> wanted) {
        return lamps.stream()
                .filter(wanted)
                .map(lamp -> LampRow.of(lamp, texts))
                .toList();
    }

    private static String name(String matter) {
        return "lamps/" + matter;
    }
}
