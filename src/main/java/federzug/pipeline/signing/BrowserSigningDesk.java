package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.RemoteLogins;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.SigningDesk.Reading;
import federzug.signing.BrowserSigning;
import federzug.signing.Devices;
import federzug.signing.SigningSession;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a person signs with a remote service in a browser, in two halves: {@link #begin} says where the browser goes,
 * and {@link #comeBack} takes what it brings. No thread waits in between.
 *
 * <p>What was begun is kept encrypted under the state of the request, which only the browser brings back: it survives a
 * restart, and any process on the same database may be the one to which the browser returns. A kill in the middle of a
 * return leaves the person to begin again, and the signature that was begun is continued.
 */
@Component
public class BrowserSigningDesk {
    /** A person has to find a telephone and a password. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SigningDesk desk;
    private final TurnLookup lookup;
    private final SignatureSteps steps;
    private final NextTurn next;
    private final Devices devices;
    private final RemoteLogins logins;
    private final Clock clock;

    BrowserSigningDesk(
            SigningDesk desk,
            TurnLookup lookup,
            SignatureSteps steps,
            NextTurn next,
            Devices devices,
            RemoteLogins logins,
            Clock clock) {
        this.desk = desk;
        this.lookup = lookup;
        this.steps = steps;
        this.next = next;
        this.devices = devices;
        this.logins = logins;
        this.clock = clock;
    }

    /** The result when the browser leaves or comes back. */
    public sealed interface Arrival {}

    /**
     * The service wants to see the browser: first for the login, then for the release of the signature.
     *
     * @param address where it goes
     * @param state of the request, for the page to bind it to its browser session
     */
    public record Departure(URI address, String state) implements Arrival {}

    /**
     * The signature is checked and recorded, and the document went to the next person.
     *
     * @param matter where it stands now
     */
    public record Signed(MatterStatus matter, String agreement, String person) implements Arrival {}

    /** Nothing was signed; the person may begin again. */
    public record Refused(List<Notice> notices) implements Arrival {
        public Refused {
            notices = List.copyOf(notices);
        }
    }

    /** What waits for the browser. */
    private record Begun(Acting acting, BrowserSigning signing, Reading reading, boolean loggedIn) {}

    /**
     * The same as it is kept.
     *
     * @param signing {@link BrowserSigning#kept}
     */
    private record Kept(Acting acting, Reading reading, boolean loggedIn, String signing) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    /**
     * Begins to sign what was shown.
     *
     * @param returnAddress where the browser comes back to; registered with the service
     * @return where the browser goes; {@link Signed} at once if the service needs neither login nor release there
     * @throws PipelineException if the document has changed since it was shown
     */
    public Arrival begin(Acting acting, Reading reading, URI returnAddress) {
        desk.unchanged(reading);
        BrowserSigning signing = devices.inBrowser(reading.device(), returnAddress);
        Optional<URI> login = signing.logIn();
        return login.isPresent()
                ? waiting(new Begun(acting, signing, reading, false), login.get())
                : release(acting, signing, reading, Progress.SILENT);
    }

    /** @param query raw query of the address the browser has come back to */
    public Arrival comeBack(String query, Progress progress) {
        Optional<String> known = logins.take(state(query), clock.instant());
        if (known.isEmpty()) {
            return unknown();
        }
        try {
            Begun one = restored(known.get());
            if (!one.loggedIn()) {
                one.signing().loggedIn(query);
                return release(one.acting(), one.signing(), one.reading(), progress);
            }
            return arrived(
                    one.acting(), one.signing(), one.reading(), one.signing().released(query), progress);
        } catch (NoticedException e) {
            return new Refused(e.notices());
        } catch (JacksonException e) {
            return unknown(); // kept by another version of the program
        }
    }

    private static Refused unknown() {
        return new Refused(List.of(Notice.error("pipeline.sign.unknown-return", Place.NOWHERE)));
    }

    private Arrival release(Acting acting, BrowserSigning signing, Reading reading, Progress progress) {
        StoredMatter stored = lookup.stored(reading.matter());
        Ceremony ceremony =
                steps.begin(acting, stored, desk.unchanged(reading), reading.person(), signing.key(), progress);
        SigningSession session = steps.session(ceremony);
        BrowserSigning.Step step =
                signing.release(session.toBeSigned(), session.prepared().name());
        return arrived(acting, signing, reading, step, progress);
    }

    private Arrival arrived(
            Acting acting, BrowserSigning signing, Reading reading, BrowserSigning.Step step, Progress progress) {
        if (step instanceof BrowserSigning.Browser browser) {
            return waiting(new Begun(acting, signing, reading, true), browser.address());
        }
        byte[] value = ((BrowserSigning.Value) step).signature();
        steps.complete(
                acting, lookup.stored(reading.matter()), desk.unchanged(reading), reading.person(), value, progress);
        MatterStatus matter = next.handOut(acting, reading.matter(), progress);
        return new Signed(matter, reading.agreement(), reading.person());
    }

    private Departure waiting(Begun one, URI address) {
        String state = one.signing().state();
        Instant now = clock.instant();
        String kept = JSON.writeValueAsString(new Kept(
                one.acting(), one.reading(), one.loggedIn(), one.signing().kept()));
        if (!logins.keep(state, kept, now, now.plus(PATIENCE))) {
            throw PipelineException.failed("pipeline.sign.too-many-begun", Place.NOWHERE);
        }
        return new Departure(address, state);
    }

    private Begun restored(String kept) {
        Kept before = JSON.readValue(kept, Kept.class);
        BrowserSigning signing = devices.backInBrowser(before.reading().device(), before.signing());
        return new Begun(before.acting(), signing, before.reading(), before.loggedIn());
    }

    private static String state(String query) {
        for (String pair : query.split("&")) {
            if (pair.startsWith("state=")) {
                try {
                    return URLDecoder.decode(pair.substring("state=".length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return "";
                }
            }
        }
        return "";
    }
}
