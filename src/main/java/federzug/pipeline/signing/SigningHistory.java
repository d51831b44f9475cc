package federzug.pipeline.signing;

import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.TurnState;
import federzug.delivery.SigningNewsLetters.Standing;
import federzug.delivery.SigningNewsMail.News;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads from a journal which events others have to be informed of, and who had signed or was asked at that time. */
final class SigningHistory {
    /**
     * An event of which others have to be informed.
     *
     * @param entry number of its journal entry
     * @param about key of the person who declines, signs after all or is replaced, or empty
     * @param deputy key of the person who takes over, or empty
     * @param standings by the keys of those who are informed of it, in the order of the journal
     */
    record Happening(News news, int entry, String about, String deputy, Map<String, Standing> standings) {}

    private final Ceremony now;
    private final Set<String> signed = new LinkedHashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Happening> happenings = new ArrayList<>();
    /** A replacement is recorded before the new version that it brings about. */
    private boolean replacing;

    private SigningHistory(Ceremony now) {
        this.now = now;
    }

    static SigningHistory of(List<JournalEntry> journal, Ceremony now) {
        SigningHistory history = new SigningHistory(now);
        journal.forEach(history::read);
        return history;
    }

    /** What still holds: overtaken decisions, and those about versions that are void by now, are left out. */
    List<Happening> current() {
        return happenings.stream().filter(this::holds).toList();
    }

    private boolean holds(Happening one) {
        return switch (one.news()) {
            case DECLINED ->
                now.isOpen()
                        && now.turns().stream()
                                .anyMatch(turn ->
                                        turn.person().equals(one.about()) && turn.state() == TurnState.DECLINED);
            case RECONSIDERED, REPLACED -> true;
            case CANCELLED -> now.state() instanceof Cancelled;
        };
    }

    private void read(JournalEntry entry) {
        switch (entry.event()) {
            case "CeremonyOpened", "PreparedAgain" -> newVersion();
            case "PersonInvited", "TurnOpened" -> asked.add(entry.person());
            case "SignatureRecorded" -> signed.add(entry.person());
            case "TurnDeclined" -> changedTheirMind(News.DECLINED, entry);
            case "DeclineWithdrawn" -> changedTheirMind(News.RECONSIDERED, entry);
            case "PersonReplaced" -> {
                Map<String, Standing> standings = standings(false);
                standings.put(entry.person(), Standing.LEFT);
                add(News.REPLACED, entry, entry.deputy(), standings);
                replacing = true;
            }
            case "CeremonyCancelled" -> {
                if (!replacing) {
                    add(News.CANCELLED, entry, "", standings(true));
                }
            }
            default -> {}
        }
    }

    /** The last word of a person counts. */
    private void changedTheirMind(News news, JournalEntry entry) {
        happenings.removeIf(one -> Set.of(News.DECLINED, News.RECONSIDERED).contains(one.news())
                && one.about().equals(entry.person()));
        add(news, entry, "", standings(false));
    }

    private void newVersion() {
        if (replacing) {
            happenings.removeIf(one -> one.news() != News.REPLACED);
        } else {
            happenings.clear();
        }
        replacing = false;
        signed.clear();
        asked.clear();
    }

    private void add(News news, JournalEntry entry, String deputy, Map<String, Standing> standings) {
        happenings.add(new Happening(news, entry.entry(), entry.person(), deputy, standings));
    }

    private Map<String, Standing> standings(boolean alsoAsked) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        signed.forEach(person -> standings.put(person, Standing.SIGNED));
        if (alsoAsked) {
            asked.forEach(person -> standings.putIfAbsent(person, Standing.ASKED));
        }
        return standings;
    }
}
