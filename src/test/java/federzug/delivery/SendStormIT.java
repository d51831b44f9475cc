package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.SmtpTransport;
import federzug.testkit.MailAsText;
import federzug.testkit.MailDatabase;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of mails, a mail server that fails in every way at random, and a sender that is killed at random moments and
 * started again: no mail arrives twice by itself, and every one is accounted for. Counted by Message-ID where it counts:
 * at the mail server. {@code -Dfederzug.chaos.kills} and {@code federzug.chaos.seed} make it longer or repeat it.
 */
class SendStormIT {
    private static final int KILLS = Integer.getInteger("federzug.chaos.kills", 3);
    private static final int MAILS_PER_KILL = 12;
    private static final List<Fault> FAULTS = List.of(
            Fault.REFUSES_RECIPIENT,
            Fault.GREYLISTS_RECIPIENT,
            Fault.DROPS_DURING_DATA,
            Fault.DROPS_AFTER_FINAL_DOT,
            Fault.REFUSES_AFTER_FINAL_DOT,
            Fault.DEFERS_AFTER_FINAL_DOT,
            Fault.SLOW,
            Fault.SLOW,
            Fault.SLOW);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("federzug.chaos.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    /** What the server answered to each final dot it saw, by Message-ID. */
    private final Map<String, List<Fault>> seen = Collections.synchronizedMap(new TreeMap<>());

    @Test
    void noMailArrivesTwiceAndNoneIsLost() throws Exception {
        MailDatabase.at(url(), AMailroom.MIGRATIONS);
        int mails = KILLS * MAILS_PER_KILL;
        try (MailSink sink = new MailSink()) {
            sink.script(this::fault);
            sink.witness((mail, fault) -> seen.computeIfAbsent(MailAsText.id(mail), id -> new ArrayList<>())
                    .add(fault));
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = sender(sink.port(), mails);
                waitForSome(sink, chance.nextInt(MAILS_PER_KILL), process);
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            Process last = sender(sink.port(), mails);
            assertThat(last.waitFor(120, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
            assertThat(last.exitValue()).as("seed %d", seed).isZero();
        }
        Map<MailState, Integer> states = new TreeMap<>();
        List<MailStatus> ledger =
                new AMailroom(MailDatabase.at(url())).postbox().mails();
        assertThat(ledger).hasSize(mails);
        for (MailStatus mail : ledger) {
            states.merge(mail.state(), 1, Integer::sum);
            assertAccounted(mail, seen.getOrDefault(mail.messageId(), List.of()));
        }
        System.out.printf("send storm, seed %d: %d mails, %d kills: %s%n", seed, mails, KILLS, states);
    }

    /** At most one final dot that may have counted; the ledger never claims more or less than the server knows. */
    private void assertAccounted(MailStatus mail, List<Fault> answers) {
        long taken = answers.stream()
                .filter(fault -> fault == Fault.NONE || fault == Fault.SLOW || fault == Fault.DROPS_AFTER_FINAL_DOT)
                .count();
        String about = "seed " + seed + ", " + mail + ": " + answers;
        assertThat(taken).as(about).isLessThanOrEqualTo(1);
        switch (mail.state()) {
            case ACCEPTED -> assertThat(taken).as(about).isEqualTo(1);
            case REJECTED -> assertThat(taken).as(about).isZero();
            case UNKNOWN -> assertThat(mail.reason()).as(about).isNotNull();
            default -> throw new AssertionError("not accounted for: " + about);
        }
    }

    private synchronized Fault fault() {
        return chance.nextInt(3) > 0 ? Fault.NONE : FAULTS.get(chance.nextInt(FAULTS.size()));
    }

    private static void waitForSome(MailSink sink, int more, Process process) throws InterruptedException {
        int wanted = sink.mails().size() + more;
        while (process.isAlive() && sink.mails().size() < wanted) {
            Thread.sleep(3);
        }
        Thread.sleep(more);
    }

    private Process sender(int port, int mails) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendStormIT.class.getName(),
                        url(),
                        Integer.toString(port),
                        folder.resolve("out").toString(),
                        Integer.toString(mails))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The process that is killed: sends the list again and again until nothing is left that goes by itself. */
    public static void main(String[] arguments) {
        AMailroom room = new AMailroom(
                MailDatabase.at(arguments[0] + ";DB_CLOSE_DELAY=-1"),
                Path.of(arguments[2]).resolveSibling("home"));
        SmtpTransport carrier = new SmtpTransport(
                AMailroom.smtp(Integer.parseInt(arguments[1]), "connections", "2", "read-timeout", "5s"));
        Postbox postbox = room.postbox(carrier, Map.of("retry.delays", "0s"));
        List<Message> mails = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            mails.add(room.agreementMailTo(new Recipient("p" + i, "", "p" + i + "@b.example")));
        }
        boolean[] open = {true};
        while (open[0]) {
            open[0] = false;
            postbox.postAll(mails, AMailroom.to(Path.of(arguments[2]), false), new Postbox.Results() {
                @Override
                public void posted(Posted posted) {
                    open[0] |= posted.mail().state().isOpen();
                }

                @Override
                public void failed(Message message, DeliveryException trouble) {
                    throw trouble;
                }
            });
        }
        System.exit(0);
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0";
    }
}
