package federzug.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class VisitorLimitsTest {
    private static final int MOST = 3;

    @Test
    void oneAddressHoldsNotEveryThread() throws Exception {
        CrowdedAddress filter = new CrowdedAddress(MOST, "zu viele");
        List<Integer> answers = answers(filter, "203.0.113.9", 5);
        assertThat(answers).containsExactly(503, 200, 200, 200);
        assertThat(answers(filter, "203.0.113.9", 1)).as("they have ended").containsExactly(200);
        assertThat(answers(filter, "127.0.0.1", 5)).as("a proxy here").containsExactly(200, 200, 200, 200, 200);
        assertThat(answers(filter, "::1", 5)).doesNotContain(503);
    }

    /** Each request makes the next while it is worked on; the one that is refused makes none. */
    private static List<Integer> answers(CrowdedAddress filter, String address, int deep) throws Exception {
        List<Integer> answers = new ArrayList<>();
        request(filter, address, deep, answers);
        return answers;
    }

    private static void request(CrowdedAddress filter, String address, int deep, List<Integer> answers)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockHttpServletRequest other = new MockHttpServletRequest();
        other.setRemoteAddr("198.51.100.7");
        FilterChain next = (own, answer) -> {
            try {
                filter.doFilter(other, new MockHttpServletResponse(), (same, out) -> {});
                if (deep > 1) {
                    request(filter, address, deep - 1, answers);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        filter.doFilter(request, response, next);
        answers.add(response.getStatus());
        if (response.getStatus() == 503) {
            assertThat(response.getContentAsString()).contains("zu viele");
            assertThat(response.getHeader("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void sessionsOfWhoeverHasNotComeInAreNoEndlessNumber() {
        UnusedSessions unused = new UnusedSessions(MOST);
        List<MockHttpSession> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            MockHttpSession one = new MockHttpSession();
            all.add(one);
            unused.sessionCreated(new HttpSessionEvent(one));
            if (i == 0) {
                String before = one.getId();
                one.changeSessionId();
                unused.sessionIdChanged(new HttpSessionEvent(one), before);
            }
        }
        assertThat(all.get(0).isInvalid()).as("came in").isFalse();
        assertThat(all.stream().filter(MockHttpSession::isInvalid)).containsExactly(all.get(1), all.get(2));
        assertThat(unused.count()).isEqualTo(MOST);
        unused.sessionDestroyed(new HttpSessionEvent(all.get(5)));
        assertThat(unused.count()).isEqualTo(MOST - 1);
    }
}
