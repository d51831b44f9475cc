package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.MailTransport.Outcome;
import federzug.testkit.MailDatabase;
import federzug.testkit.PowerCutDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine loses its power while mails go out; what had not been forced to the disk is gone. */
class PowerCutIT {
    private static final String OTHER_BOOT = "7c1d3c2e-another-boot";
    private static final int MAILS = 20;

    @TempDir
    Path folder;

    @Test
    void noMailIsDoubledWhateverTheDiskHasForgotten() throws Exception {
        PowerCutDisk.install();
        Path database = folder.resolve("db");
        AMailroom room = new AMailroom(
                MailDatabase.at(
                        "jdbc:h2:powercut:" + database + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1", AMailroom.MIGRATIONS),
                folder.resolve("home"));
        Path left = folder.resolve("left");
        List<String> sent = new ArrayList<>();
        post(room, carrier(sent, () -> {
            // The twelfth end mark is about to leave.
            if (sent.size() == 11) {
                PowerCutDisk.cut(database, left);
            }
        }));
        List<String> before = List.copyOf(sent.subList(0, 12));

        AMailroom after = new AMailroom(
                MailDatabase.at("jdbc:h2:" + left + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1"), folder.resolve("home"));
        after.database
                .jdbc()
                .sql("update send_ledger set holder = ? where holder is not null")
                .param("1|1|" + LeaseHolder.current().host() + "|" + OTHER_BOOT)
                .update();
        List<String> again = new ArrayList<>();
        post(after, carrier(again, () -> {}));
        assertThat(again).as("sent after the cut").doesNotContainAnyElementsOf(before);
        List<MailStatus> ledger = after.postbox().mails();
        assertThat(ledger)
                .filteredOn(mail -> before.contains(mail.recipient()))
                .allSatisfy(mail -> assertThat(mail.state()).isIn(MailState.ACCEPTED, MailState.UNKNOWN));
        List<MailStatus> unknown = ledger.stream()
                .filter(mail -> mail.state() == MailState.UNKNOWN)
                .toList();
        assertThat(unknown)
                .hasSizeBetween(1, 16)
                .allSatisfy(mail -> assertThat(mail.reason())
                        .extracting(reason -> reason.code())
                        .isIn(
                                "delivery.smtp.power-cut",
                                "delivery.smtp.interrupted",
                                "delivery.evidence.perhaps-sent"));
        assertThat(ledger).hasSize(MAILS);
        assertThat(again)
                .hasSize(MAILS
                        - (int) ledger.stream()
                                .filter(mail -> !again.contains(mail.recipient()))
                                .count());
    }

    @Test
    void afterAKillOfTheProcessAloneWhatWasNotHandedOverGoesOut() throws IOException {
        AMailroom room = new AMailroom();
        post(room, carrier(new ArrayList<>(), () -> {}));
        LeaseHolder self = LeaseHolder.current();
        room.database
                .jdbc()
                .sql("update send_ledger set state = 'LEASED', holder = ?, lease_until = since")
                .param(new LeaseHolder(self.host(), self.pid(), self.started() - 1, self.boot(), self.namespace())
                        .toString())
                .update();
        // Killed after the mails were taken up, before they were written down as handed over.
        Files.delete(folder.resolve("out").resolve(SendingEvidence.FILE));
        List<String> again = new ArrayList<>();
        post(room, carrier(again, () -> {}));
        assertThat(again).hasSize(MAILS);
    }

    private interface Moment {
        void come() throws IOException;
    }

    private void post(AMailroom room, MailTransport carrier) {
        List<AgreementMail> mails = IntStream.range(0, MAILS)
                .mapToObj(i -> room.agreementMailTo(new Recipient("p" + i, "", "p" + i + "@b.example")))
                .toList();
        AtomicInteger told = new AtomicInteger();
        room.postbox(carrier, Map.of())
                .postAll(
                        mails,
                        AMailroom.to(folder.resolve("out"), false),
                        AMailroom.each(posted -> told.incrementAndGet()));
        assertThat(told).hasValue(MAILS);
    }

    /** Takes everything; the moment comes after the gate has opened and before the end mark is sent. */
    private static MailTransport carrier(List<String> sent, Moment moment) {
        return new MailTransport() {
            @Override
            public Duration longestAttempt() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Outcome carry(byte[] mail, String from, String to, Gate gate) {
                assertThat(gate.open()).isTrue();
                try {
                    moment.come();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                sent.add(to);
                return new Outcome(MailState.ACCEPTED, "", "");
            }
        };
    }
}
