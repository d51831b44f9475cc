package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Digest;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.PressSeal;
import federzug.release.PressSeals;
import federzug.release.ReleaseState;
import federzug.release.Releases;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.KillAtWrites;
import federzug.testkit.MailAsText;
import federzug.testkit.MailSink;
import federzug.testkit.RealRelease;
import federzug.testkit.SealedHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill before any write of a release or of a correction: nobody gets a version twice, nobody the old one after the new
 * one, everybody the same sealed file, and the next calls finish it. With {@code -Pchaos} before each write, else before one in many.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledReleaseIT {
    /** 0: only before the writes that the test names. */
    private static final int STEP = Integer.getInteger("federzug.kill.step", 0);

    private static final int LISTED = 4;
    /** Longer than a mail stays taken up by a process that is dead. */
    private static final Duration LEASE = Duration.ofHours(3);

    private static final String OLD = "Erste Fassung";
    private static final String NEW = "Neue Fassung";

    private final MailSink sink = MailSink.open();
    private CeremonyApplication application;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        List<String> settings = new ArrayList<>(RealRelease.mailServer(sink));
        settings.addAll(SealedHouse.settings(folder));
        application = new CeremonyApplication(folder, settings, KillAtWrites.Faults.class, SealedHouse.AsIfReal.class);
    }

    @AfterAll
    void stop() throws IOException {
        application.close();
        sink.close();
    }

    @Test
    void aReleaseReachesEverybodyOnceAfterAKillBetweenAnyTwoWrites() {
        eachWrite("release", List.of(84, 88), write -> {
            String matter = "erste-" + write;
            boolean killed = killed(write, () -> released(matter));
            if (killed) {
                released(matter);
                settled(matter);
            }
            assertThat(got(matter)).as("after a kill before write %d", write).allMatch(List.of(OLD)::equals);
            assertThat(sealed(matter, OLD))
                    .as("files after a kill before write %d", write)
                    .isOne();
            assertThat(state(matter)).isInstanceOf(ReleaseState.Dispatched.class);
            return killed;
        });
    }

    @Test
    void aCorrectionFollowsTheReleaseOnceAfterAKillBetweenAnyTwoWrites() {
        eachWrite("correction", List.of(94), write -> {
            String matter = "neue-" + write;
            released(matter);
            boolean killed = killed(write, () -> corrected(matter));
            if (killed) {
                corrected(matter);
                settled(matter);
            }
            assertThat(got(matter)).as("after a kill before write %d", write).allMatch(List.of(OLD, NEW)::equals);
            assertThat(sealed(matter, OLD)).isOne();
            assertThat(sealed(matter, NEW))
                    .as("files after a kill before write %d", write)
                    .isOne();
            assertThat(correction(matter).orElseThrow().state()).isEqualTo(Dispatch.State.ENDED);
            return killed;
        });
    }

    /** Nobody waits for the end of the first sending: the old wording goes to no further recipient. */
    @Test
    void aCorrectionOfAKilledReleaseIsTheLastThatAnybodyGets() {
        int[] halves = {0};
        eachWrite("half release", List.of(42, 50), write -> {
            String matter = "halb-" + write;
            approved(matter);
            boolean killed = killed(write, () -> send(matter));
            if (state(matter) instanceof ReleaseState.Cleared || state(matter) instanceof ReleaseState.Drafted) {
                return killed; // nothing is out: that is the case of the first test
            }
            halves[0] += killed ? 1 : 0;
            corrected(matter);
            application.clock().move(LEASE);
            corrected(matter);
            settled(matter);
            assertThat(got(matter))
                    .as("after a kill before write %d", write)
                    .allMatch(versions -> versions.equals(List.of(NEW)) || versions.equals(List.of(OLD, NEW)));
            assertThat(correction(matter).orElseThrow().state()).isEqualTo(Dispatch.State.ENDED);
            return killed;
        });
        assertThat(halves[0]).as("kills of a release that was on its way").isPositive();
    }

    /** @param work whether it was killed before that write */
    private static void eachWrite(String what, List<Integer> some, IntPredicate work) {
        if (STEP == 0) {
            some.forEach(write -> assertThat(work.test(write))
                    .as("%s: a write %d", what, write)
                    .isTrue());
            return;
        }
        int write = 0;
        while (work.test(write)) {
            write += STEP;
        }
        System.out.printf("%s: killed before each of up to %d writes, step %d%n", what, write, STEP);
        assertThat(write).isGreaterThan(some.get(some.size() - 1));
    }

    /** As in a process of its own: it uses no connection that another one has left open. */
    private boolean killed(int write, Runnable work) {
        application.the(Postbox.class).destroy();
        return KillAtWrites.killed(write, true, work);
    }

    private void released(String matter) {
        accept(matter, OLD);
        if (!(state(matter) instanceof ReleaseState.Dispatched)) {
            clear(matter);
            send(matter);
        }
    }

    private void approved(String matter) {
        accept(matter, OLD);
        clear(matter);
    }

    private void corrected(String matter) {
        accept(matter, NEW);
        Optional<Dispatch.State> before = correction(matter).map(Dispatch::state);
        if (before.isEmpty()) {
            application.the(PressOffice.class).correct(KIM, matter, "Mustertext: richtig ist dies.");
        }
        if (before.orElse(Dispatch.State.OPEN) != Dispatch.State.ENDED) {
            clear(matter);
            send(matter);
        }
    }

    private void accept(String matter, String headline) {
        StoredMatter stored = application
                .the(Matters.class)
                .accept(
                        AMatter.like(RealRelease.matter(matter, "2026-11-23T10:00"))
                                .release(old -> APressDesk.listed(
                                        RealRelease.worded(
                                                RealRelease.timed(old, "2026-11-23T10:00", null, null),
                                                headline + " " + matter,
                                                old.quotes()),
                                        list(matter)))
                                .build(),
                        false,
                        folder.resolve("out"));
        application.the(PressDesk.class).prepare(stored, CheckedDrafts.NONE, Progress.SILENT);
    }

    private static List<PressRelease.Recipient> list(String matter) {
        return IntStream.range(0, LISTED)
                .mapToObj(i -> new PressRelease.Recipient("r" + i + "@" + matter + ".example", "Redaktion " + i))
                .toList();
    }

    private void clear(String matter) {
        PressOffice office = application.the(PressOffice.class);
        office.approve(KIM, matter, List.of(PressOffice.TEXT, "raphael", "rodig"));
        office.release(KIM, matter, office.question(matter, Set.of()).digest(), Set.of());
        application.clock().move(Duration.ofMinutes(1));
    }

    private void send(String matter) {
        StoredMatter stored = application.the(Matters.class).find(matter).orElseThrow();
        Sending sending = new Sending(application.the(Postbox.class), Place.NOWHERE, Progress.SILENT);
        application.the(PressDesk.class).send(KIM, stored, sending);
        sending.finish();
    }

    /** The dead process' mails are given up, and a person looks after those that nobody knows about. */
    private void settled(String matter) {
        application.clock().move(LEASE);
        send(matter);
        Postbox postbox = application.the(Postbox.class);
        Set<String> arrived = sink.mails().stream().map(MailAsText::id).collect(Collectors.toSet());
        for (MailStatus mail : postbox.mails(matter)) {
            if (mail.state() == MailState.UNKNOWN) {
                postbox.resolve(
                        mail.id(),
                        arrived.contains(mail.messageId()) ? Postbox.Resolution.SENT : Postbox.Resolution.RESEND);
            }
        }
        send(matter);
        assertThat(postbox.mails(matter))
                .filteredOn(mail -> mail.kind() == Message.Kind.PRESS)
                .extracting(MailStatus::state)
                .as(matter)
                .isSubsetOf(MailState.ACCEPTED, MailState.WITHDRAWN);
    }

    /** What each recipient has got, in the order of arrival. */
    private List<List<String>> got(String matter) {
        List<String> mails = sink.mails().stream()
                .filter(mail -> mail.contains("@" + matter + ".example"))
                .map(mail -> MailAsText.of(mail.getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
        return IntStream.range(0, LISTED)
                .mapToObj(i -> mails.stream()
                        .filter(mail -> mail.contains("r" + i + "@" + matter + ".example"))
                        .map(mail -> mail.contains(NEW + " " + matter) ? NEW : OLD)
                        .toList())
                .toList();
    }

    /** How many different files of a version have gone; each is one that the house has sealed. */
    private long sealed(String matter, String headline) {
        Set<Digest> finished = application.the(PressSeals.class).finished().stream()
                .map(PressSeal::sealed)
                .collect(Collectors.toSet());
        List<Digest> gone = sink.mails().stream()
                .filter(mail -> mail.contains("@" + matter + ".example"))
                .filter(mail -> MailAsText.of(mail.getBytes(StandardCharsets.ISO_8859_1))
                        .contains(headline + " " + matter))
                .map(mail -> Digest.of(MailAsText.pdf(mail)))
                .distinct()
                .toList();
        assertThat(finished).containsAll(gone);
        return gone.size();
    }

    private ReleaseState state(String matter) {
        return application.the(Releases.class).find(matter).orElseThrow().state();
    }

    private Optional<Dispatch> correction(String matter) {
        return application.the(Dispatches.class).find(matter, 1);
    }
}
