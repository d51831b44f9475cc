package federzug.testkit;

import federzug.access.AccountDesk;
import federzug.access.AccountDesk.Wish;
import federzug.access.Role;
import federzug.start.ServedPages;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages, served inside this JVM at a free port, with accounts for those who visit them. */
public final class WebServed implements AutoCloseable {
    public static final String PASSWORD = "ein Kennwort nur zum Testen";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CeremonyApplication application;

    public WebServed(Path folder, String... settings) {
        this(folder, List.of(), settings);
    }

    /** @param more beans of this test */
    public WebServed(Path folder, List<Class<?>> more, String... settings) {
        application = new CeremonyApplication(
                folder,
                Stream.concat(Stream.of(CeremonyApplication.SERVING), Arrays.stream(settings))
                        .toList(),
                more.toArray(Class<?>[]::new));
    }

    public CeremonyApplication application() {
        return application;
    }

    public <T> T the(Class<T> type) {
        return application.the(type);
    }

    /** The answer to what no client of Java's sends. */
    public String raw(String request) throws IOException {
        URI home = the(ServedPages.class).address();
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Somebody who is not logged in. */
    public WebVisitor visitor() {
        return new WebVisitor(the(ServedPages.class).address());
    }

    /** Somebody who is logged in with these roles. */
    public WebVisitor visitor(Role... roles) {
        WebVisitor visitor = visitor();
        WebVisitor.Answer answer = visitor.logIn(account(roles), PASSWORD);
        if (answer.status() != 302 || answer.target().contains("anmelden")) {
            throw new AssertionError(answer.status() + " " + answer.target());
        }
        return visitor;
    }

    /** Name of a new account with these roles. */
    public String account(Role... roles) {
        String name = List.of(roles).stream()
                        .map(role ->
                                role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining("-"))
                + "."
                + COUNT.incrementAndGet();
        the(AccountDesk.class)
                .add(
                        "test",
                        new Wish(name, "Kim Muster", PASSWORD, Set.of(roles), false, false),
                        false,
                        the(AccountDesk.Encoder.class));
        return name;
    }

    @Override
    public void close() {
        application.close();
    }
}
