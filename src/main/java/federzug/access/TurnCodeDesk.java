package federzug.access;

import federzug.access.PageActs.PageAct;
import federzug.access.TurnCodes.TurnCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Issues codes that a person is told by telephone, and limits how often one is guessed. */
@Component
public class TurnCodeDesk {
    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final TurnCodes codes;
    private final Attempts attempts;
    private final PageActs acts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TurnCodeDesk(TurnCodes codes, Attempts attempts, PageActs acts, Clock clock) {
        this.codes = codes;
        this.attempts = attempts;
        this.acts = acts;
        this.clock = clock;
    }

    /** Whether what somebody typed is the code. */
    @FunctionalInterface
    public interface Matcher {
        boolean matches(String typed, String encoded);
    }

    /** The result of an attempt. */
    public enum Tried {
        RIGHT,
        WRONG,
        /** After too many wrong codes every attempt is refused for a while, also the right one. */
        TOO_OFTEN
    }

    /**
     * Makes a code and revokes an older one, with the sessions opened by it.
     *
     * @return eight digits; they can be read only now
     */
    public String issue(String actor, String matter, String person, AccountDesk.Encoder encoder) {
        String code = String.format(java.util.Locale.ROOT, "%08d", random.nextInt(100_000_000));
        // As exact as the database keeps it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        codes.keep(matter, person, new TurnCode(encoder.encode(code), now));
        attempts.forget(Attempts.Kind.CODE, key(matter, person));
        acts.add(new PageAct(now, actor, "code-issued", matter + " " + person, null));
        return code.substring(0, 4) + " " + code.substring(4);
    }

    public void lift(String actor, String matter, String person) {
        codes.lift(matter, person);
        acts.add(new PageAct(clock.instant(), actor, "code-lifted", matter + " " + person, null));
    }

    public Optional<TurnCode> of(String matter, String person) {
        return codes.find(matter, person);
    }

    /** Tries a code; each try counts before it is judged, so that simultaneous ones count too. */
    public Tried tried(String matter, String person, TurnCode code, String typed, Matcher matcher) {
        Instant now = clock.instant();
        String key = key(matter, person);
        attempts.add(Attempts.Kind.CODE, key, now);
        if (attempts.since(Attempts.Kind.CODE, key, now.minus(WINDOW)) > TRIES) {
            return Tried.TOO_OFTEN;
        }
        String digits = typed.replaceAll("[^0-9]", "");
        if (digits.length() != 8 || !matcher.matches(digits, code.encoded())) {
            return Tried.WRONG;
        }
        attempts.forget(Attempts.Kind.CODE, key);
        return Tried.RIGHT;
    }

    private static String key(String matter, String person) {
        String key = matter + "/" + person;
        return key.length() > 200 ? key.substring(0, 200) : key;
    }
}
