package federzug.web.account;

import federzug.access.AccessException;
import federzug.access.Account;
import federzug.access.AccountDesk;
import federzug.access.Accounts;
import federzug.notice.Texts;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes the own password. All sessions of the account end with it, this one too. */
@Page
class PasswordPage {
    private final AccountDesk desk;
    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final AccountDesk.Encoder encode;
    private final Texts texts = Shown.texts();

    PasswordPage(AccountDesk desk, Accounts accounts, PasswordEncoder encoder, AccountDesk.Encoder encode) {
        this.encode = encode;
        this.desk = desk;
        this.accounts = accounts;
        this.encoder = encoder;
    }

    @GetMapping("/konto/kennwort")
    String show(@AuthenticationPrincipal LoggedIn one, Model model) {
        boolean here = accounts.find(one.name()).filter(Account::isHere).isPresent();
        model.addAttribute("elsewhere", !here);
        model.addAttribute("lines", here ? List.of() : List.of(texts.text("access.password.elsewhere", one.name())));
        return "kennwort";
    }

    @PostMapping("/konto/kennwort")
    String change(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "bisher", defaultValue = "") String current,
            @RequestParam(name = "neu", defaultValue = "") String fresh,
            @RequestParam(name = "noch-einmal", defaultValue = "") String again,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = accounts.find(one.name()).orElseThrow();
        try {
            if (desk.triesTooOften(one.name(), request.getRemoteAddr())) {
                return again(model, response, texts.text("web.login.wait"));
            }
            if (!account.isHere()) {
                throw AccessException.refused("access.password.elsewhere", account.name());
            }
            if (!encoder.matches(current, account.encoded())) {
                return again(model, response, texts.text("web.password.wrong"));
            }
            if (!fresh.equals(again)) {
                return again(model, response, texts.text("web.password.differ"));
            }
            desk.changePassword(one.name(), account, fresh, false, encode);
        } catch (AccessException e) {
            return again(model, response, e.notices().stream().map(texts::text).toArray(String[]::new));
        }
        request.getSession().invalidate();
        return "redirect:/anmelden?geaendert";
    }

    private static String again(Model model, HttpServletResponse response, String... lines) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("lines", List.of(lines));
        return "kennwort";
    }
}
