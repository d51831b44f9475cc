package federzug.web.frame;

import federzug.access.Role;
import federzug.notice.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives each page what its frame shows: who is logged in, and the ways that are open to them. */
@ControllerAdvice
@ConditionalOnWebApplication
class PageModel {
    /** Pages of people without an account, who have nowhere else to go. */
    private static final Pattern GUESTS =
            Pattern.compile("/(z|zitat|anzeige|unterzeichnen)/.*|/(unterzeichnen|rueckkehr|mein-zitat)");

    /** Pages that a personal link has opened. */
    private static final List<String> SESSIONS = List.of("/unterzeichnen", "/mein-zitat");

    private final WebSettings settings;
    private final Texts texts = Shown.texts();

    PageModel(WebSettings settings) {
        this.settings = settings;
    }

    /**
     * One entry of the menu.
     *
     * @param here whether the page shown lies on this way
     */
    public record Way(String path, String text, boolean here) {}

    @ModelAttribute
    void frame(Model model, HttpServletRequest request) {
        @Nullable LoggedIn one = loggedIn();
        model.addAttribute("settings", settings);
        model.addAttribute("house", settings.house());
        model.addAttribute("demo", settings.demo());
        model.addAttribute("account", one);
        model.addAttribute("alive", alive(one, request));
        model.addAttribute("door", LostSession.door(request));
        model.addAttribute("lost", LostSession.isReasonOf(request));
        model.addAttribute("needed", names(LostSession.needed(request), "web.trouble.or"));
        model.addAttribute("held", one == null ? "" : names(one.roles(), "web.trouble.and"));
        model.addAttribute(
                "guest", one == null && GUESTS.matcher(asked(request)).matches());
        model.addAttribute("help", HelpChapters.of(path(request)));
        model.addAttribute("ways", one == null || one.mustChange() ? List.of() : ways(one, path(request)));
    }

    private String names(Set<Role> roles, String joint) {
        return roles.stream()
                .sorted()
                .map(role -> texts.text("web.trouble.role", texts.text(role.code())))
                .reduce((first, second) -> texts.text(joint, first, second))
                .orElse("");
    }

    private List<Way> ways(LoggedIn one, String path) {
        List<Way> ways = new ArrayList<>();
        add(ways, one, PageRights.READERS, "/vorgaenge", "/vorgaenge", "web.way.today", path);
        add(ways, one, Set.of(Role.PRUEFUNG, Role.VORGANG), "/pruefen", "/pruefen", "web.way.check", path);
        add(ways, one, Set.of(Role.VORGANG), "/rueckgabe", "/rueckgabe", "web.way.returns", path);
        add(ways, one, PageRights.RELEASES, "/medien", "/medien", "web.way.releases", path);
        add(ways, one, Set.of(Role.VORGANG, Role.PRESSE), "/postausgang", "/postausgang", "web.way.outbox", path);
        add(ways, one, Set.of(Role.VORGANG, Role.VERWALTUNG), "/vorlagen", "/vorlagen", "web.way.templates", path);
        add(ways, one, Set.of(Role.VERWALTUNG), "/verwaltung/konten", "/verwaltung", "web.way.admin", path);
        return ways;
    }

    private void add(
            List<Way> ways, LoggedIn one, Set<Role> roles, String target, String below, String text, String path) {
        if (roles.stream().anyMatch(one::may)) {
            ways.add(new Way(target, texts.text(text), path.startsWith(below)));
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** The address of a page that answers as long as the session is there; null: this one needs none. */
    private static @Nullable String alive(@Nullable LoggedIn one, HttpServletRequest request) {
        String path = path(request);
        Optional<String> opened = SESSIONS.stream()
                .filter(page -> path.equals(page) || path.startsWith(page + "/"))
                .findFirst();
        return opened.or(() -> one == null ? Optional.empty() : Optional.of(AccountCheck.PASSWORD_PAGE))
                .map(page -> request.getContextPath() + page)
                .orElse(null);
    }

    /** What was asked for, on the page that says why it is not given, too. */
    private static String asked(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri.substring(Math.min(request.getContextPath().length(), uri.length()))
                : path(request);
    }

    static @Nullable LoggedIn loggedIn() {
        @Nullable Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login != null && login.getPrincipal() instanceof LoggedIn one ? one : null;
    }
}
