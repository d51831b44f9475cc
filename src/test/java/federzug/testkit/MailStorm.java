package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.MailSink.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A mail server (STARTTLS) that fails in every way at random and remembers, by Message-ID, which mails it may have
 * taken; so that a ledger can be held against it.
 */
public final class MailStorm implements AutoCloseable {
    /** After these the mail lies with the server, whatever the sender has learnt of it. */
    private static final Set<Fault> TAKEN =
            EnumSet.of(Fault.NONE, Fault.SLOW, Fault.DROPS_AFTER_FINAL_DOT, Fault.NEVER_ANSWERS_FINAL_DOT);

    private static final List<Fault> FAULTS = List.of(
            Fault.REFUSES_SENDER,
            Fault.REFUSES_RECIPIENT,
            Fault.GREYLISTS_RECIPIENT,
            Fault.DROPS_BEFORE_DATA,
            Fault.DROPS_DURING_DATA,
            Fault.DROPS_AFTER_FINAL_DOT,
            Fault.NEVER_ANSWERS_FINAL_DOT,
            Fault.REFUSES_AFTER_FINAL_DOT,
            Fault.DEFERS_AFTER_FINAL_DOT,
            Fault.SLOW);

    private final MailPki house = new MailPki();
    private final MailSink sink;
    private final Random chance;
    private final Map<String, List<Fault>> seen = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Fault, Integer> chosen = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> press = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> returned = Collections.synchronizedSet(new TreeSet<>());
    private volatile boolean calm;

    /**
     * @param seed repeats the same faults, as far as the mails come in the same order
     */
    public MailStorm(long seed) throws Exception {
        chance = new Random(seed);
        sink = new MailSink(house.server("localhost"), false);
        sink.script(this::fault);
        sink.witness((mail, fault) -> {
            String id = MailAsText.id(mail);
            seen.computeIfAbsent(id, each -> Collections.synchronizedList(new ArrayList<>()))
                    .add(fault);
            if (TAKEN.contains(fault) && mail.contains("\nList-Unsubscribe:")) {
                press.add(id);
            }
        });
    }

    /** From now on everything is taken. */
    public void calm() {
        calm = true;
    }

    /** Reports that some of the press mails taken since the last call, at least one, could not be delivered. */
    public List<byte[]> comeBack(Random random) {
        List<byte[]> reports = new ArrayList<>();
        synchronized (press) {
            for (String id : press) {
                if (reports.isEmpty() || random.nextInt(3) == 0) {
                    returned.add(id);
                    reports.add(report(id));
                }
            }
            press.clear();
        }
        return reports;
    }

    /** The mailbox is full, so that nothing is learnt about the address. */
    private static byte[] report(String id) {
        return new BounceReport(id, "voll@zeitung.example", "5.2.2", "").bytes();
    }

    /** Adds to {@code federzug.yaml} in the working folder that mails go here. */
    public void configuration(Path folder) throws IOException {
        Path authority = house.writeAuthority(folder.resolve("ca.pem"));
        Files.writeString(
                folder.resolve("federzug.yaml"),
                """
                federzug.delivery:
                  sender-address: asskomm@lpr.example
                  rehearsal-address: probe@lpr.example
                  retry.delays: [ 0s ]
                  smtp: { host: localhost, port: %d, ca-file: %s, connections: 2, read-timeout: 3s }
                """.formatted(sink.port(), authority.toAbsolutePath()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * Holds the ledger against what came here: no mail twice, none claimed that did not come, none refused that did,
     * and nothing left in between.
     *
     * @return how many mails are in each state
     */
    public Map<String, Integer> account(Connection database, String about) throws SQLException {
        Map<String, Integer> states = new TreeMap<>();
        Map<String, List<Fault>> unheard = new TreeMap<>(seen);
        Set<String> came = new TreeSet<>(returned);
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select message_id, state from send_ledger")) {
            while (rows.next()) {
                String id = rows.getString(1);
                List<Fault> answers = seen.getOrDefault(id, List.of());
                String mail = about + ", " + id + ": " + answers;
                states.merge(rows.getString(2), 1, Integer::sum);
                unheard.remove(id);
                long taken = answers.stream().filter(TAKEN::contains).count();
                assertThat(taken).as(mail).isLessThanOrEqualTo(1);
                switch (rows.getString(2)) {
                    case "ACCEPTED" -> assertThat(taken).as(mail).isEqualTo(1);
                    case "REJECTED" -> assertThat(taken).as(mail).isZero();
                    case "UNKNOWN" -> {}
                    case "BOUNCED" -> {
                        assertThat(taken).as(mail).isEqualTo(1);
                        assertThat(came.remove(id)).as(mail).isTrue();
                    }
                    default -> throw new AssertionError("not accounted for: " + mail + " " + rows.getString(2));
                }
            }
        }
        assertThat(came)
                .as(about + ": came back, and the ledger does not say so")
                .isEmpty();
        assertThat(unheard).as(about + ": came here, but no ledger knows them").isEmpty();
        return states;
    }

    /** How often it failed in which way. */
    public Map<Fault, Integer> faults() {
        return Map.copyOf(chosen);
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    private synchronized Fault fault() {
        Fault next = calm || chance.nextInt(10) < 7 ? Fault.NONE : FAULTS.get(chance.nextInt(FAULTS.size()));
        chosen.merge(next, 1, Integer::sum);
        return next;
    }
}
