package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.PressRelease.Quote;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.release.Consent.Kind;
import federzug.testkit.ARelease;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What persons said about a release, held against exactly what would go out. */
class ClearanceTest {
    private static final Instant SAID = AReleaseCase.at("2021-12-01T11:00");
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Digest OLD = PressVersion.digest("an older text");

    private final AReleaseCase given = new AReleaseCase();
    private final PressVersion version =
            new PressVersion("Text", given.data().quotes(), PressVersion.digest("documents, times and list"));
    private final List<Consent> said = new ArrayList<>();

    // Text and release

    @Test
    void goesOutWithTextAndReleaseOfThisVersion() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        assertThat(found()).isEmpty();
    }

    @Test
    void needsAnApprovalOfTheText() {
        say(Kind.RELEASE, version.whole());
        assertThat(found()).containsExactly("text-without-approval");
        say(Kind.TEXT, OLD);
        assertThat(found()).containsExactly("text-changed-after-approval");
    }

    @Test
    void needsAReleaseOfThisVersion() {
        say(Kind.TEXT, version.textDigest());
        assertThat(found()).containsExactly("not-released");
        say(Kind.RELEASE, OLD);
        assertThat(found()).containsExactly("changed-after-release");
    }

    @Test
    void waitsForTheTimeInWhichItCanBeStopped() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        assertThat(clearance().stoppableUntil()).contains(SAID.plus(GRACE));
        assertThat(found(SAID.plus(GRACE).minusMillis(1), given.data().embargo()))
                .contains("grace");
        assertThat(found(SAID.plus(GRACE), given.data().embargo())).doesNotContain("grace");
    }

    @Test
    void aStopHoldsUntilItIsReleasedAgain() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        say(Kind.STOP, version.whole());
        assertThat(found()).containsExactly("stopped");
        assertThat(clearance().release()).isEmpty();
        assertThat(clearance().stoppableUntil()).isEmpty();
        say(Kind.RELEASE, version.whole());
        assertThat(found()).isEmpty();
        assertThat(clearance().goesOnDespiteRefusals()).isFalse();
    }

    @Test
    void aStopByRefusalsIsOvercomeByANewRelease() {
        say(Kind.TEXT, version.textDigest());
        said.add(new Consent(
                Kind.STOP, Consent.REFUSALS, "federzug", SAID, version.whole(), "", Consent.Through.PAGE, ""));
        assertThat(found()).containsExactly("refusals");
        assertThat(clearance().goesOnDespiteRefusals()).isFalse();
        say(Kind.RELEASE, version.whole());
        assertThat(found()).isEmpty();
        assertThat(clearance().goesOnDespiteRefusals()).isTrue();
    }

    // Times

    @Test
    void isHeldUntilTheEmbargoEndsUnlessAPersonSaysOtherwise() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        LocalDateTime embargo = LocalDateTime.of(2021, 12, 1, 12, 0);
        assertThat(found(AReleaseCase.at("2021-12-01T11:59"), embargo)).containsExactly("ahead-of-embargo");
        assertThat(found(AReleaseCase.at("2021-12-01T12:00"), embargo)).isEmpty();
        say(Kind.AHEAD, OLD);
        assertThat(found(AReleaseCase.at("2021-12-01T11:59"), embargo)).containsExactly("ahead-of-embargo");
        say(Kind.AHEAD, version.whole());
        assertThat(found(AReleaseCase.at("2021-12-01T11:59"), embargo)).isEmpty();
    }

    @Test
    void goesOutLateOnlyIfAPersonSaysSo() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        Instant late = AReleaseCase.at("2021-12-01T18:01");
        assertThat(found(late, null)).containsExactly("too-late");
        say(Kind.LATE, version.whole());
        assertThat(found(late, null)).isEmpty();
    }

    // Quotes

    @Test
    void theLastAnswerOfThePersonQuotedCounts() {
        Quote quote = given.data().quotes().get(0);
        answer(Kind.QUOTE, quote);
        assertThat(clearance().quote(quote)).isPresent();
        answer(Kind.DECLINED, quote);
        assertThat(clearance().quote(quote)).isEmpty();
        assertThat(clearance().objection(quote)).map(Consent::kind).contains(Kind.DECLINED);
        answer(Kind.QUOTE, quote);
        assertThat(clearance().objection(quote)).isEmpty();
    }

    @Test
    void anAnswerCountsForItsWordsAndItsPersonAlone() {
        Quote quote = given.data().quotes().get(0);
        answer(Kind.QUOTE, quote);
        assertThat(clearance().quote(given.data().quotes().get(1))).isEmpty();
        Quote other = new Quote(quote.person(), quote.text() + " Mehr.", null);
        assertThat(clearance().quote(other)).isEmpty();
        assertThat(clearance().earlierQuote(other)).isPresent();
    }

    @Test
    void anObjectionHoldsItBackUntilTheDataHaveANewerApproval() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        Quote quote = given.data().quotes().get(0);
        answer(Kind.OBJECTED, quote);
        assertThat(found()).containsExactly("quote-objected");
        answer(Kind.DECLINED, quote);
        assertThat(found()).containsExactly("quote-declined");
        given.firstQuote(old -> new Quote(
                old.person(),
                old.text(),
                new federzug.agreement.PressRelease.QuoteApproval(old.person(), LocalDateTime.of(2021, 12, 1, 11, 1))));
        assertThat(found()).isEmpty();
    }

    @Test
    void anApprovalByMailHoldsForTheWordsThatWereSentAlone() {
        say(Kind.TEXT, version.textDigest());
        say(Kind.RELEASE, version.whole());
        answer(Kind.QUOTE, given.data().quotes().get(0));
        given.unapproved();
        assertThat(found()).isEmpty();
        given.reworded().unapproved();
        assertThat(found()).containsExactly("quote-changed-after-approval");
    }

    // Two wordings

    @Test
    void theWordingChosenLastCounts() {
        assertThat(Clearance.isSecondChosen(said)).isFalse();
        say(Kind.SECOND, OLD);
        assertThat(Clearance.isSecondChosen(said)).isTrue();
        say(Kind.TEXT, OLD);
        assertThat(Clearance.isSecondChosen(said)).isTrue();
        say(Kind.FIRST, OLD);
        assertThat(Clearance.isSecondChosen(said)).isFalse();
    }

    @Test
    void whereNobodyIsAskedNothingIsCleared() {
        assertThat(Clearance.NOT_ASKED.isAsked()).isFalse();
        assertThat(Clearance.NOT_ASKED.text()).isEmpty();
        assertThat(Clearance.NOT_ASKED.release()).isEmpty();
        assertThat(Clearance.NOT_ASKED.submitted()).isEmpty();
        assertThat(Clearance.NOT_ASKED.despite(Kind.AHEAD)).isFalse();
        assertThatThrownBy(Clearance.NOT_ASKED::wholeDigest).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aVersionIsHandedInOnceItIsThisVeryOne() {
        say(Kind.SUBMITTED, OLD);
        assertThat(clearance().submitted()).isEmpty();
        say(Kind.SUBMITTED, version.whole());
        assertThat(clearance().submitted()).isPresent();
    }

    // The code of an approval by mail

    @Test
    void theCodeIsOneOfMatterPersonAndText() {
        ApprovalCode code = ApprovalCode.of("m", "raphael", OLD);
        assertThat(code.letters()).matches("[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}");
        assertThat(ApprovalCode.of("m", "raphael", OLD)).isEqualTo(code);
        assertThat(List.of(
                        ApprovalCode.of("n", "raphael", OLD),
                        ApprovalCode.of("m", "rodig", OLD),
                        ApprovalCode.of("m", "raphael", version.whole())))
                .doesNotContain(code);
    }

    @Test
    void theCodeIsFoundAsPeopleWriteIt() {
        ApprovalCode code = new ApprovalCode("4F2A-91C0-77DE");
        for (String text : List.of(
                code.phrase(),
                "> freigabe 4f2a 91c0 77de.",
                "FREIGABE: 4F2A91C077DE",
                "Gern:\nFREIGABE\n4F2A-91C0-77DE",
                "FREIGABE\u00a04F2A\u201191C0 \u2013 77DE",
                "FREIGABE 4F2A-91C0- \n77DE")) {
            assertThat(ApprovalCode.in(text)).as(text).containsExactly(code);
        }
        assertThat(ApprovalCode.in("FREIGABE 4F2A-91C0-77DE, FREIGABE 0000-91C0-77DE und FREIGABE 4F2A91C077DE"))
                .containsExactly(code, new ApprovalCode("0000-91C0-77DE"));
        for (String text :
                List.of("4F2A-91C0-77DE", "FREIGABE 4F2A-91C0-77DEA", "FREIGABE 4F2A-91C0", "Freigabe erteilt")) {
            assertThat(ApprovalCode.in(text)).as(text).isEmpty();
        }
    }

    // Moves

    @Test
    void aClearedReleaseCanBeHeldBackByWhatLiesInNoData() {
        Notice reason = Notice.warning("release.obstacle.not-released", Place.NOWHERE);
        Release drafted = Release.drafted("m", AReleaseCase.PAPERS, SAID);
        Release cleared = drafted.reviewed(new AReleaseCase().circumstances());
        assertThat(cleared.heldBack(reason, SAID).state())
                .isEqualTo(new ReleaseState.Held(AReleaseCase.PAPERS, List.of(reason), SAID));
        assertThatThrownBy(() -> drafted.heldBack(reason, SAID)).hasMessage("release.move.not-cleared");
    }

    @Test
    void anApprovalIsInForceForTheWordsItWasGivenFor() {
        Quote quote = given.data().quotes().get(0);
        Release seen = Release.drafted("m", AReleaseCase.PAPERS, SAID).reviewed(given.circumstances());
        assertThat(seen.inForce(quote)).isPresent();
        assertThat(seen.inForce(new Quote(quote.person(), "Andere Worte.", quote.approval())))
                .isEmpty();
        assertThat(seen.inForce(new Quote(quote.person(), quote.text(), null))).isEmpty();
    }

    private void say(Kind kind, Digest digest) {
        said.add(new Consent(kind, "", "kim", SAID, digest, "", Consent.Through.COMMAND_LINE, ""));
    }

    private void answer(Kind kind, Quote quote) {
        String person = quote.person().key();
        said.add(new Consent(
                kind, person, person, SAID, PressVersion.digest(quote), quote.text(), Consent.Through.MAIL, ""));
    }

    private Clearance clearance() {
        return new Clearance(version, said, GRACE);
    }

    /** At a quarter to twelve: what holds it back. */
    private List<String> found() {
        return found(AReleaseCase.at("2021-12-01T11:45"), null);
    }

    private List<String> found(Instant now, LocalDateTime embargo) {
        Circumstances circumstances = new Circumstances(
                ARelease.like(given.data()).embargo(embargo).build(),
                now,
                true,
                AReleaseCase.BERLIN,
                false,
                clearance());
        return Obstacles.of(circumstances, List.of()).stream()
                .map(notice -> notice.code().substring("release.obstacle.".length()))
                .toList();
    }
}
