package federzug.delivery;

import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.inbox.IncomingRecords;
import federzug.document.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What came in, forgotten with the test. */
final class IncomingInMemory implements IncomingRecords {
    private final Map<Digest, Outcome> outcomes = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Map<String, Marked> marks = new HashMap<>();

    @Override
    public boolean begin(String source) {
        return true;
    }

    @Override
    public void end(String source) {
        // One process only.
    }

    @Override
    public Optional<Outcome> outcome(Digest digest) {
        return Optional.ofNullable(outcomes.get(digest));
    }

    @Override
    public Set<String> leftPlaces(String source) {
        return Set.copyOf(left);
    }

    @Override
    public void keep(String source, String place, IncomingMail mail, Handled handled) {
        outcomes.put(mail.digest(), handled.outcome());
        if (handled.outcome() == Outcome.LEFT) {
            left.add(place);
        }
    }

    @Override
    public void mark(String address, Mark mark, String reason) {
        marks.put(mark + address, new Marked(address, reason, Instant.EPOCH));
    }

    @Override
    public void unmark(String address, Mark mark) {
        marks.remove(mark + address);
    }

    @Override
    public Optional<Marked> marked(String address, Mark mark) {
        return Optional.ofNullable(marks.get(mark + address));
    }

    @Override
    public List<Marked> marked(Mark mark) {
        return marks.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(mark.name()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
