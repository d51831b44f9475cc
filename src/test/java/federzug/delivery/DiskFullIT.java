package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.MailTransport.Outcome;
import federzug.notice.Notice;
import federzug.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the outbox is full while mails go out: nothing half written, and the repetition finishes. */
class DiskFullIT {
    private static final int MAILS = 12;
    private static final int ENOUGH = 20_000;

    @TempDir
    Path folder;

    private Path place;
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Notice> troubles = new ArrayList<>();

    private final MailTransport server = new MailTransport() {
        @Override
        public Duration longestAttempt() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Outcome carry(byte[] mail, String from, String to, Gate gate) {
            if (!gate.open()) {
                return new Outcome(MailState.DEFERRED, "delivery.smtp.unreachable", "");
            }
            sent.add(to);
            return new Outcome(MailState.ACCEPTED, "", "");
        }
    };

    @BeforeEach
    void makeFolder() throws IOException {
        place = Files.createDirectory(folder.resolve("disk"));
    }

    @AfterEach
    void nothingIsSentTwice() {
        assertThat(sent).doesNotHaveDuplicates();
    }

    @Test
    void aFullOutboxIsSaidNothingIsHalfWrittenAndTheRepetitionFinishes() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(place, 150)) {
            AMailroom room = new AMailroom();
            post(room);
            assertThat(sent).isNotEmpty().hasSizeLessThan(MAILS);
            assertThat(troubles).isNotEmpty().extracting(Notice::code).containsOnly("delivery.outbox.unwritable");
            assertThat(files()).hasSize(sent.size()).allMatch(name -> name.endsWith(".eml"));
            disk.resize(ENOUGH);
            troubles.clear();
            post(room);
            assertThat(troubles).isEmpty();
            assertThat(sent).hasSize(MAILS);
            assertThat(files()).hasSize(MAILS);
        }
    }

    private void post(AMailroom room) {
        List<AgreementMail> mails = IntStream.range(0, MAILS)
                .mapToObj(i -> room.agreementMailTo(new Recipient("p" + i, "", "p" + i + "@b.example")))
                .toList();
        room.postbox(server, Map.of()).postAll(mails, AMailroom.to(place.resolve("out"), false), new Postbox.Results() {
            @Override
            public void posted(Posted posted) {}

            @Override
            public void failed(Message message, DeliveryException trouble) {
                troubles.addAll(trouble.notices());
            }
        });
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("out"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(SendingEvidence.FILE))
                    .toList();
        }
    }
}
