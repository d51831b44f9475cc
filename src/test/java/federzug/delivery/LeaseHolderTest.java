package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.file.HomeInstance;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseHolderTest {
    private static final LeaseHolder SELF = LeaseHolder.current();
    private static final LeaseHolder GONE =
            new LeaseHolder(SELF.host(), SELF.pid(), SELF.started() - 1, SELF.boot(), SELF.namespace());

    @Test
    void seesThatAProcessOfThisMachineIsGone() {
        assertThat(SELF.isDead()).isFalse();
        assertThat(GONE.isDead()).isTrue();
    }

    @Test
    void cannotSeeIntoAnotherContainerOrMachine() {
        assertThat(new LeaseHolder(GONE.host(), GONE.pid(), GONE.started(), GONE.boot(), "pid:[1]").isDead())
                .isFalse();
        assertThat(new LeaseHolder("elsewhere", GONE.pid(), GONE.started(), GONE.boot(), GONE.namespace()).isDead())
                .isFalse();
    }

    @Test
    void isReadFromItsTextAlsoWhereAnOlderVersionWroteIt() {
        assertThat(LeaseHolder.parse(SELF.toString())).isEqualTo(SELF);
        String older = GONE.pid() + "|" + GONE.started() + "|" + GONE.host() + "|" + GONE.boot();
        assertThat(LeaseHolder.parse(older).isDead()).isTrue();
    }

    /** All machines have the same first PID namespace, and copied ones the same name: only the home tells them apart. */
    @Test
    void takesNoMachineThatIsCalledAlikeForItself(@TempDir Path own, @TempDir Path other) {
        LeaseHolder mine = LeaseHolder.in(own);
        assertThat(LeaseHolder.parse(mine.toString())).isEqualTo(mine);
        assertThat(mine.isDead()).isFalse();
        assertThat(restarted(mine.home()).isDead()).isTrue();
        assertThat(restarted(HomeInstance.of(other)).isDead()).isFalse();
        assertThat(new LeaseHolder(GONE.host(), GONE.pid(), GONE.started(), GONE.boot(), GONE.namespace(), mine.home())
                        .isDead())
                .isTrue();
    }

    private static LeaseHolder restarted(String home) {
        return new LeaseHolder(SELF.host(), SELF.pid(), SELF.started(), "another boot", SELF.namespace(), home);
    }
}
