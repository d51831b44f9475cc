package federzug.web.account;

import federzug.access.Role;
import federzug.web.frame.HouseLoginException.Trouble;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page to log in, and the first page afterwards. */
@Page
class LoginPage {
    private final OidcSettings service;

    LoginPage(OidcSettings service) {
        this.service = service;
    }

    @GetMapping("/anmelden")
    String login(
            Model model,
            @RequestParam(required = false) @Nullable String fehler,
            @RequestParam(required = false) @Nullable String warten,
            @RequestParam(required = false) @Nullable String abgemeldet,
            @RequestParam(required = false) @Nullable String beendet,
            @RequestParam(required = false) @Nullable String abgelaufen,
            @RequestParam(required = false) @Nullable String angelegt,
            @RequestParam(required = false) @Nullable String geaendert,
            @RequestParam(name = "haus", defaultValue = "") String house) {
        model.addAttribute("service", service.issuer() != null);
        model.addAttribute(
                "trouble",
                Arrays.stream(Trouble.values())
                        .filter(trouble -> trouble.word().equals(house))
                        .map(Trouble::code)
                        .findFirst()
                        .orElse(null));
        model.addAttribute("wrong", fehler != null);
        model.addAttribute("wait", warten != null);
        model.addAttribute("out", abgemeldet != null);
        model.addAttribute("ended", beendet != null);
        model.addAttribute("late", abgelaufen != null);
        model.addAttribute("made", angelegt != null);
        model.addAttribute("changed", geaendert != null);
        return "anmelden";
    }

    @GetMapping("/")
    String begin(@AuthenticationPrincipal LoggedIn one) {
        if (one.may(Role.VORGANG) || one.may(Role.PRESSE)) {
            return "redirect:/vorgaenge";
        }
        if (one.may(Role.PRUEFUNG)) {
            return "redirect:/pruefen";
        }
        if (one.may(Role.PRESSE_FREIGABE)) {
            return "redirect:/medien";
        }
        return one.may(Role.VERWALTUNG) ? "redirect:/verwaltung/konten" : "redirect:/konto/kennwort";
    }
}
