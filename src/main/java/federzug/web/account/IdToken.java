package federzug.web.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import federzug.access.Account;
import federzug.access.AccountArrivals.Arrival;
import federzug.web.frame.HouseLoginException;
import federzug.web.frame.HouseLoginException.Trouble;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges an ID token (OpenID Connect Core 1.0, 3.1.3.7) and reads from it who somebody is. */
final class IdToken {
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final int LONGEST_SUBJECT = 255;
    /** Signatures with a public key only: our own secret signs nothing, and "none" signs nothing at all. */
    private static final Set<JWSAlgorithm> BELIEVED = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final JWTClaimsSet claims;

    private IdToken(OidcSettings settings, JWTClaimsSet claims) {
        this.settings = settings;
        this.claims = claims;
    }

    /**
     * Believes a token, or does not.
     *
     * @param nonce of the question it must answer
     * @throws HouseLoginException if anything about it is wrong
     */
    static IdToken read(String token, JWKSet keys, OidcSettings settings, String nonce, Instant now) {
        DefaultJWTProcessor<com.nimbusds.jose.proc.SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(BELIEVED, new ImmutableJWKSet<>(keys)));
        // The clock of the house judges times, below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            String trouble = trouble(claims, settings, nonce, now);
            if (!trouble.isEmpty()) {
                throw new HouseLoginException(Trouble.ANSWER, trouble, null);
            }
            return new IdToken(settings, claims);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new HouseLoginException(Trouble.ANSWER, "id_token", e);
        }
    }

    private static String trouble(JWTClaimsSet claims, OidcSettings settings, String nonce, Instant now)
            throws ParseException {
        List<String> audience = claims.getAudience();
        String party = claims.getStringClaim("azp");
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date begins = claims.getNotBeforeTime();
        String subject = claims.getSubject();
        if (!String.valueOf(settings.issuer()).equals(claims.getIssuer())) {
            return "iss";
        }
        if (!audience.contains(settings.clientId())
                || (party == null ? audience.size() > 1 : !party.equals(settings.clientId()))) {
            return "aud";
        }
        if (expires == null || !now.minus(SKEW).isBefore(expires.toInstant())) {
            return "exp";
        }
        if (issued == null || issued.toInstant().isAfter(now.plus(SKEW))) {
            return "iat";
        }
        if (begins != null && begins.toInstant().isAfter(now.plus(SKEW))) {
            return "nbf";
        }
        if (!nonce.equals(claims.getStringClaim("nonce"))) {
            return "nonce";
        }
        return subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT ? "sub" : "";
    }

    /** Who it is, with the roles that the settings give to the groups. */
    Arrival arrival() {
        Collection<String> groups = texts(claim(settings.rolesClaim()));
        String name = text(claim(settings.nameClaim()));
        String shown = text(claims.getClaim("name"));
        return new Arrival(
                Account.Origin.PROVIDER,
                settings.issuer() + " " + claims.getSubject(),
                name,
                shown.isEmpty()
                        ? (text(claims.getClaim("given_name")) + " " + text(claims.getClaim("family_name"))).strip()
                        : shown,
                settings.groups().of(groups, String::equals));
    }

    /** By its whole name, else step by step into objects. */
    private @Nullable Object claim(String path) {
        Object whole = claims.getClaim(path);
        if (whole != null) {
            return whole;
        }
        Object found = claims.getClaims();
        for (String step : path.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return found;
    }

    private static String text(@Nullable Object claim) {
        return claim instanceof String text ? text : "";
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> some) {
            return some.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
