package federzug.testkit;

import federzug.document.Digest;
import federzug.document.NegotiatedDrafts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was adopted, as long as the test lasts. */
public final class InMemoryNegotiatedDrafts implements NegotiatedDrafts {
    private record Row(String matter, String agreement, Adoption adoption) {}

    private final List<Row> rows = new ArrayList<>();

    @Override
    public Optional<Adoption> latest(String matter, String agreement) {
        return rows.stream()
                .filter(row -> row.matter().equals(matter) && row.agreement().equals(agreement))
                .map(Row::adoption)
                .reduce((first, second) -> second);
    }

    @Override
    public boolean wasAdopted(String matter, String agreement, Digest draft) {
        return rows.stream()
                .anyMatch(row -> row.matter().equals(matter)
                        && row.agreement().equals(agreement)
                        && draft.equals(row.adoption().draft()));
    }

    @Override
    public void add(String matter, String agreement, Adoption adoption) {
        if (latest(matter, agreement).filter(adoption::equals).isEmpty()) {
            rows.add(new Row(matter, agreement, adoption));
        }
    }

    public int count() {
        return rows.size();
    }
}
