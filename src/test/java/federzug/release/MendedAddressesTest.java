package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease.Recipient;
import federzug.release.Consent.Through;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendedAddressesTest {
    private final List<Consent> consents = new ArrayList<>();

    private MendedAddresses said(String old, String fresh) {
        consents.add(MendedAddresses.said("kim", Instant.EPOCH, Through.PAGE, old, fresh));
        return MendedAddresses.of(consents);
    }

    @Test
    void leadsFromEachAddressToTheLastOneThatWasSaid() {
        said("Alt@Bote.example", "neu@bote.example");
        MendedAddresses mended = said("neu@bote.example", "noch@bote.example");
        assertThat(mended.now("alt@BOTE.example")).isEqualTo("noch@bote.example");
        assertThat(mended.now("andere@bote.example")).isEqualTo("andere@bote.example");
        assertThat(mended.isNew("NOCH@bote.example".toLowerCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(mended.isNew("alt@bote.example")).isFalse();
        assertThat(mended.in(List.of(new Recipient("Alt@Bote.example", "Bote"), new Recipient("b@b.example", ""))))
                .extracting(Recipient::address)
                .containsExactly("noch@bote.example", "b@b.example");
    }

    @Test
    void theLastWordAboutAnAddressCountsAndACircleEnds() {
        said("a@x.example", "b@x.example");
        assertThat(said("a@x.example", "c@x.example").now("a@x.example")).isEqualTo("c@x.example");
        assertThat(said("c@x.example", "a@x.example").now("a@x.example")).isIn("a@x.example", "c@x.example");
    }

    @Test
    void wordsThatWereDeletedSayNothing() {
        said("a@x.example", "b@x.example");
        Consent kept = consents.get(0);
        Consent deleted =
                new Consent(kept.kind(), kept.subject(), "kim", kept.at(), kept.digest(), "", kept.through(), "");
        assertThat(MendedAddresses.of(List.of(deleted)).isEmpty()).isTrue();
    }
}
