package federzug.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real mailbox server (Debian packages dovecot-core and dovecot-imapd, 2.3) of the test's own on a loopback port: IMAP
 * over TLS for one Maildir. Needs root, as Dovecot does.
 */
public final class MailDovecot implements AutoCloseable {
    public static final String PASSWORD = "nur-zum-testen";

    private final Path folder;
    private final int port;
    private Process process;

    private MailDovecot(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param folder empty, readable for the server's own users
     * @param maildir owned by {@code nobody}
     * @param certified for {@code localhost}
     */
    public static MailDovecot start(Path folder, Path maildir, MailPki house, MailPki.Holder certified)
            throws Exception {
        Program.require("dovecot", "dovecot-imapd");
        boolean usable = "root".equals(System.getProperty("user.name"))
                && Program.run("dovecot", "--version").output().startsWith("2.3");
        if (!usable && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError("Dovecot 2.3 can be started by root only, and skips are forbidden");
        }
        assumeTrue(usable, "skipped: Dovecot 2.3 can be started by root only");
        MailDovecot server = new MailDovecot(folder, freePort());
        house.writePem(certified, folder.resolve("dovecot.pem"));
        Files.writeString(
                server.configuration(), """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <%1$s/dovecot.pem
            ssl_key = <%1$s/dovecot.pem
            mail_location = maildir:%2$s:INDEX=MEMORY
            first_valid_uid = 1
            first_valid_gid = 1
            passdb {
              driver = static
              args = password=%3$s
            }
            userdb {
              driver = static
              args = uid=%4$s gid=%5$s home=%1$s/home
            }
            service imap-login {
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                port = %6$d
                ssl = yes
              }
            }
            """.formatted(folder, maildir, PASSWORD, id("-u"), id("-g"), server.port));
        server.process = new ProcessBuilder(
                        "dovecot", "-F", "-c", server.configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        server.awaitListening();
        return server;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private Path configuration() {
        return folder.resolve("dovecot.conf");
    }

    private static String id(String option) {
        return Program.run("id", option, "nobody").output().strip();
    }

    private void awaitListening() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("Dovecot does not listen");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
