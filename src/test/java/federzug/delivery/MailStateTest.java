package federzug.delivery;

import static federzug.delivery.MailState.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailStateTest {
    private static final Map<MailState, Set<MailState>> MOVES = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(LEASED, DEFERRED, ACCEPTED, BY_HAND, WITHDRAWN),
            DEFERRED, EnumSet.of(PENDING, LEASED, DEFERRED, ACCEPTED, BY_HAND, WITHDRAWN),
            LEASED, EnumSet.of(HANDING_OVER, PENDING, DEFERRED, REJECTED, UNKNOWN),
            HANDING_OVER, EnumSet.of(ACCEPTED, DEFERRED, REJECTED, UNKNOWN),
            UNKNOWN, EnumSet.of(ACCEPTED, PENDING),
            REJECTED, EnumSet.of(ACCEPTED, PENDING, DEFERRED, WITHDRAWN),
            BY_HAND, EnumSet.of(ACCEPTED, PENDING),
            ACCEPTED, EnumSet.of(BOUNCED),
            BOUNCED, EnumSet.of(PENDING, WITHDRAWN)));

    static {
        MOVES.put(WITHDRAWN, EnumSet.of(PENDING));
    }

    @ParameterizedTest
    @EnumSource
    void movesOnlyWhereAllowed(MailState state) {
        assertThat(Arrays.stream(MailState.values()).filter(state::mayBecome))
                .containsExactlyInAnyOrderElementsOf(MOVES.get(state));
    }

    @Test
    void nothingThatMayHaveBeenTakenIsTakenUpByItself() {
        assertThat(Arrays.stream(MailState.values()).filter(state -> state.mayBecome(LEASED)))
                .containsExactlyInAnyOrder(PENDING, DEFERRED);
    }
}
