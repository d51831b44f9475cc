package federzug.ceremony;

import static federzug.testkit.CeremonyBuilder.aCeremony;
import static federzug.testkit.CeremonyBuilder.digest;
import static federzug.testkit.CeremonyBuilder.sealed;
import static federzug.testkit.CeremonyBuilder.session;
import static federzug.testkit.CeremonyBuilder.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Signatory;
import federzug.document.Digest;
import federzug.document.SealedPdf;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What may change on the way of a signing: the device, the person, the arrangements, and after its end the seal. */
class CeremonyChangesTest {
    private static final Digest VERDICT = digest("verdict");
    private static final LocalDateTime LATER = LocalDateTime.of(2021, 12, 2, 9, 0);

    // The other way of signing

    @Test
    void theOtherWaySwapsTheDevicesAndCanBeTakenBack() {
        Moved switched = aCeremony().opened().takeFallback("raphael");

        assertThat(ways(switched.next())).containsExactly("rueckgabe", "demo-raphael");
        assertThat(switched.next().state()).isInstanceOf(CeremonyState.Prepared.class);
        assertThat(switched.events()).containsExactly(new CeremonyEvent.FallbackTaken("raphael"));
        assertThat(ways(switched.next().takeFallback("raphael").next())).containsExactly("demo-raphael", "rueckgabe");
    }

    @Test
    void theOtherWayGivesUpASignatureBegunByTheFirst() {
        Moved switched = begun().takeFallback("raphael");

        assertThat(switched.events())
                .extracting(CeremonyEvent::word)
                .containsExactly("SigningAbandoned", "FallbackTaken");
        assertThat(switched.next().turn("raphael").state()).isEqualTo(TurnState.OPENED);
    }

    @Test
    void theOtherWayIsRefusedWhereItIsOfNoUse() {
        assertRefused(() -> aCeremony().signedBy("raphael").takeFallback("raphael"), "ceremony.turn-refused.signed");
        assertRefused(
                () -> aCeremony().opened().decline("raphael").next().takeFallback("raphael"),
                "ceremony.turn-refused.declined");
        Ceremony without = opened(changed(aCeremony().signatories(), 0, "demo-raphael", "", LATER));
        assertRefused(() -> without.takeFallback("raphael"), "ceremony.turn.no-fallback");
        assertRefused(() -> aCeremony().signedByAll().takeFallback("raphael"), "ceremony.refused.all-signed");
    }

    // Another person

    @Test
    void aReplacementBeforeTheFirstSignatureIsANewVersion() {
        Moved replaced = replaced(aCeremony().opened(), "rodig");

        assertThat(replaced.events())
                .extracting(CeremonyEvent::word)
                .containsExactly("PersonReplaced", "PreparedAgain");
        assertThat(replaced.next().state()).isInstanceOf(CeremonyState.Prepared.class);
        assertThat(replaced.next().rehearsal()).isFalse();
    }

