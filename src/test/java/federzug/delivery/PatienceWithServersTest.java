package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.Postbox.Resolution;
import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.MailTransport.Outcome;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often and how long a mail is tried again. */
class PatienceWithServersTest {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final List<Instant> attempts = new ArrayList<>();
    private Outcome outcome = new Outcome(MailState.DEFERRED, "delivery.smtp.deferred", "451 später");
    private final MailTransport server = new MailTransport() {
        @Override
        public Duration longestAttempt() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Outcome carry(byte[] mail, String from, String to, Gate gate) {
            attempts.add(room.clock.instant());
            if (outcome.state() == MailState.ACCEPTED) {
                gate.open();
            }
            return outcome;
        }
    };

    @Test
    void waitsLongerAfterEachAttempt() {
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            post(null);
            room.later(Duration.ofMinutes(1));
        }
        for (int i = 1; i < attempts.size(); i++) {
            minutes.add(Duration.between(attempts.get(i - 1), attempts.get(i)).toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 5L, 15L, 60L, 240L, 240L);
    }

    @Test
    void aRefusedLoginIsTriedAgainAsSoonAsAPersonHasMendedIt() {
        outcome = new Outcome(MailState.DEFERRED, "delivery.smtp.login-refused", "535");
        assertThat(post(null).mail().nextAttempt()).isNull();
        post(null);
        assertThat(attempts).hasSize(2);
    }

    @Test
    void aPersonMayHaveItTriedAtOnce() {
        String id = post(null).mail().id();
        post(null);
        assertThat(attempts).hasSize(1);
        room.postbox().resolve(id, Resolution.RESEND);
        post(null);
        assertThat(attempts).hasSize(2);
    }

    @Test
    void givesUpAfterDaysAndLeavesADraftToAPerson() throws Exception {
        post(null);
        room.later(Duration.ofDays(5).plusMinutes(1));
        Posted posted = post(null);
        assertThat(posted.mail().state()).isEqualTo(MailState.BY_HAND);
        assertThat(posted.notices()).extracting(Notice::code).containsExactly("delivery.retry.given-up");
        assertThat(attempts).hasSize(1);
        assertThat(Files.readString(folder.resolve(posted.mail().file()), StandardCharsets.US_ASCII))
                .contains("X-Unsent: 1");
    }

    @Test
    void afterTheLatestUsefulTimeNothingGoesByItself() {
        Instant latest = AMailroom.START.plus(Duration.ofMinutes(3));
        post(latest);
        room.later(Duration.ofMinutes(4));
        Posted posted = post(latest);
        assertThat(posted.mail().state()).isEqualTo(MailState.BY_HAND);
        assertThat(posted.notices()).extracting(Notice::code).containsExactly("delivery.retry.too-late");
        assertThat(attempts).hasSize(1);

        outcome = new Outcome(MailState.ACCEPTED, "", "");
        room.postbox().resolve(posted.mail().id(), Resolution.RESEND);
        Posted decided = post(latest);
        assertThat(decided.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(decided.mail().messageId()).isEqualTo(posted.mail().messageId());
    }

    @Test
    void patienceIsASetting() {
        Postbox postbox = room.postbox(server, Map.of("retry.delays", "0s", "retry.give-up-after", "1h"));
        for (int i = 0; i < 3; i++) {
            postbox.post(room.agreementMail(false), AMailroom.to(folder, false));
        }
        assertThat(attempts).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void reportsTheMailThatCannotBeSentAndSendsTheOthers(int connections) {
        MailTransport choosy = new MailTransport() {
            @Override
            public Duration longestAttempt() {
                return Duration.ofMinutes(1);
            }

            @Override
            public int connections() {
                return connections;
            }

            @Override
            public Outcome carry(byte[] mail, String from, String to, Gate gate) {
                if (to.startsWith("p1@")) {
                    throw new DeliveryException(Kind.INPUT, Notice.error("delivery.settings.password", Place.NOWHERE));
                }
                gate.open();
                return new Outcome(MailState.ACCEPTED, "", "");
            }
        };
        List<String> heard = new ArrayList<>();
        room.postbox(choosy, "")
                .postAll(
                        IntStream.range(0, 4)
                                .mapToObj(i -> room.agreementMailTo(new Recipient("p" + i, "", "p" + i + "@b.example")))
                                .toList(),
                        AMailroom.to(folder, false),
                        new Postbox.Results() {
                            @Override
                            public void posted(Posted posted) {
                                heard.add(posted.mail().recipient());
                            }

                            @Override
                            public void failed(Message message, DeliveryException trouble) {
                                heard.add(trouble.getMessage());
                            }
                        });
        assertThat(heard).containsExactly("p0@b.example", "delivery.settings.password", "p2@b.example", "p3@b.example");
    }

    private Posted post(Instant latest) {
        return room.postbox(server, "").post(room.agreementMail(false), new Delivery(false, folder, List.of(), latest));
    }
}
