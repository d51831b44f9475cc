package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease;
import federzug.delivery.AMailroom;
import federzug.delivery.Delivery;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.Postbox.Resolution;
import federzug.delivery.Posted;
import federzug.delivery.PressMail;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.testkit.MailSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trouble of the mail server is the server's: the sending is held as a whole, and no address is blamed. */
class ServerTroubleIT {
    private static final int MANY = 24;

    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final List<Posted> posted = new ArrayList<>();

    @AutoClose
    private MailSink sink = MailSink.open();

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.7.1 no access from here,           refuses-us",
        "GREETING, 421 4.3.2 closing for maintenance,       busy",
        "EHLO,     550 5.7.1 you are not who you say,       refuses-us",
        "MAIL,     530 5.7.0 authentication required,       login-required",
        "MAIL,     550 5.7.1 sender not allowed,            sender-refused",
        "MAIL,     451 4.3.0 out of room,                   busy",
        "RCPT,     530 5.7.0 authentication required,       login-required",
        "RCPT,     550 5.7.1 relaying denied,               relay-refused",
        "RCPT,     554 relay access denied,                 relay-refused",
        "RCPT,     421 4.3.2 closing,                       busy"
    })
    void holdsTheWholeSendingWithOneSentence(String when, String reply, String code) {
        if (when.equals("GREETING")) {
            sink.greets(reply);
        } else {
            sink.answers(when, reply);
            sink.answers("HELO", reply);
        }

        post(postbox(), MANY);

        assertThat(posted).hasSize(MANY).allMatch(Posted::waitsForServer);
        assertThat(codes()).containsOnly("delivery.smtp." + code);
        assertThat(posted.get(0).mail().reason().place()).isEqualTo(Place.NOWHERE);
        assertThat(text()).contains(reply.substring(0, 3)).doesNotContain("redaktion");
        assertThat(sink.connections()).isLessThanOrEqualTo(10);
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void waitsOnceForAServerThatDoesNotGreet() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            post(
                    room.postbox(
                            new SmtpTransport(AMailroom.smtp(silent.getLocalPort(), "greeting-timeout", "1s")), ""),
                    MANY);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(MANY / 2));
        }
        assertThat(codes()).containsOnly("delivery.smtp.no-greeting");
    }

    /** However it dies, what it had taken stays taken, the rest waits, and all of it goes out when it is back. */
    @ParameterizedTest
    @CsvSource({
        "REFUSES_MAIL, 1",
        "NO_GREETING, 1",
        "REFUSES_LOGIN, 4",
        "GONE, 1",
        "GONE, 4",
        "HANGS_UP, 1",
        "HANGS_UP, 4"
    })
    void holdsTheRestWhenTheServerDiesInTheMiddleAndSendsItWhenItIsBack(String death, int connections)
            throws Exception {
        int many = 60;
        // Not "equal to half": two connections may take a mail each before either of them counts.
        AtomicBoolean dead = new AtomicBoolean();
        sink.witness((mail, fault) -> {
            if (sink.mails().size() >= many / 2 && dead.compareAndSet(false, true)) {
                die(death);
            }
        });
        String[] patience = {"connections", String.valueOf(connections), "greeting-timeout", "1s"};
        post(room.postbox(new SmtpTransport(AMailroom.smtp(sink.port(), patience)), ""), many);

        long taken = posted.stream()
                .filter(one -> one.mail().state() == MailState.ACCEPTED)
                .count();
        assertThat(taken).isBetween(many / 2L - 4, many / 2L + 8);
        assertThat(posted).filteredOn(Posted::waitsForServer).hasSizeGreaterThan(many / 3);
        assertThat(posted).allMatch(one -> one.mail().state() != MailState.REJECTED);
        long unknown = posted.stream()
                .filter(one -> one.mail().state() == MailState.UNKNOWN)
                .count();
        assertThat(unknown).isLessThanOrEqualTo(connections);

        sink.close();
        sink = new MailSink();
        room.later(Duration.ofMinutes(2));
        post(postbox(), many);
        assertThat(sink.mails()).hasSize(many - Math.toIntExact(taken + unknown));
        assertThat(posted)
                .filteredOn(one -> one.mail().state() == MailState.ACCEPTED)
                .hasSize(many - Math.toIntExact(unknown));
    }

    private void die(String death) {
        try {
            switch (death) {
                case "REFUSES_MAIL" -> sink.answers("MAIL", "421 4.3.2 going down");
                case "NO_GREETING" -> {
                    sink.greets("");
                    sink.answers("MAIL", "421 4.3.2 going down");
                }
                case "REFUSES_LOGIN" -> {
                    sink.greets("554 5.7.1 not you");
                    sink.answers("MAIL", "530 5.7.0 authentication required");
                }
                case "GONE" -> {
                    sink.close();
                    sink.hangUp();
                }
                default -> sink.fault(MailSink.Fault.DROPS_BEFORE_DATA);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownAddressStaysAnErrorOfTheAddress() {
        sink.answers("RCPT", "550 5.1.1 no such mailbox");
        post(postbox(), 3);
        assertThat(posted).allMatch(one -> one.mail().state() == MailState.REJECTED);
        assertThat(codes()).containsOnly("delivery.smtp.no-such-address");
        assertThat(text()).contains("redaktion0@zeitung.example");
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 unknown,         no-such-address",
        "550 5.1.2 no such host,    no-such-domain",
        "552 5.2.2 full,            mailbox-full",
        "550 5.2.1 disabled,        mailbox-closed",
        "552 5.3.4 too large,       too-large",
        "550 5.4.4 no route,        no-route",
        "554 5.6.1 media,           content",
        "550 5.7.1 policy,          policy",
        "550 whatever,              rejected"
    })
    void advisesByTheEnhancedStatusCode(String reply, String code) {
        sink.answers("RCPT", reply);
        post(postbox(), 1);
        assertThat(codes()).containsExactly("delivery.smtp." + code);
    }

    @Test
    void obeysTheSizeThatTheServerAnnounces() {
        sink.takesAtMost(2_000);
        post(postbox(), 1);
        assertThat(codes()).containsExactly("delivery.smtp.too-large");
        assertThat(sink.commands()).noneMatch(line -> line.startsWith("MAIL"));

        sink.takesAtMost(10_000_000);
        posted.clear();
        post(postbox(), 2);
        assertThat(sink.commands()).anyMatch(line -> line.matches("MAIL FROM:.* SIZE=\\d{4,}.*"));
    }

    @Test
    void showsWhatAServerSaysOnceAndWithoutControlBytes() {
        SmtpReply reply = SmtpReply.of(
                0,
                "550-5.7.1 \u001b[31mnicht\u0007 erlaubt\r\n"
                        + "550 5.7.1 f\u00c3\u00bcr diese Adresse\u00e2\u0080\u00ae\r\n");
        assertThat(reply.text()).isEqualTo("550-5.7.1 nicht erlaubt für diese Adresse");
        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.enhanced()).isEqualTo("5.7.1");
    }

    @Test
    void decidesAboutAllMailsOfAMatterAtOnce() {
        sink.answers("RCPT", "550 5.1.1 no such mailbox");
        Postbox postbox = postbox();
        post(postbox, 3);
        assertThat(postbox.resolveAll(room.matter.id(), Resolution.RESEND))
                .hasSize(3)
                .allMatch(mail -> mail.state() == MailState.PENDING);
    }

    @Test
    void whoWasTakenOffTheListWaitsNoLongerAndComesBackIfWanted() {
        sink.answers("RCPT", "450 4.2.2 full");
        Postbox postbox = postbox();
        List<PressMail> all = mails(3);
        post(postbox, 3);
        Delivery delivery = AMailroom.to(folder, false);

        List<MailStatus> gone =
                postbox.withdrawOthers(room.matter.id(), Message.Kind.PRESS, all.subList(0, 2), delivery);
        assertThat(gone).extracting(MailStatus::recipient).containsExactly("redaktion2@zeitung.example");
        assertThat(postbox.isOpen(all.get(2), delivery)).isFalse();

        sink.answers("RCPT", "250 ok");
        room.later(Duration.ofMinutes(2));
        posted.clear();
        post(postbox, 3);
        assertThat(posted).allMatch(one -> one.mail().state() == MailState.ACCEPTED);
    }

    private Postbox postbox() {
        return room.postbox(new SmtpTransport(AMailroom.smtp(sink.port())), "");
    }

    private void post(Postbox postbox, int number) {
        posted.clear();
        postbox.postAll(mails(number), AMailroom.to(folder, false), AMailroom.each(one -> posted.add(one)));
    }

    private List<PressMail> mails(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> room.pressMail(
                        room.matter, new PressRelease.Recipient("redaktion" + i + "@zeitung.example", ""), false))
                .toList();
    }

    private List<String> codes() {
        return posted.stream()
                .flatMap(one -> one.notices().stream())
                .map(Notice::code)
                .toList();
    }

    private String text() {
        return Texts.german().text(posted.get(0).notices().get(0));
    }
}
