package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static federzug.testkit.RealRelease.worded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.PressRelease;
import federzug.delivery.MailState;
import federzug.delivery.Postbox;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.release.ApprovalCode;
import federzug.testkit.Golden;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.RealRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day at the press desk, in earnest. */
@Tag("database")
class PressDayIT {
    @TempDir
    Path folder;

    @Test
    void fromTheFirstApprovalToTheLastMail() throws Exception {
        try (APressDesk desk = new APressDesk(folder).prepared(release -> release)) {
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles())
                    .containsExactly(
                            "release.obstacle.quote-without-approval",
                            "release.obstacle.quote-without-approval",
                            "release.obstacle.text-without-approval",
                            "release.obstacle.not-released",
                            "release.obstacle.too-early");
            assertThatThrownBy(desk::released).isInstanceOf(PipelineException.class);

            // Asked by mail; the same question is asked once.
            ApprovalDesk approvals = desk.application.the(ApprovalDesk.class);
            approvals.ask(KIM, ID, Progress.SILENT);
            approvals.ask(KIM, ID, Progress.SILENT);
            assertThat(desk.sink.mails()).hasSize(3);
            Golden.assertSame("pipeline/mailing/approval-text.txt", desk.mail(0));
            Golden.assertSame("pipeline/mailing/approval-quote.txt", desk.mail(1));

            // A late quote comes in by mail.
            String phrase = desk.office().show(ID).pieces().get(1).phrase();
            ApprovalDesk.Meant meant =
                    approvals.meant(ApprovalCode.in(phrase).get(0)).orElseThrow();
            assertThat(ApprovalDesk.isFrom(meant, "OB@Crimmitschau.example")).isTrue();
            assertThat(ApprovalDesk.isFrom(meant, "buero@crimmitschau.example")).isFalse();
            approvals.take(meant, AnAnswer.with(phrase));
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT, "rodig"));
            assertThat(desk.office().show(ID).stage()).isEqualTo("QUOTES_APPROVED");
            assertThat(desk.released().stage()).isEqualTo("RELEASED");

            // A change voids what it touches, and nothing else.
            desk.prepared(release -> worded(
                    release, "Crimmitschau gehört jetzt zur Allianz Sichere Sächsische Kommunen", release.quotes()));
            assertThat(desk.obstacles())
                    .containsExactly(
                            "release.obstacle.text-changed-after-approval",
                            "release.obstacle.changed-after-release",
                            "release.obstacle.too-early");
            approvals.ask(KIM, ID, Progress.SILENT);
            assertThat(desk.sink.mails()).hasSize(4);
            Golden.assertSame("pipeline/mailing/approval-text-changed.txt", desk.mail(3));
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            String before = desk.office().question(ID, Set.of()).digest();

            PressRelease.Quote[] quote = new PressRelease.Quote[1];
            desk.prepared(release -> {
                quote[0] = release.quotes().get(0);
                return worded(
                        release,
                        release.headline(),
                        List.of(
                                new PressRelease.Quote(quote[0].person(), "Mustertext: nun anders.", null),
                                release.quotes().get(1)));
            });
            assertThat(desk.obstacles())
                    .containsExactly(
                            "release.obstacle.quote-changed-after-approval",
                            "release.obstacle.changed-after-release",
                            "release.obstacle.too-early");
            desk.prepared(release -> worded(
                    release,
                    release.headline(),
                    List.of(quote[0], release.quotes().get(1))));
            assertThat(desk.office().question(ID, Set.of()).digest()).isEqualTo(before);
            assertThatThrownBy(() -> desk.office().release(KIM, ID, new Digest("0".repeat(64)).hex(), Set.of()))
                    .hasMessage("pipeline.press.changed-meanwhile");

            // Released, stopped within the minute, released again.
            desk.after(Duration.ofMinutes(76)); // 11:30
            desk.released();
            assertThat(desk.send()).isEqualTo(4);
            assertThat(desk.obstacles()).containsExactly("release.obstacle.grace");
            desk.after(Duration.ofSeconds(59));
            desk.office().stop(KIM.because("Zahl falsch"), ID);
            desk.after(Duration.ofMinutes(10));
            assertThat(desk.send()).isEqualTo(4);
            assertThat(desk.obstacles()).containsExactly("release.obstacle.stopped");
            desk.released();
            desk.after(Duration.ofSeconds(59));
            assertThat(desk.send()).isEqualTo(4);
            desk.after(Duration.ofSeconds(1));
            assertThat(desk.send()).isEqualTo(9);
            assertThat(desk.send()).isEqualTo(9);
            assertThat(desk.office().show(ID).stage()).isEqualTo("SENT");
            Golden.assertSame("pipeline/mailing/release.txt", desk.mail(4));
            assertThatThrownBy(() -> desk.office().stop(KIM, ID)).hasMessage("pipeline.press.too-late-to-stop");
        }
    }

    @Test
    void theEmbargoHoldsUnlessAPersonDecidesOtherwise() throws Exception {
        try (APressDesk desk = new APressDesk(folder)
                .prepared(release ->
                        RealRelease.timed(release, "2026-11-23T10:00", "2026-11-23T12:00", "2026-11-23T18:00"))
                .everythingApproved()) {
            desk.released();
            desk.after(Duration.ofMinutes(2));
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.ahead-of-embargo");
            assertThat(desk.application.the(MailDesk.class).due(ID)).isPresent();
            desk.released(PressOffice.Despite.EMBARGO);
            desk.after(Duration.ofMinutes(2));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.mail(0))
                    .contains("Subject: Sperrfrist 23.11.2026, 12:00\u00a0Uhr: ", "Sperrfrist: 23.11.2026, 12:00");
        }
    }

    @Test
    void afterTheDeadlineAPersonDecides() throws Exception {
        try (APressDesk desk =
                new APressDesk(folder).prepared(release -> release).everythingApproved()) {
            desk.released();
            desk.after(Duration.ofHours(9));
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.too-late");
            assertThatThrownBy(desk::released).isInstanceOf(PipelineException.class);
            desk.released(PressOffice.Despite.DEADLINE);
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(5);
        }
    }

    @Test
    void theListIsFrozenAndManyRefusalsHoldTheRest() throws Exception {
        try (APressDesk desk = new APressDesk(folder)
                .prepared(release ->
                        APressDesk.listed(RealRelease.timed(release, "2026-11-23T10:00", null, null), list(0, 120)))
                .everythingApproved()) {
            int[] mail = {0};
            desk.sink.script(() -> {
                mail[0]++;
                return mail[0] > 20 && mail[0] <= 28 ? Fault.REFUSES_RECIPIENT : Fault.NONE;
            });
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(40);
            assertThat(desk.obstacles()).containsExactly("release.obstacle.refusals");
            assertThat(desk.told).extracting(Notice::code).contains("pipeline.press.refusals");
            assertThat(desk.send()).isEqualTo(40);
            // Whoever mends an address of a list that is held sends nothing by that.
            String old = desk.refused();
            assertThat(desk.mended(old, "neu@z.example").send()).isEqualTo(40);
            assertThat(desk.states(old)).containsExactly(MailState.REJECTED);

            // Somebody joins the list, somebody leaves it; the list of this sending gains nobody.
            desk.prepared(release -> APressDesk.listed(release, list(1, 121)));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(113);
            assertThat(desk.states(old)).containsExactly(MailState.WITHDRAWN);
            assertThat(desk.states("neu@z.example")).containsExactly(MailState.ACCEPTED);
            assertThat(desk.send()).isEqualTo(113);
            assertThat(desk.application.the(Postbox.class).mails(ID))
                    .extracting(one -> one.recipient())
                    .doesNotContain("r120@z.example");
            assertThat(desk.application.the(Postbox.class).mails(ID))
                    .filteredOn(one -> one.state() == MailState.REJECTED)
                    .hasSize(7);
            assertThat(desk.office().show(ID).stage()).isEqualTo("SENT");
        }
    }

    @Test
    void oneTriesItOnOneselfFirst() throws Exception {
        try (APressDesk desk =
                new APressDesk(folder).prepared(release -> release).everythingApproved()) {
            assertThat(desk.office().question(ID, Set.of()).tried()).isFalse();
            desk.application.the(MailDesk.class).toMe(KIM, ID, Progress.SILENT);
            assertThat(desk.office().question(ID, Set.of()).tried()).isTrue();
            assertThat(desk.mail(0)).contains("To: presse@lpr.example").contains("Subject: Crimmitschau tritt");
        }
    }

    private static List<PressRelease.Recipient> list(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new PressRelease.Recipient("r" + i + "@z.example", "Redaktion " + i))
                .toList();
    }
}
