package federzug.pipeline.board;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Turn;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Unreadable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes a matter for people: its current state, how far each step is, and its history. */
@Component
public class Dossier {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Board board;
    private final MatterDocuments documents;

    Dossier(Matters matters, Ceremonies ceremonies, Board board, MatterDocuments documents) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.board = board;
        this.documents = documents;
    }

    /** In which of the three parts of the list a matter belongs. */
    public enum Waiting {
        FOR_YOU,
        FOR_OTHERS,
        FOR_NOBODY
    }

    /**
     * A matter in a list.
     *
     * @param title the places it is about
     * @param matter null if its data cannot be read
     * @param now one sentence: what is now
     * @param needed what somebody has to do first; null: nothing
     */
    public record Brief(
            String title,
            @Nullable Matter matter,
            MatterStatus status,
            Waiting waiting,
            Notice now,
            @Nullable Notice needed) {}

    /**
     * A matter as a whole.
     *
     * @param holding since when the document lies with somebody; null: with nobody
     */
    public record Whole(
            Brief brief,
            List<MatterStep> steps,
            List<Happened> history,
            List<Paper> papers,
            @Nullable Holding holding) {
        public Whole {
            steps = List.copyOf(steps);
            history = List.copyOf(history);
            papers = List.copyOf(papers);
        }
    }

    /** @param until the deadline; null: none */
    public record Holding(Instant since, @Nullable LocalDateTime until) {}

    /**
     * Something that has happened.
     *
     * @param actor who did it
     * @param reason in their own words, may be empty
     */
    public record Happened(Instant at, Notice what, String actor, String reason) {}

    /** A document to be looked at, under the name by which people know the file. */
    public record Paper(String name, Digest digest) {}

    /** Those that need somebody first, then by their day, the newest first. */
    public List<Brief> all() {
        return matters.ids().stream()
                .map(this::brief)
                .sorted(Comparator.comparing(Brief::waiting)
                        .thenComparing(
                                brief -> brief.matter() == null
                                        ? ""
                                        : brief.matter().date().toString(),
                                Comparator.reverseOrder())
                        .thenComparing(brief -> brief.status().id()))
                .toList();
    }

    /** Those in which a text occurs: a place, a person, a file reference. */
    public List<Brief> about(String text) {
        String wanted = text.strip().toLowerCase(Locale.GERMAN);
        return all().stream()
                .filter(brief -> wanted.isEmpty()
                        || words(brief).toLowerCase(Locale.GERMAN).contains(wanted))
                .toList();
    }

    /**
     * @throws PipelineException if there is no such matter
     */
    public Whole of(String id) {
        Brief brief = brief(id);
        if (brief.matter() == null) {
            return new Whole(brief, List.of(), List.of(), List.of(), null);
        }
        return new Whole(
                brief,
                new MatterSteps(brief.matter(), brief.status()).all(),
                history(id, brief.matter()),
                documents.current(id),
                holding(brief.status()));
    }

    private @Nullable Holding holding(MatterStatus status) {
        for (AgreementStatus agreement : status.agreements()) {
            for (TurnStatus turn : agreement.turns()) {
                if (turn.isNow()) {
                    return new Holding(
                            turn.since(),
                            ceremonies
                                    .find(status.id(), agreement.id())
                                    .map(ceremony -> ceremony.turn(turn.person()))
                                    .map(Turn::deadline)
                                    .orElse(null));
                }
            }
        }
        return null;
    }

    /** Name with title of somebody whom the data of a matter know by that key. */
    public Optional<String> person(String id, String key) {
        return Unreadable.passingOver(id, () -> matters.find(id))
                .flatMap(stored -> stored)
                .flatMap(stored -> stored.matter().person(key))
                .map(Person::nameWithTitle);
    }

    private Brief brief(String id) {
        MatterStatus status = board.of(id);
        if (!status.isReadable()) {
            return new Brief(id, null, status, Waiting.FOR_YOU, note("pipeline.now.unreadable"), null);
        }
        Matter matter = matters.find(id)
                .map(StoredMatter::matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, id));
        Optional<Notice> needed = new MatterSteps(matter, status)
                .all().stream()
                        .filter(step -> step.state() == MatterStep.State.NEEDS_YOU)
                        .map(MatterStep::text)
                        .findFirst();
        boolean fresh = status.state().equals("NEW");
        Waiting waiting = status.hasEnded() && !fresh && !status.needsAttention()
                ? Waiting.FOR_NOBODY
                : fresh || needed.isPresent() || status.needsAttention() ? Waiting.FOR_YOU : Waiting.FOR_OTHERS;
        return new Brief(title(matter), matter, status, waiting, now(status), needed.orElse(null));
    }

    /** The title of a matter in lists; its id if its data cannot be read. */
    public String title(String id) {
        return Unreadable.passingOver(id, () -> matters.find(id))
                .flatMap(stored -> stored)
                .map(stored -> title(stored.matter()))
                .orElse(id);
    }

    static String title(Matter matter) {
        if (!matter.group().isEmpty()) {
            return matter.group();
        }
        String places =
                matter.municipalities().stream().map(Municipality::label).collect(Collectors.joining(", "));
        return places.isEmpty() ? matter.id() : places;
    }

    private static String words(Brief brief) {
        StringBuilder words = new StringBuilder(brief.title())
                .append('\n')
                .append(brief.status().id());
        if (brief.matter() != null) {
            brief.matter().persons().forEach(person -> words.append('\n').append(person.nameWithTitle()));
            brief.matter()
                    .fileReferences()
                    .values()
                    .forEach(one -> words.append('\n').append(one));
        }
        return words.toString();
    }

    private static Notice now(MatterStatus status) {
        List<TurnStatus> turns = status.agreements().stream()
                .map(AgreementStatus::turns)
                .flatMap(List::stream)
                .toList();
        Optional<TurnStatus> holder = turns.stream().filter(TurnStatus::isNow).findFirst();
        if (holder.isPresent()) {
            return note(
                    "pipeline.now.holder", holder.get().office(), holder.get().signatory());
        }
        Optional<TurnStatus> declined =
                turns.stream().filter(turn -> turn.state().equals("DECLINED")).findFirst();
        if (declined.isPresent() && !status.state().equals("CANCELLED")) {
            return note("pipeline.now.declined", declined.get().signatory());
        }
        return switch (status.state()) {
            case "NEW" -> note("pipeline.now.new");
            case "PREPARED" -> note("pipeline.now.prepared");
            case "IN_SIGNING" -> note("pipeline.now.in-signing");
            case "ALL_SIGNED", "SEALED" -> note("pipeline.now.all-signed");
            case "CHECKED" -> note("pipeline.now.checked");
            case "CLOSED" -> note(status.hasEnded() ? "pipeline.now.closed" : "pipeline.now.closed-release");
            case "CANCELLED" -> note("pipeline.now.cancelled");
            default -> note("pipeline.now.release");
        };
    }

    private List<Happened> history(String id, Matter matter) {
        List<Happened> history = new ArrayList<>();
        for (Ceremony ceremony : ceremonies.ofMatter(id)) {
            for (JournalEntry entry : ceremonies.journal(id, ceremony.agreement())) {
                history.add(new Happened(
                        entry.at(),
                        note(code(entry.event()), name(matter, entry.person())),
                        name(matter, entry.actor()),
                        entry.reason() == null ? "" : entry.reason()));
            }
        }
        history.sort(Comparator.comparing(Happened::at));
        java.util.Collections.reverse(history);
        return history;
    }

    private static String name(Matter matter, String key) {
        return matter.person(key).map(person -> person.nameWithTitle()).orElse(key);
    }

    private static String code(String event) {
        return switch (event) {
            case "CeremonyOpened" -> "pipeline.history.opened";
            case "PreparedAgain" -> "pipeline.history.prepared-again";
            case "PersonInvited" -> "pipeline.history.invited";
            case "TurnOpened" -> "pipeline.history.turn-opened";
            case "TurnTakenBack" -> "pipeline.history.taken-back";
            case "SigningBegun" -> "pipeline.history.begun";
            case "SigningAbandoned" -> "pipeline.history.abandoned";
            case "SignatureRecorded" -> "pipeline.history.signed";
            case "EverybodySigned" -> "pipeline.history.everybody";
            case "TurnDeferred" -> "pipeline.history.deferred";
            case "TurnDeclined" -> "pipeline.history.declined";
            case "DeclineWithdrawn" -> "pipeline.history.reconsidered";
            case "FallbackTaken" -> "pipeline.history.fallback";
            case "PersonReplaced" -> "pipeline.history.replaced";
            case "SpellingConfirmed" -> "pipeline.history.spelling";
            case "TurnsRearranged" -> "pipeline.history.rearranged";
            case "SealAdded" -> "pipeline.history.preserved";
            case "SealChecked" -> "pipeline.history.checked";
            case "SealRenewed" -> "pipeline.history.renewed";
            case "CeremonyClosed" -> "pipeline.history.closed";
            case "CeremonyCancelled" -> "pipeline.history.cancelled";
            default -> "pipeline.history.other";
        };
    }

    private static Notice note(String code, Object... arguments) {
        return Notice.note(code, Place.NOWHERE, arguments);
    }
}
