package federzug.release;

import static federzug.release.AReleaseCase.PAPERS;
import static federzug.release.AReleaseCase.at;
import static federzug.release.AReleaseCase.papers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final Instant DRAFTED = at("2021-11-29T09:00");

    @Test
    void mayGoOutWhenNothingStandsInTheWay() {
        assertThat(found(good())).isEmpty();
    }

    @Test
    void isHeldWhileAQuoteIsNotApprovedAndSaysWhose() {
        assertThat(found(good().unapproved())).containsExactly("WARNING release.obstacle.quote-without-approval");
        assertThat(Texts.german().text(obstacles(good().unapproved()).get(0)))
                .contains("Prof. Dr. Roland Wöller, Staatsminister des Innern");
    }

    @Test
    void isHeldBeforeItsTimeToTheMinute() {
        assertThat(found(good().now("2021-12-01T11:29:59"))).containsExactly("WARNING release.obstacle.too-early");
        assertThat(found(good().now("2021-12-01T11:30"))).isEmpty();
    }

    @Test
    void isHeldBeforeItsTimeInARehearsalToo() {
        assertThat(found(good().rehearsal().now("2021-12-01T11:29")))
                .containsExactly("WARNING release.obstacle.too-early");
    }

    @Test
    void waitsForTheLaterOfTwoEqualTimesWhenTheClockIsPutBack() {
        LocalDateTime doubled = LocalDateTime.of(2022, 10, 30, 2, 30);
        AReleaseCase at = new AReleaseCase().rehearsal().sendFrom(doubled);
        assertThat(found(at.instant(Instant.parse("2022-10-30T00:45:00Z"))))
                .contains("WARNING release.obstacle.too-early");
        assertThat(found(at.instant(Instant.parse("2022-10-30T01:30:00Z"))))
                .doesNotContain("WARNING release.obstacle.too-early");
    }

    @Test
    void isHeldWhileNoTimeIsSet() {
        assertThat(found(good().sendFrom(null))).containsExactly("WARNING release.obstacle.no-time-set");
    }

    @Test
    void isHeldUntilEverybodyHasValidlySigned() {
        assertThat(found(good().notAllSigned())).containsExactly("WARNING release.obstacle.not-all-signed");
    }

    @Test
    void isLeftToAPersonWhenItIsTooLate() {
        assertThat(found(good().now("2021-12-01T18:00"))).isEmpty();
        assertThat(found(good().now("2021-12-01T18:01"))).containsExactly("WARNING release.obstacle.too-late");
    }

    @Test
    void theClockIsOnlyNotedInARehearsal() {
        AReleaseCase late = good().rehearsal().now("2026-11-22T10:00");
        assertThat(found(late)).containsExactly("NOTE release.obstacle.too-late");
        assertThat(drafted().reviewed(late.circumstances()).state()).isInstanceOf(ReleaseState.Cleared.class);
    }

    @Test
    void isHeldWhileAnApprovalLiesInTheFuture() {
        AReleaseCase before =
                good().sendFrom(LocalDateTime.of(2021, 11, 30, 8, 0)).now("2021-11-30T16:10");
        assertThat(found(before)).containsExactly("WARNING release.obstacle.approval-in-the-future");
    }

    @Test
    void isHeldWithoutAnybodyToSendItTo() {
        assertThat(found(good().withoutRecipients())).containsExactly("WARNING release.obstacle.no-recipients");
    }

    @Test
    void reportsAllReasonsAtOnce() {
        assertThat(found(good().notAllSigned().unapproved().now("2021-12-01T08:00")))
                .hasSize(3);
    }

    @Test
    void noticesWordsChangedUnderAnOldApproval() {
        Release seen = drafted().reviewed(good().circumstances());
        assertThat(seen.approvals()).hasSize(3);
        Release changed = seen.reviewed(good().reworded().circumstances());
        assertThat(codes(changed)).containsExactly("release.obstacle.quote-changed-after-approval");
        assertThat(codes(changed.reviewed(good().reworded().circumstances())))
                .as("asking again does not make it approved")
                .containsExactly("release.obstacle.quote-changed-after-approval");
        assertThat(changed.reviewed(good().circumstances()).state()).isInstanceOf(ReleaseState.Cleared.class);
    }

    @Test
    void takesNewWordsWithANewApproval() {
        Release seen = drafted().reviewed(good().circumstances());
        AReleaseCase anew = good().firstQuote(quote -> new federzug.agreement.PressRelease.Quote(
                quote.person(),
                "Mustertext: neu.",
                new federzug.agreement.PressRelease.QuoteApproval(
                        quote.person(), LocalDateTime.of(2021, 12, 1, 9, 0))));
        assertThat(seen.reviewed(anew.circumstances()).state()).isInstanceOf(ReleaseState.Cleared.class);
        assertThat(seen.reviewed(anew.circumstances()).approvals()).hasSize(4);
    }

    @Test
    void goesFromDraftedOverHeldAndClearedToDispatched() {
        Release held = drafted().reviewed(good().notAllSigned().circumstances());
        assertThat(held.state().name()).isEqualTo("HELD");
        Release cleared = held.reviewed(good().circumstances());
        assertThat(cleared.state().name()).isEqualTo("CLEARED");
        Release dispatched = cleared.dispatched(at("2021-12-01T11:46"));
        assertThat(dispatched.state()).isEqualTo(new ReleaseState.Dispatched(PAPERS, at("2021-12-01T11:46")));
        assertThat(dispatched.dispatched(at("2021-12-02T08:00"))).isSameAs(dispatched);
        assertThat(dispatched.reviewed(good().unapproved().circumstances())).isSameAs(dispatched);
    }

    @Test
    void isHeldAgainWhenSomethingChangesAfterItWasCleared() {
        Release cleared = drafted().reviewed(good().circumstances());
        assertThat(codes(cleared.reviewed(good().unapproved().circumstances())))
                .containsExactly("release.obstacle.quote-without-approval");
    }

    @Test
    void staysHeldSinceTheSameMinuteForTheSameReasons() {
        Release held =
                drafted().reviewed(good().notAllSigned().now("2021-12-01T11:40").circumstances());
        assertThat(held.reviewed(good().notAllSigned().circumstances())).isEqualTo(held);
    }

    @Test
    void newDocumentsStartOver() {
        Release cleared = drafted().reviewed(good().circumstances());
        assertThat(cleared.redrafted(PAPERS, DRAFTED)).isSameAs(cleared);
        assertThat(cleared.redrafted(papers("2"), DRAFTED).state())
                .isEqualTo(new ReleaseState.Drafted(papers("2"), DRAFTED));
    }

    @Test
    void everybodyGetsTheSamePapersOnceTheFirstMailIsOut() {
        Release dispatching = drafted().reviewed(good().circumstances()).dispatching(DRAFTED);
        assertThat(dispatching.state()).isInstanceOf(ReleaseState.Dispatching.class);
        assertThat(dispatching.dispatching(DRAFTED)).isSameAs(dispatching);
        assertThat(dispatching.redrafted(AReleaseCase.PAPERS, DRAFTED)).isSameAs(dispatching);
        assertThatThrownBy(() -> dispatching.redrafted(AReleaseCase.papers("2"), DRAFTED))
                .hasMessage("release.move.dispatching");
        assertThat(dispatching
                        .reviewed(good().now("2021-12-01T19:00").circumstances())
                        .state())
                .isInstanceOf(ReleaseState.Dispatching.class);
        assertThat(dispatching.dispatched(DRAFTED).state()).isInstanceOf(ReleaseState.Dispatched.class);
        assertThatThrownBy(() -> drafted().dispatching(DRAFTED)).hasMessage("release.move.not-cleared");
    }

    @Test
    void isNotDispatchedUnlessCleared() {
        Release held = drafted().reviewed(good().notAllSigned().circumstances());
        assertThatThrownBy(() -> drafted().dispatched(DRAFTED)).hasMessage("release.move.not-cleared");
        assertThatThrownBy(() -> held.dispatched(DRAFTED)).hasMessage("release.move.not-cleared");
        assertThatThrownBy(() -> drafted().withdrawn(DRAFTED).dispatched(DRAFTED))
                .hasMessage("release.move.not-cleared");
    }

    @Test
    void whatIsOutCannotBeTakenBack() {
        Release dispatched = drafted().reviewed(good().circumstances()).dispatched(DRAFTED);
        assertThatThrownBy(() -> dispatched.withdrawn(DRAFTED)).hasMessage("release.move.already-dispatched");
        assertThatThrownBy(() -> dispatched.redrafted(papers("2"), DRAFTED))
                .hasMessage("release.move.already-dispatched");
    }

    @Test
    void whatIsWithdrawnStaysSo() {
        Release withdrawn = drafted().withdrawn(DRAFTED);
        assertThat(withdrawn.withdrawn(DRAFTED)).isSameAs(withdrawn);
        assertThat(withdrawn.reviewed(good().circumstances())).isSameAs(withdrawn);
        assertThatThrownBy(() -> withdrawn.redrafted(papers("2"), DRAFTED)).hasMessage("release.move.withdrawn");
    }

    private static AReleaseCase good() {
        return new AReleaseCase();
    }

    private static Release drafted() {
        return Release.drafted("crimmitschau-2021", PAPERS, DRAFTED);
    }

    private static List<Notice> obstacles(AReleaseCase given) {
        Circumstances c = given.circumstances();
        return Release.obstacles(c.data(), c.now(), c.everybodyValidlySigned(), c.zone(), c.rehearsal());
    }

    private static List<String> found(AReleaseCase given) {
        return obstacles(given).stream()
                .map(notice -> notice.severity() + " " + notice.code())
                .toList();
    }

    private static List<String> codes(Release release) {
        assertThat(release.state()).isInstanceOf(ReleaseState.Held.class);
        assertThat(((ReleaseState.Held) release.state()).reasons())
                .extracting(Notice::severity)
                .containsOnly(Severity.WARNING);
        return ((ReleaseState.Held) release.state())
                .reasons().stream().map(Notice::code).toList();
    }
}
