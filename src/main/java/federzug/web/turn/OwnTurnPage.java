package federzug.web.turn;

import federzug.access.PersonalLink.Kind;
import federzug.agreement.Person;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.BrowserSigningDesk.Arrival;
import federzug.pipeline.signing.BrowserSigningDesk.Departure;
import federzug.pipeline.signing.BrowserSigningDesk.Refused;
import federzug.pipeline.signing.OwnTurn;
import federzug.pipeline.signing.OwnTurn.Other;
import federzug.pipeline.signing.OwnTurn.OwnPaper;
import federzug.pipeline.signing.OwnTurn.Sight;
import federzug.pipeline.signing.OwnTurn.Stage;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.start.ServedPages;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import federzug.web.turn.GuestSession.Entered;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A signatory's own turn: read, sign, give back, later, not at all. */
@Page
class OwnTurnPage {
    private static final String OWN = "/unterzeichnen";
    private static final String STATE = OwnTurnPage.class.getName();

    private final OwnTurn turn;
    private final GuestSession guests;
    private final ServedPages pages;
    private final Clock clock;
    private final Texts texts = Texts.german();

    OwnTurnPage(OwnTurn turn, GuestSession guests, ServedPages pages, Clock clock) {
        this.turn = turn;
        this.guests = guests;
        this.pages = pages;
        this.clock = clock;
    }

    /** Looking changes nothing: scanners of mail servers open links too. */
    @GetMapping("/z/{secret}")
    String greet(@PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.look(Kind.SIGNATORY, secret, request);
        if (guest.isEmpty()) {
            return gone(response);
        }
        Sight sight = turn.see(guest.get().whose());
        if (sight.stage() == Stage.OVER) {
            return gone(response);
        }
        return greeting(model, sight, guest.get(), secret, List.of());
    }

    private String greeting(Model model, Sight sight, Guest guest, String secret, List<String> trouble) {
        frame(model, sight);
        model.addAttribute("opens", secret);
        model.addAttribute("needsCode", guests.needsCode(guest));
        model.addAttribute("trouble", trouble);
        return "zugang-begruessung";
    }

    @PostMapping("/z/{secret}")
    String enter(
            @PathVariable String secret,
            @RequestParam(name = "code", defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Entered entered = guests.enter(secret, code, request);
        if (entered == Entered.IN) {
            return "redirect:" + OWN;
        }
        Optional<Guest> guest = guests.look(Kind.SIGNATORY, secret, request);
        if (entered == Entered.NO_LINK || guest.isEmpty()) {
            return gone(response);
        }
        boolean often = entered == Entered.TOO_OFTEN;
        response.setStatus(often ? HttpStatus.TOO_MANY_REQUESTS.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
        String words = texts.text(often ? "web.code.too-often" : "web.code.wrong");
        return greeting(model, turn.see(guest.get().whose()), guest.get(), secret, List.of(words));
    }

    @GetMapping(OWN)
    String show(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Sight> sight = sight(request);
        if (sight.isEmpty()) {
            return gone(response);
        }
        frame(model, sight.get());
        model.addAttribute("trouble", List.of());
        return "zugang";
    }

    @GetMapping(OWN + "/dokument.pdf")
    ResponseEntity<byte[]> paper(
            @RequestParam(name = "herunterladen", required = false) @Nullable String download,
            HttpServletRequest request) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return ResponseEntity.status(HttpStatus.GONE).build();
        }
        OwnPaper paper = turn.paper(guest.get().whose());
        return SentFile.send(paper.name(), paper.content(), download == null);
    }

    @PostMapping(OWN + "/zurueckgeben")
    String giveBack(
            @RequestParam(name = "datei", required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return gone(response);
        }
        if (file == null || file.isEmpty()) {
            return again(model, guest.get(), response, List.of(texts.text("web.turn.no-file")));
        }
        try {
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            Taken taken = turn.giveBack(
                    guest.get().acting(), guest.get().whose(), new Upload(name, file.getBytes()), Progress.SILENT);
            if (!taken.accepted() && !taken.isParked()) {
                return again(
                        model,
                        guest.get(),
                        response,
                        taken.notices().stream().map(texts::text).toList());
            }
            guests.act(guest.get(), taken.accepted() ? "signed-copy" : "copy-waits", null);
        } catch (NoticedException e) {
            return refused(model, guest.get(), response, e);
        }
        return "redirect:" + OWN;
    }

