package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
