package federzug.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A tiny mail server (RFC 5321) on a loopback port that fails where a test wants it to. */
public final class MailSink implements AutoCloseable {
    /** What it does with the next mails. */
    public enum Fault {
        NONE,
        REFUSES_SENDER,
        REFUSES_RECIPIENT,
        GREYLISTS_RECIPIENT,
        DROPS_BEFORE_DATA,
        DROPS_DURING_DATA,
        STOPS_READING_DURING_DATA,
        DROPS_AFTER_FINAL_DOT,
        REFUSES_AFTER_FINAL_DOT,
        DEFERS_AFTER_FINAL_DOT,
        NEVER_ANSWERS_FINAL_DOT,
        /** Takes its time before every answer. */
        SLOW
    }

    private final ServerSocket server;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
    private final List<String> recipients = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile boolean reports = true;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile String greeting = "220 sink.example";
    private volatile long largest;
    private volatile int kept = Integer.MAX_VALUE;

    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private final @Nullable SSLContext tls;
    private final boolean fromTheFirstByte;
    private volatile @Nullable Supplier<Fault> script;
    private volatile BiConsumer<String, Fault> witness = (mail, fault) -> {};

    public MailSink() throws IOException {
        this(null, false);
    }

    /** For a field of a test. */
    public static MailSink open() {
        try {
            return new MailSink();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param tls its certificate; null: no encryption
     * @param fromTheFirstByte false: after STARTTLS (RFC 3207)
     */
    public MailSink(@Nullable SSLContext tls, boolean fromTheFirstByte) throws IOException {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Says nothing of reports of failure (RFC 3461). */
    public void offerNoReports() {
        reports = false;
    }

    /** What it says instead to every command with this verb. */
    public void answers(String verb, String reply) {
        answers.put(verb, reply);
    }

    /** What it says first. */
    public void greets(String next) {
        greeting = next;
    }

    /** Remembers only the beginning of each mail: for very many. */
    public void keepsOfEach(int characters) {
        kept = characters;
    }

    /** The largest mail it takes (RFC 1870). */
    public void takesAtMost(long bytes) {
        largest = bytes;
    }

    public void fault(Fault next) {
        fault = next;
    }

    /** A fault for each mail, asked when it begins. */
    public void script(Supplier<Fault> faults) {
        script = faults;
    }

    /** Closes all connections, as servers do with idle ones. */
    public void hangUp() throws IOException {
        for (Socket socket : List.copyOf(open)) {
            socket.close();
        }
    }

    /** Hears each mail whose final dot has come, and how it will be answered. */
    public void witness(BiConsumer<String, Fault> next) {
        witness = next;
    }

    /** What clients have said, mails excepted. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Mails of which it has seen the final dot, whatever it answered. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    /** How many connections were made to it. */
    public int connections() {
        return connections.get();
    }

    public List<String> recipients() {
        return List.copyOf(recipients);
    }

    /** Waits until it stands still in the middle of a mail, or after one that it doesn't answer. */
    public boolean awaitStandstill(long seconds) throws InterruptedException {
        return stopped.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> converse(socket), "mail-sink-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void converse(Socket socket) {
        connections.incrementAndGet();
        open.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            if (fromTheFirstByte) {
                serve(encrypted(socket), true, true);
            } else {
                serve(socket, false, true);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        SSLSocket layered = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        layered.setUseClientMode(false);
        layered.startHandshake();
        return layered;
    }

    private void serve(Socket socket, boolean secure, boolean greet) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        if (greet && !greeting.isEmpty()) {
            say(out, greeting);
        }
        Supplier<Fault> now = () -> fault;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.toUpperCase(Locale.ROOT);
            commands.add(line);
            if (verb.startsWith("MAIL") && script != null) {
                Fault next = script.get();
                now = () -> next;
            }
            if (now.get() == Fault.SLOW) {
                sleep(80);
            }
            String chosen = answers.get(verb.split("[ :]")[0]);
            if (chosen != null) {
                say(out, chosen);
            } else if (verb.startsWith("MAIL") && now.get() == Fault.REFUSES_SENDER) {
                say(out, "553 5.7.1 sender not wanted");
            } else if (verb.startsWith("RCPT") && now.get() == Fault.REFUSES_RECIPIENT) {
                say(out, "550 5.1.1 no such mailbox");
            } else if (verb.startsWith("RCPT") && now.get() == Fault.GREYLISTS_RECIPIENT) {
                say(out, "451 4.7.1 try again later");
            } else if (verb.startsWith("EHLO")) {
                say(out, "250-sink.example");
                if (tls != null && !secure) {
                    say(out, "250-STARTTLS");
                }
                if (reports) {
                    say(out, "250-DSN");
                }
                if (largest > 0) {
                    say(out, "250-SIZE " + largest);
                }
                say(out, "250 AUTH XOAUTH2");
            } else if (verb.startsWith("STARTTLS") && tls != null) {
                say(out, "220 go on");
                serve(encrypted(socket), true, false);
                return;
            } else if (verb.startsWith("AUTH")) {
                say(out, "235 welcome");
            } else if (verb.startsWith("DATA")) {
                if (now.get() == Fault.DROPS_BEFORE_DATA) {
                    return;
                }
                say(out, "354 go on");
                if (!data(in, out, now)) {
                    return;
                }
            } else {
                if (verb.startsWith("RCPT")) {
                    recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                }
                say(out, verb.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            while (fault == Fault.STOPS_READING_DURING_DATA) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false to drop the connection. */
    private boolean data(BufferedReader in, OutputStream out, Supplier<Fault> now) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (now.get() == Fault.DROPS_DURING_DATA) {
                return false;
            }
            if (now.get() == Fault.STOPS_READING_DURING_DATA) {
                stopped.countDown();
                pause();
                return false;
            }
            if (line.equals(".")) {
                witness.accept(mail.toString(), now.get());
                mails.add(mail.substring(0, Math.min(mail.length(), kept)));
                return answer(in, out, now.get());
            }
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return false;
    }

    private boolean answer(BufferedReader in, OutputStream out, Fault now) throws IOException {
        switch (now) {
            case DROPS_AFTER_FINAL_DOT -> {
                return false;
            }
            case NEVER_ANSWERS_FINAL_DOT -> {
                stopped.countDown();
                return in.readLine() != null;
            }
            case REFUSES_AFTER_FINAL_DOT -> say(out, "554 5.7.1 refused by policy");
            case DEFERS_AFTER_FINAL_DOT -> say(out, "452 4.3.1 out of room");
            default -> {
                if (now == Fault.SLOW) {
                    sleep(120);
                }
                say(out, "250 2.0.0 taken");
            }
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
