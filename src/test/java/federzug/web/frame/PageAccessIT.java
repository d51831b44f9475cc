package federzug.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page that there is, for every role, looked at and acted on: who may is written in {@code access.txt}, by hand. A
 * page that is missing there fails here. Refusals are tried with real requests, which change nothing; whether others
 * would be let through is asked of the security itself.
 */
class PageAccessIT {
    private static final Map<Character, Role> LETTERS = Map.of(
            'V', Role.VORGANG,
            'P', Role.PRUEFUNG,
            'S', Role.PRESSE,
            'F', Role.PRESSE_FREIGABE,
            'A', Role.VERWALTUNG);

    @TempDir
    static Path folder;

    private static WebServed served;
    private static final Map<Role, WebVisitor> VISITORS = new EnumMap<>(Role.class);
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

    @BeforeAll
    static void serve() {
        // A login service that is not there: its pages are.
        served = new WebServed(
                folder,
                "--federzug.web.oidc.issuer=http://127.0.0.1:9",
                "--federzug.web.oidc.client-id=federzug",
                "--federzug.web.oidc.roles.vorgang=federzug");
        served.application().accept("laufend", "rueckgabe");
        for (Role role : Role.values()) {
            VISITORS.put(role, served.visitor(role));
            TOKENS.put(role, VISITORS.get(role).token("/konto/kennwort"));
        }
    }

    @AfterAll
    static void end() {
        served.close();
    }

    /**
     * One line of the table.
     *
     * @param open nobody needs to be logged in
     */
    private record Line(String method, String path, boolean open, Set<Role> roles) {
        static Line of(String text) {
            String[] parts = text.split(": ");
            String[] what = parts[0].split(" ");
            Set<Role> roles = parts[1].equals("*") ? EnumSet.allOf(Role.class) : EnumSet.noneOf(Role.class);
            for (char letter : parts[1].toCharArray()) {
                if (LETTERS.containsKey(letter)) {
                    roles.add(LETTERS.get(letter));
                }
            }
            return new Line(what[0], what[1], parts[1].equals("-"), roles);
        }

        String key() {
            return method + " " + path;
        }

        String example() {
            String example = path.replace("/dokument/{x}", "/dokument/" + "0".repeat(64))
                    .replaceFirst(
                            "^/(pruefen|arbeit|neuer-vorgang|neuer-vorgang/tabelle)/\\{x}", "/$1/" + "A".repeat(22))
                    .replace("/vergleich/{x}", "/vergleich/" + "A".repeat(22));
            return path.startsWith("/pruefen/")
                    ? example.replaceFirst("\\{x}", "0").replace("{x}", "json")
                    : example.replaceFirst("\\{x}", "laufend").replace("{x}", "x");
        }

        @Override
        public String toString() {
            return key();
        }
    }

    static List<Line> table() throws IOException {
        try (InputStream in = PageAccessIT.class.getResourceAsStream("access.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        }
    }

    @Test
    void knowsEveryPageThatThereIsAndNoOther() throws IOException {
        Set<String> mapped = new TreeSet<>();
        served.the(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPathPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(method + " "
                                        + pattern.getPatternString()
                                                .replaceAll("\\{[a-z]+(:[^/]*)?}(?=/|$)", "{x}")))));
        assertThat(mapped)
                .containsExactlyElementsOf(
                        new TreeSet<>(table().stream().map(Line::key).toList()));
    }

    static Stream<Line> guarded() throws IOException {
        return table().stream().filter(line -> !line.open());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void refusesEverybodyElse(Line line) {
        int acts = served.the(PageActs.class).latest(100_000).size();
        for (Role role : Role.values()) {
            if (!line.roles().contains(role)) {
                WebVisitor visitor = VISITORS.get(role);
                Answer answer = line.method().equals("GET")
                        ? visitor.get(line.example())
                        : visitor.post(line.example(), TOKENS.get(role));
                assertThat(answer.status()).as("%s for %s", line, role).isEqualTo(403);
            }
        }
        WebVisitor nobody = served.visitor();
        String token = nobody.token("/anmelden");
        Answer answer = line.method().equals("GET") ? nobody.get(line.example()) : nobody.post(line.example(), token);
        assertThat(answer.status()).as("%s for nobody", line).isEqualTo(302);
        assertThat(answer.target()).as("%s for nobody", line).isEqualTo("/anmelden");
        assertThat(served.the(PageActs.class).latest(100_000))
                .as("nothing was done")
                .hasSize(acts);
    }

    @Test
    void letsEverybodyInWhoMay() throws IOException {
        AuthorizationManager<HttpServletRequest> security = served.the(SecurityFilterChain.class).getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(AuthorizationFilter.class::cast)
                .findFirst()
                .orElseThrow()
                .getAuthorizationManager();
        List<String> wrong = new ArrayList<>();
        for (Line line : table()) {
            for (Role role : Role.values()) {
                Authentication somebody = UsernamePasswordAuthenticationToken.authenticated(
                        "somebody", null, AuthorityUtils.createAuthorityList("ROLE_" + role.name()));
                MockHttpServletRequest request = new MockHttpServletRequest(line.method(), line.example());
                boolean may = Objects.requireNonNull(security.authorize(() -> somebody, request))
                        .isGranted();
                if (may != (line.open() || line.roles().contains(role))) {
                    wrong.add(line + " for " + role + ": " + may);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    static Stream<Line> acting() throws IOException {
        return table().stream().filter(line -> line.method().equals("POST"));
    }

    /** A form made by another site is refused for permitted roles, too. */
    @ParameterizedTest
    @MethodSource("acting")
    void doesNothingWithoutTheTokenOfAForm(Line line) {
        Role role = line.open() ? Role.VORGANG : line.roles().iterator().next();
        int acts = served.the(PageActs.class).latest(100_000).size();
        assertThat(VISITORS.get(role).post(line.example(), "").status()).isEqualTo(403);
        assertThat(VISITORS.get(role).post(line.example(), "erfunden").status()).isEqualTo(403);
        assertThat(served.the(PageActs.class).latest(100_000)).hasSize(acts);
    }

    static Stream<Line> shown() throws IOException {
        return guarded()
                .filter(line -> line.method().equals("GET") && !line.path().endsWith("strom"));
    }

    /** Pages refuse framing by other sites and caching, and none answers with a server error. */
    @ParameterizedTest
    @MethodSource("shown")
    void sendsEveryPageForThisSiteAlone(Line line) {
        Role role = line.roles().iterator().next();
        Answer answer = VISITORS.get(role).get(line.example());
        assertThat(answer.status()).as(answer.body()).isLessThan(500).isNotEqualTo(403);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        assertThat(answer.header("content-security-policy"))
                .as("%s", headers)
                .contains("frame-ancestors 'self'")
                .contains("default-src 'none'");
        assertThat(answer.header("x-frame-options")).isEqualTo("SAMEORIGIN");
        assertThat(answer.header("cache-control")).contains("no-store");
    }
}
