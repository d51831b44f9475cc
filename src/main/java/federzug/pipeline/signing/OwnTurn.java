package federzug.pipeline.signing;

import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.drafting.Parties;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.signing.BrowserSigningDesk.Arrival;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.pipeline.signing.SigningDesk.Reading;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.signing.Devices;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What one signatory sees and may do in their own turn; the turn decides, not the way in. */
@Component
public class OwnTurn {
    private static final String REMOTE = "csc";

    private final TurnLookup lookup;
    private final DocumentStore store;
    private final Devices devices;
    private final ReturnDesk returns;
    private final TurnDesk turns;
    private final SigningDesk signing;
    private final BrowserSigningDesk browser;

    OwnTurn(
            TurnLookup lookup,
            DocumentStore store,
            Devices devices,
            ReturnDesk returns,
            TurnDesk turns,
            SigningDesk signing,
            BrowserSigningDesk browser) {
        this.lookup = lookup;
        this.store = store;
        this.devices = devices;
        this.returns = returns;
        this.turns = turns;
        this.signing = signing;
        this.browser = browser;
    }

    /** Where the person stands, as they need to know it. */
    public enum Stage {
        NOT_YET,
        YOUR_TURN,
        SIGNED,
        LATER,
        DECLINED,
        /** Somebody else signs, or the signing was called off. */
        OVER
    }

    /**
     * Another person of the signing.
     *
     * @param since when they signed, or got the document
     */
    public record Other(String name, String office, boolean signed, boolean holds, Instant since) {}

    /**
     * The turn as its person sees it.
     *
     * @param place of the person in the order, from 1
     * @param others those before in the order, and those after
     * @param remote the person signs with a remote service in the browser
     * @param reason why the person does not sign, in their own words; empty if they have given none themselves
     */
    public record Sight(
            Matter matter,
            boolean rehearsal,
            String parties,
            Person person,
            String office,
            @Nullable LocalDateTime deadline,
            Stage stage,
            Instant since,
            int place,
            List<Other> others,
            Content paper,
            int pages,
            boolean remote,
            String reason) {
        public Sight {
            others = List.copyOf(others);
        }
    }

    /** The document as it is now. */
    public record OwnPaper(String name, byte[] content) {}

    public Sight see(Whose whose) {
        StoredMatter stored = lookup.stored(whose.matter());
        Ceremony ceremony = lookup.ceremony(whose);
        Turn turn = ceremony.turn(whose.person());
        List<Turn> order = ceremony.turns().stream()
                .filter(one -> one.state() != TurnState.REPLACED)
                .toList();
        Content paper = ceremony.paper().content();
        Person person = stored.matter().person(whose.person()).orElseThrow();
        return new Sight(
                stored.matter(),
                ceremony.rehearsal(),
                parties(stored.matter(), ceremony.agreement()),
                person,
                Parties.officeWithHouse(stored.matter(), person, turn.office()),
                turn.deadline(),
                stage(ceremony, turn),
                turn.since(),
                order.indexOf(turn) + 1,
                order.stream()
                        .filter(one -> one != turn)
                        .map(one -> new Other(
                                one.name(),
                                one.office(),
                                one.state() == TurnState.SIGNED,
                                one.state().holdsDocument(),
                                one.since()))
                        .toList(),
                new Content(paper.digest(), ResultNames.current(stored.matter(), ceremony), paper.size()),
                ceremony.basis().pages(),
                devices.kind(turn.device()).equals(REMOTE),
                turn.state() == TurnState.DECLINED ? lookup.ownReason(ceremony, turn.person()) : "");
    }

    /** Whether the person still signs: nobody else does in their place. */
    public boolean takesPart(Whose whose) {
        return lookup.ceremony(whose).turns().stream()
                .anyMatch(turn -> turn.person().equals(whose.person()) && turn.state() != TurnState.REPLACED);
    }

    private static String parties(Matter matter, String agreement) {
        return matter.agreement(agreement).stream()
                .flatMap(one -> one.municipalities().stream())
                .map(Municipality::label)
                .collect(Collectors.joining(", "));
    }

    private static Stage stage(Ceremony ceremony, Turn turn) {
        if (turn.state() == TurnState.SIGNED) {
            return Stage.SIGNED;
        }
        if (turn.state() == TurnState.REPLACED || ceremony.state() instanceof Cancelled) {
            return Stage.OVER;
        }
        return switch (turn.state()) {
            case DEFERRED -> Stage.LATER;
            case DECLINED -> Stage.DECLINED;
            default -> isDue(ceremony, turn) ? Stage.YOUR_TURN : Stage.NOT_YET;
        };
    }

    private static boolean isDue(Ceremony ceremony, Turn turn) {
        boolean free = ceremony.holder()
                .map(holder -> holder.person().equals(turn.person()))
                .orElse(true);
        return free && ceremony.due().contains(turn);
    }

    /** The text may be read before one's turn: it does not change any more. */
    public OwnPaper paper(Whose whose) {
        Sight sight = see(whose);
        if (sight.stage() == Stage.OVER) {
            throw refused("pipeline.own.over");
        }
        return new OwnPaper(sight.paper().name(), store.bytes(sight.paper().digest()));
    }

    /**
     * Takes the person's own copy.
     *
     * @throws PipelineException if it is not the person's turn
     */
    public Taken giveBack(Acting acting, Whose whose, Upload upload, Progress progress) {
        requireTurn(whose);
        return returns.take(acting, whose.matter(), List.of(upload), progress)
                .files()
                .get(0);
    }

    /** The person signs later. */
    public MatterStatus defer(Acting acting, Whose whose, LocalDateTime until, String reason, Progress progress) {
        return turns.defer(acting, exact(whose), until, reason, progress);
    }

    /**
     * The person refuses.
     *
     * @throws PipelineException without a reason: others have to decide what follows
     */
    public MatterStatus decline(Acting acting, Whose whose, String reason, Progress progress) {
        if (reason.isBlank()) {
            throw refused("pipeline.own.no-reason");
        }
        return turns.decline(acting, exact(whose), reason, progress);
    }

    /**
     * The person signs after all.
     *
     * @return false if they do not refuse, as after a second click: then nothing has changed
     */
    public boolean reconsider(Acting acting, Whose whose, Progress progress) {
        if (lookup.ceremony(whose).turn(whose.person()).state() != TurnState.DECLINED) {
            return false;
        }
        turns.reconsider(acting, exact(whose), "", progress);
        return true;
    }

    /**
     * Begins to sign with the person's remote service.
     *
     * @param returnAddress where the browser comes back to
     */
    public Arrival begin(Acting acting, Whose whose, URI returnAddress) {
        requireTurn(whose);
        Reading reading = signing.show(whose.matter(), exact(whose).agreement(), whose.person(), null);
        return browser.begin(acting, reading, returnAddress);
    }

    /** @param query raw query of the address the browser has come back to */
    public Arrival comeBack(String query, Progress progress) {
        return browser.comeBack(query, progress);
    }

    private void requireTurn(Whose whose) {
        Ceremony ceremony = lookup.ceremony(whose);
        Turn turn = ceremony.turn(whose.person());
        if (turn.state() != TurnState.SIGNED && !isDue(ceremony, turn)) {
            throw refused("pipeline.own.not-your-turn");
        }
    }

    private Whose exact(Whose whose) {
        return new Whose(whose.matter(), lookup.ceremony(whose).agreement(), whose.person());
    }

    private static PipelineException refused(String code) {
        return PipelineException.refused(code, Place.NOWHERE);
    }
}