    @Test
    void aReplacementAfterASignatureCancelsWhatWasSigned() {
        Moved replaced = replaced(aCeremony().signedBy("raphael"), "rodig");

        assertThat(replaced.events())
                .extracting(CeremonyEvent::word)
                .containsExactly("PersonReplaced", "CeremonyCancelled", "PreparedAgain");
        assertThat(replaced.next().anybodySigned()).isFalse();
        assertThat(replaced.next().turn("raphael").state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void whoHasSignedOrASigningThatHasEndedIsNotReplaced() {
        Ceremony one = aCeremony().signedBy("raphael");
        assertRefused(() -> one.requireReplaceable("raphael"), "ceremony.turn-refused.signed");
        assertRefused(() -> replaced(one, "raphael"), "ceremony.turn-refused.signed");
        assertRefused(() -> aCeremony().signedByAll().requireReplaceable("rodig"), "ceremony.refused.all-signed");
        assertRefused(() -> one.requireReplaceable("meier"), "ceremony.person.unknown");
        one.requireReplaceable("rodig");
    }

    // Newer arrangements

    @Test
    void newerDataChangeDeviceAndDeadlineOfWhoHasNotBegun() {
        Ceremony arranged = aCeremony()
                .opened()
                .rearrange(changed(aCeremony().signatories(), 1, "karte", "rueckgabe", LATER), 7)
                .next();

        assertThat(arranged.turn("rodig").device()).isEqualTo("karte");
        assertThat(arranged.turn("rodig").deadline()).isEqualTo(LATER);
        assertThat(arranged.turn("raphael").device()).isEqualTo("demo-raphael");
        assertThat(arranged.basis().matterVersion()).isEqualTo(7);
        assertThat(arranged.basis().pages()).isEqualTo(aCeremony().basis().pages());
    }

    @Test
    void newerDataLeaveAFinishedTurnAsItIs() {
        List<Signatory> newer = changed(aCeremony().signatories(), 0, "karte", "rueckgabe", LATER);
        Turn signed = aCeremony().signedBy("raphael").rearrange(newer, 2).next().turn("raphael");

        assertThat(signed.device()).isEqualTo("demo-raphael");
        assertThat(signed.deadline()).isNotEqualTo(LATER);
    }

    @Test
    void newerDataLeaveTheDeviceOfWhoHasTheDocument() {
        List<Signatory> newer = changed(aCeremony().signatories(), 0, "karte", "rueckgabe", LATER);
        Turn open = aCeremony()
                .opened()
                .openTurn("raphael")
                .next()
                .rearrange(newer, 2)
                .next()
                .turn("raphael");

        assertThat(open.device()).isEqualTo("demo-raphael");
        assertThat(open.deadline()).isEqualTo(LATER);
    }

    @Test
    void newerDataKeepASwitchAndADateSomebodyAskedFor() {
        Ceremony switched = aCeremony().opened().takeFallback("raphael").next();
        assertThat(ways(switched.rearrange(aCeremony().signatories(), 2).next()))
                .containsExactly("rueckgabe", "demo-raphael");
        Ceremony deferred = aCeremony().opened().defer("raphael", LATER).next();
        assertThat(deferred.rearrange(aCeremony().signatories(), 2)
                        .next()
                        .turn("raphael")
                        .deadline())
                .isEqualTo(LATER);
        assertRefused(
                () -> aCeremony().signedByAll().rearrange(aCeremony().signatories(), 2), "ceremony.refused.all-signed");
    }

    @Test
    void aConfirmedSpellingChangesNothingButTheJournal() {
        Ceremony open = aCeremony().opened();

        Moved confirmed = open.confirmSpelling("rodig");
        assertThat(confirmed.next()).isSameAs(open);
        assertThat(confirmed.events()).containsExactly(new CeremonyEvent.SpellingConfirmed("rodig"));
        assertRefused(() -> open.confirmSpelling("meier"), "ceremony.person.unknown");
    }

    // A field of the person's own program

    @Test
    void aSignatureInAFieldOfTheirOwnIsKnownByItsName() {
        Ceremony open = aCeremony().opened().openTurn("raphael").next();
        var own = new federzug.document.SignedPdf(
                signed(open, "raphael").content(), signed(open, "raphael").base(), List.of("Signature1"));

        Ceremony next = open.recordSigned("raphael", "Signature1", own, VERDICT).next();
        assertThat(next.turn("raphael").ownField()).isEqualTo("Signature1");
        assertThat(next.signedFields()).containsExactly("Signature1");
        assertRefused(() -> open.recordSigned("raphael", own, VERDICT), "ceremony.document.signatures");
    }

    // The seal

    @Test
    void aRenewedSealLeavesTheStateAndItsTime() {
        Ceremony all = aCeremony().signedByAll();
        Ceremony checked = all.seal(sealed(all)).next().checked(VERDICT).next();
        Ceremony closed = checked.close().next();
        Digest newer = digest("newer verdict");

        assertThat(checked.renew(newSeal(checked), newer).next().state())
                .isEqualTo(new CeremonyState.Checked(newSeal(checked), newer));
        assertThat(closed.renew(newSeal(closed), newer).next().state())
                .isEqualTo(new CeremonyState.Closed(newSeal(closed), newer));
        assertThat(closed.renew(newSeal(closed), newer).next().since()).isEqualTo(closed.since());
        assertRefused(() -> checked.renew(newSeal(all), newer), "ceremony.document.other");
        assertRefused(() -> all.renew(newSeal(all), newer), "ceremony.refused.all-signed");
    }

    @Test
    void cancellingGivesUpABegunSignature() {
        assertThat(begun().cancel("x").events())
                .extracting(CeremonyEvent::word)
                .containsExactly("SigningAbandoned", "CeremonyCancelled");
    }

    private static SealedPdf newSeal(Ceremony ceremony) {
        return sealed(ceremony);
    }

    private static Ceremony begun() {
        Ceremony open = aCeremony().opened().openTurn("raphael").next();
        return open.begin("raphael", session(open, "raphael")).next();
    }

    private static Moved replaced(Ceremony ceremony, String person) {
        return ceremony.replace(
                person,
                false,
                aCeremony().basis(),
                aCeremony().text("newer").prepared(),
                aCeremony().text("newer").signatories());
    }

    private static Ceremony opened(List<Signatory> signatories) {
        return Ceremony.open("m", "a", true, aCeremony().basis(), aCeremony().prepared(), signatories)
                .next();
    }

    private static List<Signatory> changed(
            List<Signatory> all, int place, String device, String fallback, LocalDateTime deadline) {
        List<Signatory> changed = new ArrayList<>(all);
        Signatory old = all.get(place);
        changed.set(place, new Signatory(old.person(), old.step(), device, fallback, deadline));
        return changed;
    }

    private static List<String> ways(Ceremony ceremony) {
        return List.of(
                ceremony.turn("raphael").device(), ceremony.turn("raphael").fallback());
    }

    private static void assertRefused(ThrowingCallable move, String code) {
        assertThatThrownBy(move).isInstanceOf(CeremonyException.class).hasMessage(code);
    }
}