    @PostMapping(OWN + "/spaeter")
    String later(
            @RequestParam(name = "bis", defaultValue = "") String until,
            @RequestParam(name = "nachricht", defaultValue = "") String message,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return gone(response);
        }
        try {
            LocalDateTime when = LocalDateTime.parse(until);
            turn.defer(guest.get().acting(), guest.get().whose(), when, bounded(message), Progress.SILENT);
            guests.act(guest.get(), "deferred", null);
        } catch (DateTimeParseException e) {
            return again(model, guest.get(), response, List.of(texts.text("web.turn.no-time")));
        } catch (NoticedException e) {
            return refused(model, guest.get(), response, e);
        }
        return "redirect:" + OWN;
    }

    @PostMapping(OWN + "/ablehnen")
    String decline(
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return gone(response);
        }
        try {
            turn.decline(guest.get().acting(), guest.get().whose(), bounded(reason), Progress.SILENT);
            guests.act(guest.get(), "declined", null);
        } catch (NoticedException e) {
            return refused(model, guest.get(), response, e);
        }
        return "redirect:" + OWN;
    }

    /** Sends the browser to the person's signing service. */
    @PostMapping(OWN + "/jetzt")
    String sign(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return gone(response);
        }
        try {
            return arrived(
                    turn.begin(
                            guest.get().acting(),
                            guest.get().whose(),
                            java.net.URI.create(pages.address() + "/rueckkehr")),
                    model,
                    guest.get(),
                    request,
                    response);
        } catch (NoticedException e) {
            return refused(model, guest.get(), response, e);
        }
    }

    @GetMapping("/rueckkehr")
    String comeBack(
            @RequestParam(name = "state", defaultValue = "") String state,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        @Nullable HttpSession session = request.getSession(false);
        // An answer counts in the session that asked for it, and there once.
        boolean asked = session != null && state.equals(session.getAttribute(STATE));
        if (guest.isEmpty()) {
            // The program was started again meanwhile, or the link has ended: nobody is lost, and nothing was signed.
            model.addAttribute("back", true);
            return gone(response);
        }
        if (!asked || session == null) {
            return again(model, guest.get(), response, List.of(texts.text("web.turn.return-unknown")));
        }
        session.removeAttribute(STATE);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        return arrived(turn.comeBack(query, Progress.SILENT), model, guest.get(), request, response);
    }

    private String arrived(
            Arrival arrival, Model model, Guest guest, HttpServletRequest request, HttpServletResponse response) {
        if (arrival instanceof Departure departure) {
            request.getSession().setAttribute(STATE, departure.state());
            model.addAttribute("address", departure.address().toString());
            frame(model, turn.see(guest.whose()));
            return "zugang-weiter";
        }
        if (arrival instanceof Refused refused) {
            return again(model, guest, response, words(refused.notices()));
        }
        guests.act(guest, "signed-remotely", null);
        return "redirect:" + OWN;
    }

    private Optional<Sight> sight(HttpServletRequest request) {
        return guests.guest(request).map(guest -> turn.see(guest.whose())).filter(sight -> sight.stage() != Stage.OVER);
    }

    private String refused(Model model, Guest guest, HttpServletResponse response, NoticedException e) {
        return again(model, guest, response, words(e.notices()));
    }

    /** In words of somebody who sits at a page, not at a command line. */
    private List<String> words(List<Notice> notices) {
        return notices.stream()
                .map(notice -> switch (notice.code()) {
                    case "signing.service.denied" -> texts.text("web.turn.denied");
                    case "signing.service.asks-here" -> texts.text("web.turn.asks-here");
                    default -> texts.text(notice);
                })
                .toList();
    }

    private String again(Model model, Guest guest, HttpServletResponse response, List<String> lines) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        frame(model, turn.see(guest.whose()));
        model.addAttribute("trouble", lines);
        return "zugang";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "zugang-abgelaufen";
    }

    private static String bounded(String words) {
        String plain = words.strip();
        return plain.length() > 1000 ? plain.substring(0, 1000) : plain;
    }

    private void frame(Model model, Sight sight) {
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
        model.addAttribute("deadline", sight.deadline() == null ? "" : GermanTime.longMinute(sight.deadline()));
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
