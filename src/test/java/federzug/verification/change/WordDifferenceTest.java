package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordDifferenceTest {
    @Test
    void showsWhatWasReplacedAndKeepsNeighboursTogether() {
        WordDifference words = WordDifference.of(
                "Die Stadt zahlt 1000 Euro bis Jahresende.", "Die Stadt zahlt 9000 harte Euro bis Jahresende.");
        assertThat(words.gone()).containsExactly("1000");
        assertThat(words.added()).containsExactly("9000 harte");
    }

    @Test
    void findsNothingWhereOnlyTheLayoutDiffers() {
        assertThat(WordDifference.of("eins  zwei\ndrei", "eins zwei\tdrei ").isEmpty())
                .isTrue();
        assertThat(WordDifference.of("", "").isEmpty()).isTrue();
    }

    @Test
    void showsSeveralPlacesInOrder() {
        WordDifference words = WordDifference.of("a b c d e f", "a x c d y f");
        assertThat(words.gone()).containsExactly("b", "e");
        assertThat(words.added()).containsExactly("x", "y");
    }

    @Test
    void staysQuickWithBooks() {
        String book = IntStream.range(0, 50_000).mapToObj(i -> "wort" + i).collect(Collectors.joining(" "));
        WordDifference words = WordDifference.of("anfang " + book, book + " ende");
        assertThat(words.gone()).isEqualTo(List.of("anfang"));
        assertThat(words.added()).isEqualTo(List.of("ende"));
    }
}
