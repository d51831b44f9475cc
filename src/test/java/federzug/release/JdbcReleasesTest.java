package federzug.release;

import static federzug.release.AReleaseCase.PAPERS;
import static federzug.release.AReleaseCase.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.MailDatabase;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcReleasesTest {
    private final MailDatabase database = MailDatabase.with("V202611220945__release_press_release.sql");
    private final Releases releases = new JdbcReleases(database.jdbc(), database.transactions());

    @Test
    void givesBackEveryStateAsItWasKept() {
        Instant exact = Instant.parse("2021-12-01T10:45:00.123456789Z");
        Release drafted = Release.drafted("drafted", PAPERS, exact);
        Release held = Release.drafted("held", PAPERS, exact)
                .reviewed(new AReleaseCase().unapproved().notAllSigned().circumstances());
        Release cleared = Release.drafted("cleared", PAPERS, exact).reviewed(new AReleaseCase().circumstances());
        Release dispatched = Release.drafted("dispatched", PAPERS, exact)
                .reviewed(new AReleaseCase().circumstances())
                .dispatched(exact);
        Release dispatching = Release.drafted("dispatching", PAPERS, exact)
                .reviewed(new AReleaseCase().circumstances())
                .dispatching(exact);
        Release withdrawn = Release.drafted("withdrawn", PAPERS, exact).withdrawn(exact);
        Stream.of(drafted, held, cleared, dispatching, dispatched, withdrawn).forEach(release -> {
            Release kept = releases.keep(release);
            assertThat(releases.find(release.matter())).contains(kept);
            assertThat(kept.state()).isEqualTo(release.state());
            assertThat(releases.keep(kept)).isSameAs(kept);
        });
    }

    @Test
    void knowsNothingOfAMatterWithoutARelease() {
        assertThat(releases.find("crimmitschau-2021")).isEmpty();
    }

    @Test
    void remembersApprovalsAcrossARestart() {
        Release kept = releases.keep(
                Release.drafted("m", PAPERS, at("2021-12-01T08:00")).reviewed(new AReleaseCase().circumstances()));
        Release changed = releases.find("m")
                .orElseThrow()
                .reviewed(new AReleaseCase().reworded().circumstances());
        assertThat(changed.state()).isInstanceOf(ReleaseState.Held.class);
        assertThat(kept.approvals()).hasSize(3);
        releases.keep(changed);
        assertThat(releases.find("m").orElseThrow().approvals()).isEqualTo(kept.approvals());
    }

    @Test
    void twoWhoChangeItAtOnceDoNotOverwriteEachOther() {
        Release first = releases.keep(Release.drafted("m", PAPERS, at("2021-12-01T08:00")));
        Release cleared = first.reviewed(new AReleaseCase().circumstances());
        releases.keep(cleared.dispatched(at("2021-12-01T11:46")));
        assertThatThrownBy(() -> releases.keep(first.withdrawn(at("2021-12-01T11:46"))))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("release.store.changed-meanwhile");
        assertThat(releases.find("m").orElseThrow().state().name()).isEqualTo("DISPATCHED");
    }

    @Test
    void twoWhoDraftAtOnceMakeOneRelease() {
        releases.keep(Release.drafted("m", PAPERS, at("2021-12-01T08:00")));
        assertThatThrownBy(() -> releases.keep(Release.drafted("m", AReleaseCase.papers("2"), at("2021-12-01T08:00"))))
                .hasMessage("release.store.changed-meanwhile");
    }
}
