package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.backup.Backup;
import federzug.backup.ExclusiveAccess;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Digest;
import federzug.document.DocumentException;
import federzug.document.DocumentStore;
import federzug.pipeline.ForgottenRecords;
import federzug.pipeline.JobRunner;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.WorkList;
import federzug.pipeline.run.Forgetting.Due;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.DatabaseForTests;
import federzug.testkit.SigningSpecimen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is deleted that any machine works on, or while any machine saves; and what is deleted is gone everywhere. */
@Tag("database")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgettingTogetherIT {
    private static final Acting ACTING = Acting.of("test");
    private static final List<String> PERIODS =
            List.of("--federzug.forget.drafts=1y", "--federzug.forget.documents=2y", "--federzug.forget.persons=3y");

    private CeremonyApplication here;
    private CeremonyApplication elsewhere;
    private List<Digest> named;

    @BeforeAll
    void twoMachines(@TempDir Path folder) {
        Path first = folder.resolve("here");
        here = new CeremonyApplication(first, PERIODS);
        Path second = folder.resolve("elsewhere");
        if (DatabaseForTests.isServer()) {
            DatabaseForTests.share(second.resolve("home"), first.resolve("home"));
            elsewhere = new CeremonyApplication(second, PERIODS);
        } else {
            elsewhere = here;
        }

        Ceremony ended = cancelled("alt");
        cancelled("auch-alt");
        here.open("offen", "");
        named = List.of(ended.prepared().content().digest());
        named.forEach(digest -> elsewhere.the(DocumentStore.class).bytes(digest));
        here.clock().move(Duration.ofDays(500));
    }

    @AfterAll
    void stop() {
        if (elsewhere != here) {
            elsewhere.close();
        }
        here.close();
    }

    @Test
    @Order(1)
    void leavesAloneWhatAnotherMachineWorksOn() {
        List<Due> due = here.the(Forgetting.class).due();
        assertThat(due).extracting(Due::matter).containsExactly("alt", "auch-alt");

        elsewhere
                .the(JobRunner.class)
                .run(
                        ACTING,
                        List.of(),
                        claims -> {
                            assertThat(claims.claim("alt")).isTrue();
                            assertThatThrownBy(() -> here.the(Forgetting.class).forget(ACTING, due))
                                    .satisfies(refusedWith("pipeline.run.held"));
                        },
                        Progress.SILENT);

        assertThat(here.the(ForgottenRecords.class).all())
                .as("the others are done")
                .extracting(ForgottenRecords.Forgotten::matter)
                .containsExactly("auch-alt");
        assertThat(bytes(here)).isEqualTo(1);
        assertThat(here.the(Forgetting.class).due()).extracting(Due::matter).containsExactly("alt");
    }

    @Test
    @Order(2)
    void deletesNothingWhileAnotherMachineSaves(@TempDir Path folder) throws Exception {
        List<Due> due = here.the(Forgetting.class).due();
        ThrowingCallable forgetting = () -> here.the(Forgetting.class).forget(ACTING, due);
        try (ExclusiveAccess saving = elsewhere.the(Backup.class).alone().orElseThrow()) {
            assertThatThrownBy(forgetting).satisfies(refusedWith("pipeline.forget.backup-runs"));
            assertThatThrownBy(() -> here.the(Backup.class).save(folder.resolve("sicherung")))
                    .hasMessageContaining("backup.save.busy");
        }
        assertThat(bytes(here)).isEqualTo(1);
        assertThat(here.the(Backup.class).save(folder.resolve("sicherung")).matters())
                .as("free again")
                .isEqualTo(3);
    }

    @Test
    @Order(3)
    void whatIsDeletedIsGoneOnEveryMachineAndNobodyWorksOnItAnyMore(@TempDir Path folder) {
        assertThat(here.the(Forgetting.class)
                        .forget(ACTING, here.the(Forgetting.class).due()))
                .hasSize(1);
        assertThat(bytes(here)).isZero();
        assertThat(elsewhere.the(Backup.class).save(folder.resolve("elsewhere")).documents())
                .as("only the open one: a copy of what is deleted is not saved")
                .isEqualTo(1);
        elsewhere.the(Forgetting.class).forget(ACTING, List.of());
        assertThat(bytes(elsewhere)).as("copies elsewhere").isZero();
        named.forEach(digest -> assertThatThrownBy(
                        () -> elsewhere.the(DocumentStore.class).bytes(digest))
                .isInstanceOfSatisfying(
                        DocumentException.class,
                        gone -> assertThat(gone.notices().get(0).code()).isEqualTo("document.store.forgotten")));

        here.clock().move(Duration.ofDays(1000));
        Forgetting forgetting = here.the(Forgetting.class);
        assertThat(forgetting.forget(ACTING, forgetting.due())).hasSize(4);
        WorkList list = elsewhere.the(WorkList.class);
        list.add(List.of("alt", "auch-alt", "offen"));
        assertThat(list.claim(9, false, matter -> true))
                .extracting(WorkList.Item::matter)
                .containsExactly("offen");
        assertThat(here.the(Renewal.class).renew(ACTING, null, Duration.ofDays(365), Progress.SILENT))
                .extracting(Renewal.Result::failed, Renewal.Result::notices)
                .containsExactly(0, List.of());
    }

    /** Documents that can still be read there. */
    private long bytes(CeremonyApplication machine) {
        return named.stream().filter(machine.the(DocumentStore.class)::contains).count();
    }

    private Ceremony cancelled(String matter) {
        Ceremony open = here.open(here.accept(matter, ""), pdf(matter));
        return here.the(Ceremonies.class)
                .save(open.cancel("zu Ende"), ACTING, here.clock().instant());
    }

    /** Of its own: the same bytes would belong to the other matter, too. */
    private static byte[] pdf(String matter) {
        byte[] pdf = SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert");
        byte[] own = java.util.Arrays.copyOf(pdf, pdf.length + matter.length() + 3);
        System.arraycopy(
                ("\n%" + matter + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                0,
                own,
                pdf.length,
                matter.length() + 3);
        return own;
    }

    private static java.util.function.Consumer<Throwable> refusedWith(String code) {
        return trouble -> assertThat(trouble)
                .isInstanceOfSatisfying(
                        PipelineException.class,
                        refused -> assertThat(refused.notices())
                                .extracting(notice -> notice.code())
                                .contains(code));
    }
}
