package federzug.web.account;

import federzug.notice.ForeignText;
import federzug.start.ServedPages;
import federzug.web.frame.HouseEntrance;
import federzug.web.frame.HouseLoginException;
import federzug.web.frame.HouseLoginException.Trouble;
import federzug.web.frame.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lets somebody log in at the service of the house: by authorization code (OpenID Connect Core 1.0, 3.1) with PKCE (RFC
 * 7636). A question is answered once, in the browser that asked it, within ten minutes.
 */
@Page
@ConditionalOnProperty("federzug.web.oidc.issuer")
class HouseAccountPage {
    private static final Logger LOG = LoggerFactory.getLogger(HouseAccountPage.class);
    private static final String BACK = "/anmelden/haus/zurueck";
    private static final String KEY = HouseAccountPage.class.getName();
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final OidcSettings settings;
    private final OidcClient client;
    private final HouseEntrance entrance;
    private final ServedPages served;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HouseAccountPage(
            OidcSettings settings, OidcClient client, HouseEntrance entrance, ServedPages served, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.entrance = entrance;
        this.served = served;
        this.clock = clock;
    }

    /** What was asked, kept in the session alone. */
    record Question(String state, String nonce, String verifier, Instant at) implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "Question[" + at + "]";
        }
    }

    @GetMapping("/anmelden/haus")
    void go(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            OidcClient.Metadata service = client.metadata();
            Question question = new Question(word(24), word(24), word(48), clock.instant());
            request.getSession().setAttribute(KEY, question);
            Map<String, String> query = new LinkedHashMap<>();
            query.put("response_type", "code");
            query.put("client_id", settings.clientId());
            query.put("redirect_uri", back().toString());
            query.put("scope", "openid " + String.join(" ", settings.scopes()));
            query.put("state", question.state());
            query.put("nonce", question.nonce());
            query.put("code_challenge", URL.encodeToString(sha256(question.verifier())));
            query.put("code_challenge_method", "S256");
            String join = service.authorize().getRawQuery() == null ? "?" : "&";
            response.sendRedirect(service.authorize() + join + OidcClient.query(query));
        } catch (HouseLoginException e) {
            refuse(e, request, response);
        }
    }

    @GetMapping(BACK)
    void back(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(defaultValue = "") String iss,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            Question question = question(state, request);
            boolean foreign = !iss.isEmpty() && !iss.equals(String.valueOf(settings.issuer())); // RFC 9207
            if (foreign) {
                throw new HouseLoginException(Trouble.ANSWER, "iss", null);
            }
            if (!error.isEmpty() || code.isEmpty()) {
                throw new HouseLoginException(
                        error.equals("access_denied") ? Trouble.DENIED : Trouble.ANSWER,
                        ForeignText.shown(error, 60),
                        null);
            }
            OidcClient.Metadata service = client.metadata();
            if (service.names() && iss.isEmpty()) {
                throw new HouseLoginException(Trouble.ANSWER, "no iss", null);
            }
            String token = client.idToken(service, code, question.verifier(), back());
            IdToken identity = IdToken.read(token, client.keys(service), settings, question.nonce(), clock.instant());
            entrance.enter(identity.arrival(), request, response);
        } catch (HouseLoginException e) {
            refuse(e, request, response);
        }
    }

    /** The question that this state answers; it is answered once. */
    private Question question(String state, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        @Nullable Object kept = session == null ? null : session.getAttribute(KEY);
        if (session != null && kept instanceof Question question && same(question.state(), state)) {
            session.removeAttribute(KEY);
            if (clock.instant().isBefore(question.at().plus(KEPT))) {
                return question;
            }
        }
        throw new HouseLoginException(Trouble.LATE, "state", null);
    }

    private static void refuse(HouseLoginException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.warn("{}", e.getMessage(), e.getCause());
        response.sendRedirect(
                request.getContextPath() + "/anmelden?haus=" + e.trouble().word());
    }

    private URI back() {
        return URI.create(served.address() + BACK);
    }

    private String word(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return URL.encodeToString(some);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
