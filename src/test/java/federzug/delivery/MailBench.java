package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.SmtpTransport;
import federzug.testkit.CpuTime;
import federzug.testkit.MailDatabase;
import federzug.testkit.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Mails a second beside Postfix's own smtp-source, both to smtp-sink on the loopback address and in the same run; the
 * same bytes, 200 KB of attachment. Middle one of three rounds, which take turns.
 */
class MailBench {
    private static final int MAILS = Integer.getInteger("federzug.bench.mails", 300);
    private static final int ROUNDS = 3;
    /** Until then the Java runtime spends more time on compiling than on mails; smtp-source comes compiled. */
    private static final int WARM_UP = 10 * MAILS;

    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private Process sink;
    private int port;
    private Duration posting = Duration.ZERO;

    @BeforeEach
    void startSink() throws Exception {
        Program.require("smtp-sink", "postfix");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of("smtp-sink"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + port, "200"));
        sink = new ProcessBuilder(command).inheritIO().start();
        for (int i = 0; i < 100 && !listens(); i++) {
            Thread.sleep(50);
        }
    }

    @AfterEach
    void stopSink() {
        sink.destroy();
    }

    @Test
    void onOneConnection() throws Exception {
        compare(1, 0.55, 0.40);
    }

    @Test
    void onFourConnections() throws Exception {
        compare(4, 0.38, 0.30);
    }

    private void compare(int connections, double transportShare, double ledgerShare) throws Exception {
        byte[] mail = bytes();
        transport(connections, mail, WARM_UP);
        ledger(connections, WARM_UP, -1);
        double[] source = new double[ROUNDS];
        double[] transport = new double[ROUNDS];
        double[] ledger = new double[ROUNDS];
        double[] transportCpu = new double[ROUNDS];
        double[] ledgerCpu = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            source[round] = rate(MAILS, () -> source(connections, mail.length));
            Duration before = CpuTime.used();
            transport[round] = transport(connections, mail, MAILS);
            transportCpu[round] = CpuTime.used().minus(before).toNanos() / 1e6 / MAILS;
            ledger[round] = ledger(connections, MAILS, round);
            ledgerCpu[round] = posting.toNanos() / 1e6 / MAILS;
        }
        double limit = median(source);
        String line = String.format(
                "%d connection(s), %d KB, mails/s: smtp-source %.0f, transport %.0f (%.0f %%), with ledger %.0f (%.0f"
                        + " %%); own CPU a mail without compiling: transport %.2f ms, with ledger %.2f ms",
                connections,
                mail.length / 1000,
                limit,
                median(transport),
                100 * median(transport) / limit,
                median(ledger),
                100 * median(ledger) / limit,
                median(transportCpu),
                median(ledgerCpu));
        System.out.println(line);
        assertThat(median(transport) / limit).as(line).isGreaterThanOrEqualTo(transportShare);
        assertThat(median(ledger) / limit).as(line).isGreaterThanOrEqualTo(ledgerShare);
    }

    private double source(int connections, int length) {
        Program.Ended ended = Program.run(
                "smtp-source",
                "-d",
                "-s",
                Integer.toString(connections),
                "-m",
                Integer.toString(MAILS),
                "-l",
                Integer.toString(length),
                "127.0.0.1:" + port);
        assertThat(ended.exit()).as(ended.output()).isZero();
        return 0;
    }

    private double transport(int connections, byte[] mail, int count) {
        try (SmtpTransport carrier = carrier(connections)) {
            ExecutorService threads = Executors.newFixedThreadPool(connections);
            try {
                return rate(count, () -> {
                    List<Future<MailTransport.Outcome>> all = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        all.add(threads.submit(() -> {
                            try (MailTransport.Turn turn = carrier.awaitTurn()) {
                                return carrier.carry(mail, "a@lpr.example", "b@b.example", () -> true);
                            }
                        }));
                    }
                    all.forEach(one ->
                            assertThat(get(one)).isEqualTo(new MailTransport.Outcome(MailState.ACCEPTED, "", "")));
                    return 0;
                });
            } finally {
                threads.shutdown();
            }
        }
    }

    /** As in earnest: composed, written to the outbox with fsync, every move a commit of its own on disk. */
    private double ledger(int connections, int count, int round) {
        String name = connections + "-" + round;
        String url = "jdbc:h2:file:" + folder.resolve("db" + name) + ";WRITE_DELAY=0;QUERY_CACHE_SIZE=100";
        MailDatabase.at(url, AMailroom.MIGRATIONS);
        try (SmtpTransport carrier = carrier(connections);
                HikariDataSource pool = pool(url)) {
            AMailroom durable =
                    new AMailroom(new MailDatabase(JdbcClient.create(pool), new JdbcTransactionManager(pool)), folder);
            Postbox postbox = durable.postbox(carrier, Map.of());
            List<Message> mails = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                mails.add(mail(durable, "p" + i));
            }
            List<MailState> states = new ArrayList<>();
            Duration before = CpuTime.used();
            double rate = rate(count, () -> {
                postbox.postAll(
                        mails,
                        AMailroom.to(folder.resolve("out" + name), false),
                        AMailroom.each(posted -> states.add(posted.mail().state())));
                return 0;
            });
            posting = CpuTime.used().minus(before);
            assertThat(states).hasSize(count).containsOnly(MailState.ACCEPTED);
            return rate;
        }
    }

    /** Connections to the database are kept, as in the application. */
    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(6);
        return pool;
    }

    private SmtpTransport carrier(int connections) {
        return new SmtpTransport(
                AMailroom.smtp(port, "connections", Integer.toString(connections), "mails-per-connection", "100000"));
    }

    private byte[] bytes() throws IOException {
        Posted posted = room.postbox().post(mail(room, "p"), AMailroom.to(folder, false));
        return Files.readAllBytes(folder.resolve(posted.mail().file()));
    }

    private static AgreementMail mail(AMailroom room, String key) {
        AgreementMail like = room.agreementMail(false);
        return new AgreementMail(
                like.matter(),
                like.agreements(),
                new Recipient(key, "", key + "@b.example"),
                like.subject(),
                like.text(),
                List.of(
                        room.store.put("kooperationsvereinbarung-signiert.pdf", new byte[190_000]),
                        like.attachments().get(1)));
    }

    private static double rate(int count, DoubleSupplier work) {
        long began = System.nanoTime();
        work.getAsDouble();
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
