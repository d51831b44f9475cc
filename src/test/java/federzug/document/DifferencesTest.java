package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Differences.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    @Test
    void findsNothingBetweenEqualSequences() {
        assertThat(Differences.between(List.of("a", "b"), List.of("a", "b"))).isEmpty();
        assertThat(Differences.between(List.of(), List.of())).isEmpty();
    }

    @Test
    void whatIsReplacedAtOnePlaceIsOneEdit() {
        assertThat(Differences.between(List.of("a", "b", "c", "d"), List.of("a", "x", "y", "z", "d")))
                .containsExactly(new Edit(1, 3, 1, 4));
    }

    @Test
    void findsSeveralPlacesInTheirOrder() {
        assertThat(Differences.between(List.of("a", "b", "c", "d"), List.of("b", "x", "c")))
                .containsExactly(new Edit(0, 1, 0, 0), new Edit(2, 2, 1, 2), new Edit(3, 4, 3, 3));
    }

    @Test
    void theEditsMakeTheOneSequenceOfTheOtherAndAreShortest() {
        Random random = new Random(12);
        for (int round = 0; round < 3_005; round++) {
            // The last ones are long enough for the variant that needs less memory.
            int most = round < 3_000 ? 12 : 900;
            List<Integer> before =
                    random.ints(most - random.nextInt(12), 0, most / 3).boxed().toList();
            List<Integer> after =
                    random.ints(most - random.nextInt(12), 0, most / 3).boxed().toList();
            List<Edit> edits = Differences.between(before, after);
            List<Integer> made = new ArrayList<>(before);
            List<Edit> fromTheEnd = new ArrayList<>(edits);
            Collections.reverse(fromTheEnd);
            for (Edit edit : fromTheEnd) {
                made.subList(edit.from(), edit.to()).clear();
                made.addAll(edit.from(), after.subList(edit.newFrom(), edit.newTo()));
            }
            assertThat(made).isEqualTo(after);
            int touched = edits.stream()
                    .mapToInt(edit -> edit.to() - edit.from() + edit.newTo() - edit.newFrom())
                    .sum();
            assertThat(touched).isEqualTo(before.size() + after.size() - 2 * common(before, after));
            for (int i = 1; i < edits.size(); i++) {
                assertThat(edits.get(i).from()).isGreaterThan(edits.get(i - 1).to());
            }
        }
    }

    @Test
    void aTextThatIsTooLargeToCompareIsReplacedBetweenItsCommonEnds() {
        List<String> before = new ArrayList<>(List.of("start"));
        List<String> after = new ArrayList<>(List.of("start"));
        IntStream.range(0, 5_000).forEach(i -> {
            before.add("old" + i);
            after.add("new" + i);
        });
        before.add("end");
        after.add("end");
        assertThat(Differences.between(before, after)).containsExactly(new Edit(1, 5_001, 1, 5_001));
    }

    /** Length of the longest common subsequence, the slow way. */
    private static int common(List<Integer> one, List<Integer> other) {
        int[][] length = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                length[i][j] = one.get(i).equals(other.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length[0][0];
    }
}
