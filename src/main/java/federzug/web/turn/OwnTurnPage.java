package federzug.web.turn;

import federzug.access.PersonalLink.Kind;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.OwnTurn;
import federzug.pipeline.signing.OwnTurn.OwnPaper;
import federzug.pipeline.signing.OwnTurn.Sight;
import federzug.pipeline.signing.OwnTurn.Stage;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import federzug.web.turn.GuestSession.Entered;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A signatory's own turn: go in, read, give a signed copy back. */
@Page
class OwnTurnPage {
    static final String OWN = "/unterzeichnen";

    private final OwnTurn turn;
    private final GuestSession guests;
    private final OwnTurnView view;
    private final OwnSigningPage signing;
    private final Texts texts = Shown.texts();

    OwnTurnPage(OwnTurn turn, GuestSession guests, OwnTurnView view, OwnSigningPage signing) {
        this.turn = turn;
        this.guests = guests;
        this.view = view;
        this.signing = signing;
    }

    /** Looking changes nothing: scanners of mail servers open links too. */
    @GetMapping("/z/{secret}")
    String greet(@PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.look(Kind.SIGNATORY, secret, request);
        if (guest.isEmpty()) {
            return GuestDoor.gone(response);
        }
        Sight sight = turn.see(guest.get().whose());
        if (sight.stage() == Stage.OVER) {
            return GuestDoor.gone(response);
        }
        return greeting(model, sight, guest.get(), secret, List.of());
    }

    private String greeting(Model model, Sight sight, Guest guest, String secret, List<String> trouble) {
        view.frame(model, sight);
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
            return GuestDoor.gone(response);
        }
        boolean often = entered == Entered.TOO_OFTEN;
        response.setStatus(often ? HttpStatus.TOO_MANY_REQUESTS.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
        String words = texts.text(often ? "web.code.too-often" : "web.code.wrong");
        return greeting(model, turn.see(guest.get().whose()), guest.get(), secret, List.of(words));
    }

    @GetMapping(OWN)
    String show(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        Optional<Sight> sight = guest.map(one -> turn.see(one.whose())).filter(seen -> seen.stage() != Stage.OVER);
        if (guest.isEmpty() || sight.isEmpty()) {
            return GuestDoor.gone(response);
        }
        Optional<String> onTheWay = signing.shown(guest.get(), model, request, response);
        if (onTheWay.isPresent()) {
            return onTheWay.get();
        }
        view.frame(model, sight.get());
        model.addAttribute("trouble", List.of());
        return "zugang";
    }

    @GetMapping(OWN + "/dokument.pdf")
    Object paper(
            @RequestParam(name = "herunterladen", required = false) @Nullable String download,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return GuestDoor.gone(response);
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
            return GuestDoor.gone(response);
        }
        if (file == null || file.isEmpty()) {
            return view.again(model, guest.get(), response, List.of(texts.text("web.turn.no-file")));
        }
        try {
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            Taken taken = turn.giveBack(
                    guest.get().acting(), guest.get().whose(), new Upload(name, file.getBytes()), Progress.SILENT);
            if (!taken.accepted() && !taken.isParked()) {
                if (view.stands(guest.get(), Stage.SIGNED)) {
                    return "redirect:" + OWN;
                }
                return view.again(model, guest.get(), response, view.words(taken.notices()));
            }
            guests.act(guest.get(), taken.accepted() ? "signed-copy" : "copy-waits", null);
        } catch (NoticedException e) {
            return view.refused(model, guest.get(), response, e);
        }
        return "redirect:" + OWN;
    }
}
