package federzug.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real mailbox server (Debian packages dovecot-core and dovecot-imapd, 2.3 or 2.4) of the test's own on a loopback port: IMAP
 * over TLS for one Maildir, with a password
 * or a token. Needs root, as Dovecot does.
 */
public final class MailDovecot implements AutoCloseable {
    public static final String USER = "asskomm@lpr.example";
    public static final String PASSWORD = "nur-zum-testen";
    public static final String TOKEN = "nur-zum-testen-token";

    /** Place, mailbox, password, user, group, port, address of the service for tokens. */
    private static final String DOVECOT_2_3 = """
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
            auth_mechanisms = plain xoauth2
            passdb {
              driver = oauth2
              mechanisms = xoauth2
              args = %1$s/oauth2.conf
            }
            passdb {
              driver = static
              mechanisms = plain
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
            """;

    /** The same in the words of 2.4; only one passdb may be asked for tokens, and it is the one for them. */
    private static final String DOVECOT_2_4 = """
            dovecot_config_version = 2.4.0
            dovecot_storage_version = 2.4.0
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            ssl = required
            ssl_server_cert_file = %1$s/dovecot.pem
            ssl_server_key_file = %1$s/dovecot.pem
            mail_driver = maildir
            mail_path = %2$s
            mail_index_path = MEMORY
            first_valid_uid = 1
            first_valid_gid = 1
            auth_mechanisms = plain xoauth2
            oauth2 {
              introspection_mode = get
              introspection_url = %7$s
              username_attribute = username
              active_attribute = active
              active_value = true
            }
            passdb oauth2 {
              mechanisms_filter = xoauth2
            }
            passdb static {
              mechanisms_filter = plain
              password = %3$s
            }
            userdb static {
              fields {
                uid = %4$s
                gid = %5$s
                home = %1$s/home
              }
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
            """;

    private final Path folder;
    private final int port;
    private final HttpServer service;
    private Process process;

    private MailDovecot(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.service = service();
    }

    /**
     * @param folder empty, readable for the server's own users
     * @param maildir owned by {@code nobody}
     * @param certified for {@code localhost}
     */
    public static MailDovecot start(Path folder, Path maildir, MailPki house, MailPki.Holder certified)
            throws Exception {
        Program.require("dovecot", "dovecot-imapd");
        Program.requireRoot("Dovecot");
        MailDovecot server = new MailDovecot(folder, LocalPort.free());
        house.writePem(certified, folder.resolve("dovecot.pem"));
        boolean old = Program.run("dovecot", "--version").output().startsWith("2.3");
        Files.writeString(
                server.configuration(),
                (old ? DOVECOT_2_3 : DOVECOT_2_4)
                        .formatted(folder, maildir, PASSWORD, id("-u"), id("-g"), server.port, server.tokens()));
        Files.writeString(folder.resolve("oauth2.conf"), """
            introspection_mode = get
            introspection_url = %s
            username_attribute = username
            active_attribute = active
            active_value = true
            """.formatted(server.tokens()));
        server.begin();
        return server;
    }

    /** As after a restart of the machine: on the same port. */
    public void begin() throws Exception {
        process = new ProcessBuilder("dovecot", "-F", "-c", configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        LocalPort.await(port, () -> "Dovecot does not listen");
    }

    /** All connections end. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** A mail comes: it lies in the mailbox whole, or not at all. */
    public void deliver(Path maildir, byte[] mail) throws IOException {
        String name = System.nanoTime() + ".test";
        Path part = Files.write(Files.createDirectories(maildir.resolve("tmp")).resolve(name), mail);
        Program.run("chown", "-R", "nobody", maildir.toString());
        Files.move(part, maildir.resolve("new").resolve(name));
    }

    /** Where the server asks whether a token is good (RFC 7662). */
    private String tokens() {
        return "http://127.0.0.1:" + service.getAddress().getPort() + "/?token=";
    }

    private static HttpServer service() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            boolean good =
                    List.of(exchange.getRequestURI().getQuery().split("&")).contains("token=" + TOKEN);
            byte[] answer = (good ? "{\"active\":true,\"username\":\"" + USER + "\"}" : "{\"active\":false}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        return service;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        service.stop(0);
    }

    private Path configuration() {
        return folder.resolve("dovecot.conf");
    }

    private static String id(String option) {
        return Program.run("id", option, "nobody").output().strip();
    }
}
