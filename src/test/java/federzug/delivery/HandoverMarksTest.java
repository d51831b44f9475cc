package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.evidence.HandoverMarks;
import federzug.delivery.evidence.HandoverMarks.Mark;
import federzug.delivery.smtp.MailTransport.Outcome;
import federzug.notice.Notice;
import federzug.testkit.MailDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the embedded database, which mails have begun to be handed over is recorded in files beside it. */
class HandoverMarksTest {
    private static final String SELF = LeaseHolder.current().toString();

    @TempDir
    Path home;

    private final FakeMailTransport server = new FakeMailTransport();

    @Test
    void whatComesFirstHolds() throws Exception {
        HandoverMarks marks = marks(SELF);
        assertThat(marks.begin("a", 1)).isTrue();
        marks.accepted("a", 1);
        assertThat(marks.begin("b", 1)).isTrue();
        HandoverMarks other = new HandoverMarks(home.resolve(HandoverMarks.FOLDER), "1|1|other");
        assertThat(other.takeBack(SELF, "a", 1)).isEqualTo(Mark.ACCEPTED);
        assertThat(other.takeBack(SELF, "b", 1)).isEqualTo(Mark.BEGUN);
        assertThat(other.takeBack(SELF, "c", 1)).isEqualTo(Mark.TAKEN_BACK);
        assertThat(marks.begin("c", 1)).isFalse();
        assertThat(marks.begin("c", 2)).as("leased once more").isTrue();
        assertThat(other.takeBack("2|2|gone", "c", 2)).isEqualTo(Mark.LOST);
        marks.close();
        assertThat(other.takeBack(SELF, "d", 1)).isEqualTo(Mark.TAKEN_BACK);
        marks.open(Set.of());
        assertThat(marks.begin("d", 1)).isFalse();
        assertThat(marks.begin("e", 1)).isTrue();
    }

    @Test
    void ofTwoAtOnceOneWins() throws Exception {
        HandoverMarks marks = marks(SELF);
        HandoverMarks other = new HandoverMarks(home.resolve(HandoverMarks.FOLDER), "1|1|other");
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) {
                begun.addAndGet(other.takeBack(SELF, "m" + i, 1) == Mark.BEGUN ? 1 : 0);
            }
        });
        int sent = 0;
        for (int i = 49; i >= 0; i--) {
            sent += marks.begin("m" + i, 1) ? 1 : 0;
        }
        taking.join();
        assertThat(sent).isEqualTo(begun.get());
    }

    @Test
    void filesOfDeadProcessesGoWhenTheLedgerExpectsNothingOfThem() throws Exception {
        marks(dead(1));
        marks(dead(2), dead(1));
        assertThat(files()).hasSize(2);
        Path damaged = Files.writeString(home.resolve(HandoverMarks.FOLDER).resolve("x"), "1|\0|\n");
        marks(SELF, dead(2));
        assertThat(files()).hasSize(3).contains(damaged);
        HandoverMarks other = new HandoverMarks(home.resolve(HandoverMarks.FOLDER), "1|1|other");
        assertThat(other.takeBack(dead(2), "a", 1)).isEqualTo(Mark.TAKEN_BACK);
        assertThat(other.takeBack(dead(1), "a", 1)).isEqualTo(Mark.LOST);
    }

    @Test
    void theMarkStandsBeforeTheEndMarkIsSentAndTheLedgerIsNotAsked() {
        AMailroom room = room();
        List<Object> seen = new ArrayList<>();
        server.answer = gate -> {
            gate.open();
            seen.add(room.rows().get(0).get("STATE"));
            seen.add(read().endsWith(" 1\n"));
            seen.add(read().contains("\nB "));
            return new Outcome(MailState.ACCEPTED, "", "");
        };
        assertThat(post(room).mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(seen).containsExactly("LEASED", true, true);
    }

    @Test
    void aMailIsJudgedByTheMarkOfItsDeadProcess() throws Exception {
        assertThat(afterDeathWith("").mail().state()).as("not begun").isEqualTo(MailState.ACCEPTED);
        Posted begun = afterDeathWith("B %s 1\n");
        assertThat(begun.mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(begun.notices()).extracting(Notice::code).containsExactly("delivery.smtp.interrupted");
        assertThat(afterDeathWith("B %1$s 1\nA %1$s 1\n").changed()).isTrue();
        assertThat(server.recipients).as("the first alone was sent again").hasSize(1);
        assertThat(afterDeathWith(null).mail().state()).as("the file is gone").isEqualTo(MailState.UNKNOWN);
        assertThat(server.recipients).hasSize(1);
    }

    @Test
    void aProcessWhoseLeaseRanOutDoesNotSendTheEndMark() {
        AMailroom room = room();
        List<Boolean> opened = new ArrayList<>();
        server.answer = gate -> {
            room.later(Duration.ofHours(1));
            room.database
                    .jdbc()
                    .sql("update send_ledger set lease_until = ?")
                    .param(room.ledger.now().minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                    .update();
            room.postbox(server, "").settle();
            opened.add(gate.open());
            return new Outcome(MailState.DEFERRED, "delivery.smtp.unreachable", "");
        };
        assertThat(post(room).mail().state()).isEqualTo(MailState.PENDING);
        assertThat(opened).containsExactly(false);
    }

    @Test
    void withoutAPlaceForMarksNothingIsLeased() throws Exception {
        Files.writeString(home.resolve(HandoverMarks.FOLDER), "no folder");
        AMailroom room = room();
        assertThatThrownBy(() -> post(room)).hasMessage("delivery.evidence.unwritable");
        assertThat(server.recipients).isEmpty();
        assertThat(room.rows().get(0)).containsEntry("STATE", "PENDING");
    }

    /** @param marks in the file of a process that died with the mail leased; null: there is no file */
    private Posted afterDeathWith(@org.jspecify.annotations.Nullable String marks) throws IOException {
        AMailroom room = room();
        int before = server.recipients.size();
        server.answer = gate -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> post(room)).hasMessage("killed");
        server.recipients.subList(before, server.recipients.size()).clear();
        server.answer = new FakeMailTransport().answer;
        room.database
                .jdbc()
                .sql("update send_ledger set state = 'LEASED', holder = ?, lease_until = since")
                .param(dead(1))
                .update();
        for (Path file : files()) {
            Files.delete(file);
        }
        if (marks != null) {
            marks(dead(1), dead(1));
            Files.writeString(files().get(0), marks.formatted(room.rows().get(0).get("ID")), StandardOpenOption.APPEND);
        }
        return post(room);
    }

    private AMailroom room() {
        return new AMailroom(
                MailDatabase.at(
                        "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", AMailroom.MIGRATIONS),
                home);
    }

    private Posted post(AMailroom room) {
        return room.postbox(server, "")
                .post(room.agreementMail(false), AMailroom.to(home.resolve("out" + room.hashCode()), false));
    }

    private HandoverMarks marks(String holder, String... stillLeasing) throws IOException {
        HandoverMarks marks = new HandoverMarks(home.resolve(HandoverMarks.FOLDER), holder);
        marks.open(Set.of(stillLeasing));
        return marks;
    }

    private String read() {
        try {
            return Files.readString(files().get(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(HandoverMarks.FOLDER))) {
            return files.toList();
        }
    }

    private static String dead(int earlier) {
        LeaseHolder self = LeaseHolder.current();
        return new LeaseHolder(self.host(), self.pid(), self.started() - earlier, self.boot(), self.namespace())
                .toString();
    }
}
