package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static federzug.testkit.RealRelease.worded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.PressRelease;
import federzug.delivery.MailState;
import federzug.notice.Notice;
import federzug.testkit.Golden;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.RealRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is out is corrected: the same recipients, a reference to the first mail, nobody twice. */
@Tag("database")
class PressCorrectionIT {
    private static final String SAYS = "Die Stadt ist seit heute Mitglied.";

    @TempDir
    Path folder;

    @Test
    void goesToThoseWhoHaveTheFirstVersionAndAnswersIt() throws Exception {
        try (APressDesk desk = sentTo(5)) {
            assertThatThrownBy(() -> desk.office().correct(KIM, ID, SAYS)).hasMessage("pipeline.press.correction-same");
            desk.prepared(release -> worded(release, "Crimmitschau ist dabei", release.quotes()));
            assertThat(desk.send()).isEqualTo(5);
            desk.office().correct(KIM, ID, SAYS);
            assertThat(desk.send()).as("needs approvals of its own").isEqualTo(5);
            assertThat(desk.obstacles())
                    .containsExactly(
                            "release.obstacle.text-changed-after-approval", "release.obstacle.changed-after-release");
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            desk.released();
            assertThat(desk.send()).as("may be stopped for a minute").isEqualTo(5);
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(10);
            assertThat(desk.send()).isEqualTo(10);
            assertThat(desk.office().show(ID).stage()).isEqualTo("CORRECTED");
            assertThat(desk.mail(5)).contains("In-Reply-To: " + id(desk.mail(0)), "References: " + id(desk.mail(0)));
            Golden.assertSame("pipeline/mailing/correction.txt", desk.mail(5));
        }
    }

    @Test
    void afterAHalfSendingTheOldVersionGoesToNobodyAnyMore() throws Exception {
        try (APressDesk desk = new APressDesk(folder)
                .prepared(release ->
                        APressDesk.listed(RealRelease.timed(release, "2026-11-23T10:00", null, null), list(100)))
                .everythingApproved()) {
            int[] mail = {0};
            desk.sink.script(() -> mail[0]++ > 20 && mail[0] <= 28 ? Fault.REFUSES_RECIPIENT : Fault.NONE);
            desk.released();
            desk.after(Duration.ofMinutes(1));
            int first = desk.send();
            assertThat(first).isBetween(38, 48);
            String old = desk.refused();
            desk.mended(old, "neu@z.example");
            desk.prepared(release -> worded(release, "Crimmitschau ist dabei", release.quotes()));
            desk.office().correct(KIM, ID, SAYS);
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            int both = desk.send();
            assertThat(both - first)
                    .as("all but those that refused, of whom one has another address")
                    .isEqualTo(first + 53);
            assertThat(desk.states(old)).as("waits for nobody").containsExactly(MailState.WITHDRAWN);
            assertThat(desk.states("neu@z.example")).containsExactly(MailState.ACCEPTED);
            List<String> corrected = desk.sink.mails().subList(first, both);
            assertThat(corrected)
                    .filteredOn(one -> one.contains("In-Reply-To:"))
                    .hasSize(first);
            assertThat(corrected)
                    .extracting(one -> one.lines()
                            .filter(line -> line.startsWith("To:"))
                            .findFirst()
                            .orElse(""))
                    .doesNotHaveDuplicates();
            assertThat(desk.send()).isEqualTo(both);
            assertThat(desk.office().show(ID).stage()).isEqualTo("CORRECTED");

            // Mended when all is through: the corrected text goes to that one address.
            String other = desk.refused();
            assertThat(desk.mended(other, "auch-neu@z.example").send()).isEqualTo(both + 1);
            assertThat(desk.mail(both)).contains("auch-neu@z.example", "Subject: Crimmitschau ist dabei");
            assertThat(desk.states(other)).containsExactly(MailState.WITHDRAWN);
            assertThat(desk.send()).isEqualTo(both + 1);
        }
    }

    /** A sender that hangs has mails of the old wording in its hands: nobody may get them after the new one. */
    @Test
    void waitsForASenderThatMayStillHandOverTheOldWording() throws Exception {
        try (APressDesk desk = new APressDesk(folder, "--federzug.delivery.smtp.connections=9")
                .prepared(release ->
                        APressDesk.listed(RealRelease.timed(release, "2026-11-23T10:00", null, null), list(4)))
                .everythingApproved()) {
            desk.released();
            desk.after(Duration.ofMinutes(1));
            CountDownLatch hanging = new CountDownLatch(4);
            CountDownLatch goesOn = new CountDownLatch(1);
            desk.sink.script(() -> {
                boolean old = hanging.getCount() > 0;
                hanging.countDown();
                return !old || isReached(goesOn) ? Fault.NONE : Fault.REFUSES_SENDER;
            });
            Future<Integer> sender = CompletableFuture.supplyAsync(desk::send, work -> new Thread(work).start());
            assertThat(isReached(hanging)).isTrue();

            desk.prepared(release -> worded(release, "Crimmitschau ist dabei", release.quotes()));
            desk.office().correct(KIM, ID, SAYS);
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).as("mails while the sender hangs").isZero();
            assertThat(desk.told).extracting(Notice::code).contains("pipeline.press.correction-waits");
            goesOn.countDown();
            assertThat(sender.get(60, TimeUnit.SECONDS)).isEqualTo(4);

            assertThat(desk.send()).isEqualTo(8);
            assertThat(desk.sink.mails().subList(4, 8))
                    .allSatisfy(mail -> assertThat(mail).contains("In-Reply-To:"));
        }
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private APressDesk sentTo(int recipients) throws Exception {
        APressDesk desk = new APressDesk(folder)
                .prepared(release -> RealRelease.timed(release, "2026-11-23T10:00", null, null))
                .everythingApproved();
        desk.released();
        desk.after(Duration.ofMinutes(1));
        assertThat(desk.send()).isEqualTo(recipients);
        return desk;
    }

    private static String id(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow()
                .substring(12);
    }

    private static List<PressRelease.Recipient> list(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new PressRelease.Recipient("r" + i + "@z.example", "Redaktion " + i))
                .toList();
    }
}
