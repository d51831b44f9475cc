package federzug.ceremony;

import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.CeremonyState.InSigning;
import federzug.ceremony.CeremonyState.Prepared;
import federzug.ceremony.CeremonyState.Sealed;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a journal how far a signing has come, and with which documents. */
final class JournalReplay {
    private final String matter;
    private final String agreement;
    private final DocumentStore documents;

    private @Nullable Digest prepared;
    private @Nullable Digest sealed;
    private @Nullable Digest verdict;
    private final List<Digest> signed = new ArrayList<>();
    private final List<String> signers = new ArrayList<>();
    private final Map<String, TurnState> states = new HashMap<>();
    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, Boolean> switched = new HashMap<>();
    private String word = "";
    private String reason = "";
    private Instant reached = Instant.EPOCH;
    private Instant opened = Instant.EPOCH;

    private JournalReplay(String matter, String agreement, DocumentStore documents) {
        this.matter = matter;
        this.agreement = agreement;
        this.documents = documents;
    }

    static JournalReplay of(String matter, String agreement, List<JournalEntry> journal, DocumentStore documents) {
        JournalReplay replay = new JournalReplay(matter, agreement, documents);
        journal.forEach(replay::read);
        return replay;
    }

    private void read(JournalEntry entry) {
        switch (entry.event()) {
            case "CeremonyOpened", "PreparedAgain" -> open(entry);
            case "PersonInvited", "TurnTakenBack", "DeclineWithdrawn" -> turn(entry, TurnState.INVITED);
            case "TurnOpened", "SigningAbandoned" -> turn(entry, TurnState.OPENED);
            case "SigningBegun" -> turn(entry, TurnState.SIGNING);
            case "TurnDeferred" -> turn(entry, TurnState.DEFERRED);
            case "TurnDeclined" -> turn(entry, TurnState.DECLINED);
            case "FallbackTaken" -> switched.merge(entry.person(), true, (before, now) -> !before);
            case "SignatureRecorded" -> {
                turn(entry, TurnState.SIGNED);
                signed.add(Objects.requireNonNull(entry.after()));
                signers.add(entry.person());
            }
            case "EverybodySigned" -> reach(entry, "ALL_SIGNED");
            case "SealAdded" -> {
                sealed = entry.after();
                reach(entry, "SEALED");
            }
            case "SealChecked" -> {
                verdict = entry.verdict();
                reach(entry, "CHECKED");
            }
            case "SealRenewed" -> {
                sealed = entry.after();
                verdict = entry.verdict();
            }
            case "CeremonyClosed" -> reach(entry, "CLOSED");
            case "CeremonyCancelled" -> {
                reason = Objects.requireNonNullElse(entry.reason(), "");
                reach(entry, "CANCELLED");
            }
            default -> {} // changes neither state nor document
        }
    }

    private void open(JournalEntry entry) {
        prepared = entry.after();
        sealed = null;
        verdict = null;
        signed.clear();
        signers.clear();
        states.clear();
        since.clear();
        switched.clear();
        opened = entry.at();
        word = "";
        reach(entry, "PREPARED");
    }

    private void turn(JournalEntry entry, TurnState state) {
        states.put(entry.person(), state);
        since.put(entry.person(), entry.at());
        reach(entry, "IN_SIGNING");
    }

    private void reach(JournalEntry entry, String next) {
        reached = next.equals(word) ? reached : entry.at();
        word = next;
    }

    PreparedPdf prepared() {
        return document(prepared, PreparedPdf.class);
    }

    Instant reached() {
        return reached;
    }

    CeremonyState state() {
        Document open = signed.isEmpty() ? prepared() : document(signed.get(signed.size() - 1), SignedPdf.class);
        return switch (word) {
            case "PREPARED" -> new Prepared(prepared());
            case "IN_SIGNING" -> new InSigning(open);
            case "ALL_SIGNED" -> new AllSigned(document(open.content().digest(), SignedPdf.class));
            case "SEALED" -> new Sealed(document(sealed, SealedPdf.class));
            case "CHECKED" -> new Checked(document(sealed, SealedPdf.class), verdict());
            case "CLOSED" -> new Closed(document(sealed, SealedPdf.class), verdict());
            case "CANCELLED" -> new Cancelled(open, reason);
            default -> throw missing("");
        };
    }

    /**
     * A turn as the journal knows it.
     *
     * @param known the same person's step as the data have it, with the ways and the deadline that count now
     * @param session whether the begun signature can be finished
     */
    Turn turn(Turn known, boolean session) {
        TurnState state = states.getOrDefault(known.person(), TurnState.WAITING);
        return new Turn(
                known.person(),
                known.name(),
                known.office(),
                known.step(),
                known.device(),
                known.fallback(),
                known.deadline(),
                state == TurnState.SIGNING && !session ? TurnState.OPENED : state,
                since.getOrDefault(known.person(), opened),
                ownField(known.person()));
    }

    /** Whether the person signs by the other way of the data. */
    boolean isSwitched(String person) {
        return switched.getOrDefault(person, false);
    }

    /** The documents name the signed fields in the order of the signatures. */
    private String ownField(String person) {
        int place = signers.indexOf(person);
        if (place < 0) {
            return "";
        }
        List<String> fields = document(signed.get(place), SignedPdf.class).signed();
        String field = fields.get(fields.size() - 1);
        return field.equals(SignatureField.nameFor(person)) ? "" : field;
    }

    private Digest verdict() {
        return Optional.ofNullable(verdict).orElseThrow(() -> missing(""));
    }

    private <D extends Document> D document(@Nullable Digest digest, Class<D> stage) {
        return Optional.ofNullable(digest)
                .flatMap(known -> documents.find(known, stage))
                .filter(found -> documents.contains(found.content().digest()))
                .orElseThrow(() -> missing(digest == null ? "" : digest.brief()));
    }

    private CeremonyException missing(String digest) {
        return CeremonyException.failed("ceremony.repair.document", Place.file(matter), agreement, digest);
    }
}
