package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.SmtpTransport;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A press list and a server that dies in the middle of it: nobody is blamed, nobody waits for each address, and each mail
 * is accounted for. With {@code -Dfederzug.dying.recipients=3000} as large as a list is in earnest.
 */
class DyingServerIT {
    private static final int ALL = Integer.getInteger("federzug.dying.recipients", 400);
    private static final int LAST = ALL / 2;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    enum Death {
        SAYS_THAT_IT_GOES_DOWN,
        WANTS_A_LOGIN_ALL_AT_ONCE,
        IS_GONE,
        HANGS_UP_AFTER_EACH_END_MARK,
        GREETS_NO_MORE
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void theSendingIsHeldAndNobodyIsBlamed(Death death) throws Exception {
        AMailroom room = new AMailroom();
        Map<MailState, Integer> states = new EnumMap<>(MailState.class);
        List<Posted> held = new ArrayList<>();
        try (MailSink sink = new MailSink();
                SmtpTransport transport = new SmtpTransport(AMailroom.smtp(
                        sink.port(), "connections", "2", "greeting-timeout", "1s", "mails-per-connection", "5000"))) {
            sink.script(() -> asked.incrementAndGet() < LAST ? Fault.NONE : dying(death, sink));
            room.postbox(transport, "").postAll(mails(room), AMailroom.to(folder, false), AMailroom.each(posted -> {
                states.merge(posted.mail().state(), 1, Integer::sum);
                if (posted.waitsForServer()) {
                    held.add(posted);
                }
            }));
            int accepted = states.getOrDefault(MailState.ACCEPTED, 0);
            int unknown = states.getOrDefault(MailState.UNKNOWN, 0);
            assertThat(states).doesNotContainKeys(MailState.REJECTED, MailState.PENDING, MailState.LEASED);
            assertThat(states.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(ALL);
            assertThat(accepted).isBetween(LAST - 4, LAST + 4);
            // Each connection may lose the answers to a few mails before the server is known to be out of order.
            assertThat(unknown).isLessThanOrEqualTo(8);
            assertThat(held.size()).isGreaterThanOrEqualTo(ALL - accepted - unknown - 8);
            assertThat(held.stream().map(posted -> posted.notices().get(0).code()))
                    .as("one reason, said once")
                    .containsOnly(held.get(0).notices().get(0).code());
            assertThat(sink.mails()).hasSizeBetween(accepted, accepted + unknown);
            assertThat(new HashSet<>(sink.recipients()))
                    .as("no address is tried after the server is known to be out of order")
                    .hasSizeLessThan(LAST + 10);
            assertThat(sink.connections()).isLessThan(12);
        }
    }

    private static Fault dying(Death death, MailSink sink) {
        try {
            switch (death) {
                case SAYS_THAT_IT_GOES_DOWN -> sink.answers("MAIL", "421 4.3.2 going down");
                case WANTS_A_LOGIN_ALL_AT_ONCE -> sink.answers("MAIL", "530 5.7.0 Authentication required");
                case IS_GONE -> {
                    sink.close();
                    sink.hangUp();
                }
                case HANGS_UP_AFTER_EACH_END_MARK -> {
                    return Fault.DROPS_AFTER_FINAL_DOT;
                }
                case GREETS_NO_MORE -> {
                    sink.greets("");
                    sink.hangUp();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Fault.NONE;
    }

    private static List<Message> mails(AMailroom room) {
        AgreementMail like = room.agreementMail(false);
        List<Message> mails = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            mails.add(new PressMail(
                    room.matter.id(),
                    Recipient.of("", "redaktion-" + i + "@zeitung.example"),
                    "Kooperation",
                    like.text(),
                    like.attachments().get(1),
                    Recipient.of("", "presse@lpr.example")));
        }
        return mails;
    }
}
