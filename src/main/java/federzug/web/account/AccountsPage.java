package federzug.web.account;

import federzug.access.AccessException;
import federzug.access.Account;
import federzug.access.AccountDesk;
import federzug.access.AccountDesk.Wish;
import federzug.access.Accounts;
import federzug.access.ReadablePassword;
import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Accounts and their roles. */
@Page
class AccountsPage {
    private final AccountDesk desk;
    private final Accounts accounts;
    private final AccountDesk.Encoder encoder;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    AccountsPage(AccountDesk desk, Accounts accounts, AccountDesk.Encoder encoder, Clock clock) {
        this.desk = desk;
        this.accounts = accounts;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** One account as the list shows it. */
    public record Line(String name, String shown, String roles, String last, boolean locked, boolean retired) {}

    /** One role to be ticked. */
    public record Choice(String value, String text, boolean ticked) {}

    @GetMapping("/verwaltung/konten")
    String list(Model model) {
        model.addAttribute("lines", List.of());
        model.addAttribute("accounts", accounts.all().stream().map(this::line).toList());
        return "verwaltung-konten";
    }

    @GetMapping("/verwaltung/konten/neu")
    String form(Model model) {
        return form(model, "", "", Set.of(), List.of());
    }

    @PostMapping("/verwaltung/konten/neu")
    String add(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "person", defaultValue = "") String shown,
            @RequestParam(name = "rolle", required = false) @Nullable Set<Role> roles,
            Model model,
            HttpServletResponse response) {
        Set<Role> wanted = roles == null ? Set.of() : roles;
        String word = ReadablePassword.fresh();
        try {
            desk.add(one.name(), new Wish(name, shown, word, wanted, true, false), false, encoder);
        } catch (AccessException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(model, name, shown, wanted, words(e));
        }
        return handOver(model, AccountDesk.key(name), word);
    }

    @GetMapping("/verwaltung/konten/{name}")
    String show(@PathVariable String name, Model model) {
        return form(model, known(name), List.of());
    }

    @PostMapping("/verwaltung/konten/{name}")
    String arrange(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String name,
            @RequestParam(name = "rolle", required = false) @Nullable Set<Role> roles,
            @RequestParam(name = "stillgelegt", defaultValue = "false") boolean retired,
            Model model,
            HttpServletResponse response) {
        Account account = known(name);
        // Boxes that cannot be ticked here are not sent.
        Set<Role> wanted = roles == null ? Set.of() : roles;
        try {
            desk.arrange(
                    one.name(),
                    account,
                    account.isHere() || roles != null ? wanted : account.roles(),
                    retired ? Account.State.RETIRED : Account.State.ACTIVE);
        } catch (AccessException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(model, account, words(e));
        }
        return "redirect:/verwaltung/konten";
    }

    @PostMapping("/verwaltung/konten/{name}/kennwort")
    String reset(@AuthenticationPrincipal LoggedIn one, @PathVariable String name, Model model) {
        Account account = known(name);
        String word = ReadablePassword.fresh();
        desk.changePassword(one.name(), account, word, true, encoder);
        return handOver(model, account.name(), word);
    }

    @PostMapping("/verwaltung/konten/{name}/entsperren")
    String unlock(@AuthenticationPrincipal LoggedIn one, @PathVariable String name) {
        desk.unlock(one.name(), known(name).name());
        return "redirect:/verwaltung/konten";
    }

    private Account known(String name) {
        return accounts.find(name).orElseThrow(() -> AccessException.refused("access.account.unknown", name));
    }

    private Line line(Account account) {
        String last = account.lastLogin() == null
                ? texts.text("web.account.never")
                : texts.text("web.account.last", GermanTime.of(clock).minute(account.lastLogin()));
        return new Line(
                account.name(),
                account.shown(),
                account.roles().stream()
                        .sorted()
                        .map(role -> texts.text(role.code()))
                        .collect(Collectors.joining(", ")),
                last,
                desk.isLocked(account.name()),
                !account.isActive());
    }

    private String form(Model model, String name, String shown, Set<Role> ticked, List<String> lines) {
        model.addAttribute("known", false);
        model.addAttribute("here", true);
        model.addAttribute("retired", false);
        return form(model, name, shown, lines, ticked);
    }

    private String form(Model model, Account account, List<String> lines) {
        model.addAttribute("known", true);
        model.addAttribute("here", account.isHere());
        model.addAttribute("retired", !account.isActive());
        return form(model, account.name(), account.shown(), lines, account.roles());
    }

    private String form(Model model, String name, String shown, List<String> lines, Set<Role> ticked) {
        model.addAttribute("name", name);
        model.addAttribute("person", shown);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "choices",
                EnumSet.allOf(Role.class).stream()
                        .map(role -> new Choice(role.name(), texts.text(role.code()), ticked.contains(role)))
                        .toList());
        return "verwaltung-konto";
    }

    private static String handOver(Model model, String name, String word) {
        model.addAttribute("name", name);
        model.addAttribute("word", word);
        return "verwaltung-kennwort";
    }

    private List<String> words(AccessException e) {
        return Shown.sentences(e.notices(), texts);
    }
}
