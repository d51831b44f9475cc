package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.testkit.DatabaseInMemory;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcPressSealsTest {
    private static final Digest PDF = new Digest("a".repeat(64));
    private static final Digest SIGNED = new Digest("b".repeat(64));
    private static final Digest SEALED = new Digest("c".repeat(64));
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456789Z");

    private final DatabaseInMemory database = new DatabaseInMemory();
    private final PressSeals seals = new JdbcPressSeals(database.client());

    @Test
    void goesOnWithWhatIsThereAndNeverChangesWhatIsFinished() {
        assertThat(seals.sent("m", PDF)).isEqualTo(PDF);
        PressSeal begun = PressSeal.begun("m", PDF, 4711, NOW);
        Notice reason = Notice.warning("release.obstacle.seal", Place.NOWHERE, "haus", "Zeile\teins\nzwei");
        assertThat(seals.keep(begun.held(reason, NOW)).trouble())
                .isEqualTo(Notice.warning("release.obstacle.seal", Place.NOWHERE, "haus", "Zeile eins zwei"));
        PressSeal signed = seals.keep(begun.signed(SIGNED, NOW));
        assertThat(signed.trouble()).isNull();
        assertThat(seals.find("m", PDF)).contains(signed);
        assertThat(seals.sent("m", PDF)).as("not without its evidence").isEqualTo(PDF);
        assertThat(seals.finished()).isEmpty();

        PressSeal sealed = seals.keep(signed.sealed(SEALED, NOW));
        assertThat(seals.sent("m", PDF)).isEqualTo(SEALED);
        assertThat(seals.sent("another", PDF)).isEqualTo(PDF);
        assertThat(seals.keep(begun.sealed(SIGNED, NOW))).isEqualTo(sealed);
        assertThat(seals.keep(begun.held(reason, NOW))).isEqualTo(sealed);
        assertThat(seals.finished()).containsExactly(sealed);
    }

    @Test
    void theFilesOfASealAreTheMattersOwn() {
        seals.keep(PressSeal.begun("m", PDF, 4711, NOW).signed(SIGNED, NOW).sealed(SEALED, NOW));
        JdbcReleaseDeletion deletion = new JdbcReleaseDeletion(database.client(), database.transactions());
        assertThat(deletion.documents("m")).containsExactlyInAnyOrder(SIGNED, SEALED);
        assertThat(deletion.isNamedElsewhere(SEALED, "m")).isFalse();
        assertThat(deletion.isNamedElsewhere(SEALED, "another")).isTrue();
    }
}
