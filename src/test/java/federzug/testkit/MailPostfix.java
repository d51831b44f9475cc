package federzug.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real mail server (Debian package postfix) of the test's own on a loopback port: takes mail encrypted only, for any
 * address, and puts it all into one Maildir. Needs root, as Postfix does.
 */
public final class MailPostfix implements AutoCloseable {
    /** Mail to it goes to another server. */
    public static final String ELSEWHERE = "anderswo.example";

    private final Path folder;
    private final int port;

    private MailPostfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param folder empty, made readable for the server's own user
     * @param certified for {@code localhost}
     */
    public static MailPostfix start(Path folder, MailPki house, MailPki.Holder certified) throws Exception {
        return start(folder, house, certified, 9);
    }

    /** @param elsewhere port of the server for mails to {@link #ELSEWHERE} */
    public static MailPostfix start(Path folder, MailPki house, MailPki.Holder certified, int elsewhere)
            throws Exception {
        Program.require("postfix", "postfix");
        Program.requireRoot("Postfix");
        MailPostfix server = new MailPostfix(folder, LocalPort.free());
        server.configure(house, certified, elsewhere);
        server.command("start");
        LocalPort.await(server.port, () -> "Postfix does not listen: " + server.log());
        return server;
    }

    public int port() {
        return port;
    }

    /** Waits for so many mails; what has come is given back as it lies in the mailbox. */
    public List<byte[]> awaitMails(int count) throws Exception {
        Path arrived = folder.resolve("mail/inbox/new");
        for (Instant end = Instant.now().plus(Duration.ofSeconds(20));
                Instant.now().isBefore(end); ) {
            if (Files.isDirectory(arrived) && files(arrived).size() >= count) {
                break;
            }
            Thread.sleep(50);
        }
        return Files.isDirectory(arrived)
                ? files(arrived).stream().map(MailPostfix::bytes).toList()
                : List.of();
    }

    public String log() throws IOException {
        Path log = folder.resolve("log/mail.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        command("stop");
    }

    private void configure(MailPki house, MailPki.Holder certified, int elsewhere) throws Exception {
        for (Path above = folder; above.startsWith(System.getProperty("java.io.tmpdir")); above = above.getParent()) {
            if (above.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
                break;
            }
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String name : List.of("conf", "queue", "log")) {
            Files.createDirectory(folder.resolve(name));
        }
        own("postfix", "data");
        own("nobody", "mail");
        house.writePem(certified, folder.resolve("server.pem"));
        Files.writeString(
                folder.resolve("conf/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/log/mail.log
                maillog_file_prefixes = %1$s
                myhostname = localhost
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_tls_chain_files = %1$s/server.pem
                smtpd_tls_security_level = encrypt
                smtpd_tls_loglevel = 1
                message_size_limit = 30000000
                virtual_mailbox_domains = static:all
                virtual_mailbox_maps = static:inbox/
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_limit = 0
                transport_maps = inline:{{ %4$s = smtp:[127.0.0.1]:%5$d }}
                virtual_minimum_uid = 1
                virtual_uid_maps = static:%2$s
                virtual_gid_maps = static:%3$s
                """.formatted(folder, id("-u"), id("-g"), ELSEWHERE, elsewhere));
        Files.writeString(folder.resolve("conf/master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port));
    }

    private void own(String user, String name) throws IOException {
        Path owned = Files.createDirectory(folder.resolve(name));
        Files.setOwner(
                owned, owned.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static String id(String option) {
        return Program.run("id", option, "nobody").output().strip();
    }

    private void command(String word) {
        Program.Ended ended =
                Program.run("postfix", "-c", folder.resolve("conf").toString(), word);
        if (ended.exit() != 0) {
            throw new AssertionError("postfix " + word + ": " + ended.output());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
