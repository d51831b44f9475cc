package federzug.web.account;

import federzug.access.AccessException;
import federzug.access.AccountDesk;
import federzug.access.AccountDesk.Wish;
import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.notice.Texts;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes the first account of a home, with the link that {@code federzug serve} has shown. */
@Page
class FirstAccountPage {
    private final AccountDesk desk;
    private final PersonalLinks links;
    private final GuestDoor guests;
    private final AccountDesk.Encoder encoder;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    FirstAccountPage(
            AccountDesk desk, PersonalLinks links, GuestDoor guests, AccountDesk.Encoder encoder, Clock clock) {
        this.desk = desk;
        this.links = links;
        this.guests = guests;
        this.encoder = encoder;
        this.clock = clock;
    }

    @GetMapping("/erstes-konto/{secret}")
    String show(@PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        if (guests.link(Kind.FIRST_ACCOUNT, secret, request).isEmpty()) {
            return GuestDoor.gone(response);
        }
        return form(model, secret, "", "", List.of());
    }

    @PostMapping("/erstes-konto/{secret}")
    String make(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "person", defaultValue = "") String shown,
            @RequestParam(name = "kennwort", defaultValue = "") String typed,
            @RequestParam(name = "noch-einmal", defaultValue = "") String again,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<PersonalLink> link = guests.link(Kind.FIRST_ACCOUNT, secret, request);
        if (link.isEmpty()) {
            return GuestDoor.gone(response);
        }
        try {
            if (!typed.equals(again)) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return form(model, secret, name, shown, List.of(texts.text("web.password.differ")));
            }
            Wish wish =
                    new Wish(name, shown, typed, Set.of(Role.VERWALTUNG, Role.VORGANG, Role.PRUEFUNG), false, false);
            desk.add(AccountDesk.key(name), wish, true, encoder);
            links.revoke(link.get(), clock.instant());
        } catch (AccessException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(model, secret, name, shown, Shown.sentences(e.notices(), texts));
        }
        return "redirect:/anmelden?angelegt";
    }

    private static String form(Model model, String secret, String name, String shown, List<String> lines) {
        model.addAttribute("opens", secret);
        model.addAttribute("name", name);
        model.addAttribute("person", shown);
        model.addAttribute("lines", lines);
        return "erstes-konto";
    }
}
