package federzug.pipeline.signing;

import static federzug.testkit.CeremonyBuilder.TEN;
import static federzug.testkit.CeremonyBuilder.aCeremony;
import static federzug.testkit.CeremonyBuilder.digest;
import static federzug.testkit.CeremonyBuilder.sign;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyEvent;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.Moved;
import federzug.delivery.SigningNewsLetters.Standing;
import federzug.delivery.SigningNewsMail.News;
import federzug.pipeline.signing.SigningHistory.Happening;
import federzug.testkit.CeremonyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SigningHistoryTest {
    private final List<JournalEntry> journal = new ArrayList<>();
    private Ceremony ceremony = record(aCeremony().opening(), "");

    @Test
    void nothingIsNewsBeforeAnybodyDecides() {
        record(sign(ceremony, "raphael"), "");
        assertThat(current()).isEmpty();
    }

    @Test
    void notifiesSignersThatSomebodyDeclines() {
        record(sign(ceremony, "raphael"), "");
        record(ceremony.decline("rodig"), "nicht zuständig");
        assertThat(current()).singleElement().satisfies(one -> {
            assertThat(one.news()).isEqualTo(News.DECLINED);
            assertThat(one.about()).isEqualTo("rodig");
            assertThat(one.standings()).isEqualTo(Map.of("raphael", Standing.SIGNED));
        });
    }

    @Test
    void ofARefusalThatWasTakenBackOnlyTheLastWordIsNews() {
        record(sign(ceremony, "raphael"), "");
        record(ceremony.decline("rodig"), "");
        record(ceremony.reconsider("rodig"), "");
        assertThat(current()).singleElement().satisfies(one -> {
            assertThat(one.news()).isEqualTo(News.RECONSIDERED);
            assertThat(one.about()).isEqualTo("rodig");
            assertThat(one.standings()).isEqualTo(Map.of("raphael", Standing.SIGNED));
        });
    }

    @Test
    void aSecondRefusalIsNewsOfItsOwn() {
        record(sign(ceremony, "raphael"), "");
        record(ceremony.decline("rodig"), "");
        int first = current().get(0).entry();
        record(ceremony.reconsider("rodig"), "");
        record(ceremony.decline("rodig"), "");
        assertThat(current()).singleElement().satisfies(one -> {
            assertThat(one.news()).isEqualTo(News.DECLINED);
            assertThat(one.entry()).isGreaterThan(first);
        });
    }

    @Test
    void notifiesTheReplacedPersonAndTheSignersOfTheDeputyOnly() {
        record(sign(ceremony, "raphael"), "");
        record(ceremony.decline("rodig"), "");
        record(replaced("rodig"), "vertreter: krank");
        assertThat(current()).singleElement().satisfies(one -> {
            assertThat(one.news()).isEqualTo(News.REPLACED);
            assertThat(one.deputy()).isEqualTo("vertreter");
            assertThat(one.standings()).isEqualTo(Map.of("raphael", Standing.SIGNED, "rodig", Standing.LEFT));
        });
    }

    @Test
    void aNewVersionForOtherReasonsMakesOldNewsVoid() {
        record(replaced("rodig"), "vertreter");
        record(
                ceremony.prepareAgain(
                        true,
                        aCeremony().basis(),
                        aCeremony().text("third").prepared(),
                        aCeremony().signatories()),
                "");
        assertThat(current()).isEmpty();
    }

    @Test
    void notifiesSignersAndInvitedPersonsOfACancelling() {
        record(sign(ceremony, "raphael"), "");
        record(ceremony.openTurn("rodig"), "");
        record(ceremony.cancel("entfällt"), "entfällt");
        assertThat(current()).singleElement().satisfies(one -> {
            assertThat(one.news()).isEqualTo(News.CANCELLED);
            assertThat(one.standings()).isEqualTo(Map.of("raphael", Standing.SIGNED, "rodig", Standing.ASKED));
        });
    }

    @Test
    void aDeputyWhoseReasonWasDeletedIsNotNamed() {
        record(replaced("rodig"), null);
        assertThat(current())
                .singleElement()
                .satisfies(one -> assertThat(one.deputy()).isEmpty());
    }

    private Moved replaced(String person) {
        CeremonyBuilder newer = aCeremony().text("second");
        return ceremony.replace(person, true, newer.basis(), newer.prepared(), newer.signatories());
    }

    private List<Happening> current() {
        return SigningHistory.of(journal, ceremony).current();
    }

    private Ceremony record(Moved moved, @Nullable String reason) {
        for (CeremonyEvent event : moved.events()) {
            journal.add(new JournalEntry(
                    journal.size() + 1,
                    TEN,
                    event.word(),
                    event.person(),
                    "test",
                    Acting.Through.COMMAND_LINE,
                    reason,
                    digest("reason"),
                    null,
                    null,
                    null,
                    digest("before"),
                    digest("this")));
        }
        ceremony = moved.next();
        return ceremony;
    }
}
