package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.Inbox.Taken;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.inbox.ImapFolder;
import federzug.delivery.inbox.InboxSettings;
import federzug.delivery.inbox.IncomingSource;
import federzug.delivery.smtp.TrustedAuthorities;
import federzug.delivery.smtp.WriteWatch;
import federzug.notice.Notice;
import federzug.testkit.MailDovecot;
import federzug.testkit.MailPki;
import federzug.testkit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A mailbox on a real Dovecot: who may open it, and how soon a new mail is noticed. */
class ImapFolderIT {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();
    private MailDovecot dovecot;
    private Path maildir;
    private String authority;

    @BeforeEach
    void start() throws Exception {
        Path imap = Files.createDirectory(folder.resolve("imap"));
        maildir = folder.resolve("mailbox");
        for (String part : List.of("new", "cur", "tmp")) {
            Files.createDirectories(maildir.resolve(part));
        }
        Program.run("chmod", "755", folder.toString());
        Program.run("chown", "-R", "nobody", maildir.toString());
        authority = house.writeAuthority(folder.resolve("ca.pem")).toString();
        dovecot = MailDovecot.start(imap, maildir, house, house.certified("localhost"));
    }

    @AfterEach
    void stop() throws Exception {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Test
    void opensWithATokenInsteadOfAPassword() throws Exception {
        dovecot.deliver(maildir, mail("eins"));
        try (IncomingSource mailbox = open("oauth2", MailDovecot.TOKEN)) {
            assertThat(mailbox.waiting())
                    .extracting(IncomingSource.Waiting::name)
                    .containsExactly("eins");
        }
        ThreadGroup process = new ThreadGroup("process");
        List<IncomingSource> opened = new ArrayList<>();
        Thread main = new Thread(process, () -> opened.add(open("password", MailDovecot.PASSWORD)));
        main.start();
        main.join();
        try (IncomingSource mailbox = opened.get(0)) {
            assertThat(mailbox.waiting()).hasSize(1);
            Thread[] threads = new Thread[100];
            int count = process.enumerate(threads);
            assertThat(Arrays.asList(threads).subList(0, count))
                    .as("an open mailbox keeps no process alive")
                    .allMatch(Thread::isDaemon);
        }
        for (String login : List.of("oauth2", "password")) {
            assertThatThrownBy(() -> open(login, "abgelaufen").close())
                    .as(login)
                    .isInstanceOfSatisfying(
                            DeliveryException.class,
                            trouble -> assertThat(trouble.notices())
                                    .extracting(Notice::code)
                                    .containsExactly(ImapFolder.LOGIN_REFUSED));
        }
    }

    /** The doctor's look: nothing becomes read, no folder is made. */
    @Test
    void theDoctorOpensTheMailboxAndLeavesItAsItIs() throws Exception {
        dovecot.deliver(maildir, mail("eins"));
        Path secret = Files.writeString(folder.resolve("kennwort"), MailDovecot.PASSWORD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThat(check(secret)).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo("delivery.inbox.ready");
            assertThat(one.arguments()).contains(1);
        });
        try (IncomingSource mailbox = open("password", MailDovecot.PASSWORD)) {
            assertThat(mailbox.waiting()).hasSize(1);
        }
        Files.writeString(secret, "falsch");
        assertThat(check(secret)).extracting(Notice::code).containsExactly(ImapFolder.LOGIN_REFUSED);
        dovecot.stop();
        assertThat(check(secret)).extracting(Notice::code).containsExactly("delivery.inbox.unreachable");
        dovecot.begin();
    }

    private List<Notice> check(Path secret) {
        return new Inbox(
                        settings("password", "password-file", secret.toString()),
                        AMailroom.settings(""),
                        room.incoming,
                        room.ledger,
                        room.clock)
                .check();
    }

    /** Nine minutes are waited without IDLE; the test has no patience for that. */
    @Test
    void noticesANewMailAtOnceAndSurvivesARestartOfTheServer() throws Exception {
        BlockingQueue<List<Taken>> rounds = new LinkedBlockingQueue<>();
        BlockingQueue<DeliveryException> troubles = new LinkedBlockingQueue<>();
        Inbox inbox = new Inbox(
                settings("password"),
                AMailroom.settings(""),
                room.incoming,
                room.ledger,
                room.clock,
                List.of(() -> open("password", MailDovecot.PASSWORD)));
        Thread waiting = new Thread(() ->
                inbox.collectForEver(mail -> new Handled(Outcome.DONE, "", List.of()), rounds::add, troubles::add));
        waiting.setDaemon(true);
        waiting.start();

        assertThat(rounds.poll(60, TimeUnit.SECONDS)).as("the first look").isEmpty();
        dovecot.deliver(maildir, mail("zwei"));
        assertThat(names(rounds.poll(60, TimeUnit.SECONDS))).containsExactly("zwei");

        dovecot.stop();
        assertThat(troubles.poll(60, TimeUnit.SECONDS)).as("server gone").isNotNull();
        dovecot.deliver(maildir, mail("drei"));
        dovecot.begin();
        assertThat(names(nextMail(rounds))).containsExactly("drei");
        assertThat(waiting.isAlive()).isTrue();
        waiting.interrupt();
    }

    private static List<Taken> nextMail(BlockingQueue<List<Taken>> rounds) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            List<Taken> round = rounds.poll(90, TimeUnit.SECONDS);
            if (round == null || !round.isEmpty()) {
                return round;
            }
        }
        return List.of();
    }

    private static List<String> names(List<Taken> round) {
        return round.stream().map(taken -> taken.mail().subject()).toList();
    }

    private IncomingSource open(String login, String secret) {
        return ImapFolder.open(settings(login), secret, TrustedAuthorities.read(authority), WriteWatch.begin());
    }

    private InboxSettings settings(String login, String... more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "federzug.delivery.inbox.host",
                "localhost",
                "federzug.delivery.inbox.port",
                Integer.toString(dovecot.port()),
                "federzug.delivery.inbox.ca-file",
                authority,
                "federzug.delivery.inbox.login",
                login,
                "federzug.delivery.inbox.user",
                MailDovecot.USER));
        for (int i = 0; i < more.length; i += 2) {
            all.put("federzug.delivery.inbox." + more[i], more[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("federzug.delivery.inbox", InboxSettings.class)
                .get();
    }

    private static byte[] mail(String subject) {
        return ("From: a@b.example\r\nTo: " + MailDovecot.USER + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                        + subject + "@b.example>\r\n\r\nText\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
