package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Matter;
import federzug.agreement.Signatory;
import federzug.ceremony.Ceremony;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatterOrderTest {
    private static final Matter COMPLETE = Canonical.complete();

    @Test
    void agreementsStandAsTheDataNameThem() {
        Matter matter = AMatter.like(COMPLETE)
                .agreements(agreement("zwickau"), agreement("aue"))
                .build();
        List<Ceremony> stored = List.of(ceremony("aue"), ceremony("dropped"), ceremony("zwickau"));

        assertThat(MatterOrder.of(matter).sorted(stored))
                .extracting(Ceremony::agreement)
                .containsExactly("zwickau", "aue", "dropped");
    }

    @Test
    void personsOfOneStepStandByTheOrderOfProtocolAndStepsOneAfterTheOther() {
        assertThat(MatterOrder.of(COMPLETE).turns(ceremony("seenverbund")))
                .extracting(turn -> turn.person())
                .containsExactly("beispiel", "muster", "probst", "leitner");
    }

    private static Agreement agreement(String key) {
        return new Agreement(key, "kooperationsvereinbarung", COMPLETE.municipalities(), signatories());
    }

    /** Muster and Beispiel may sign in any order; the data name Muster first. */
    private static List<Signatory> signatories() {
        return COMPLETE.agreements().get(0).signatories();
    }

    private static Ceremony ceremony(String agreement) {
        PreparedPdf prepared = new PreparedPdf(
                CeremonyBuilder.aCeremony().prepared().content(),
                signatories().stream()
                        .map(one -> SignatureField.of(one.person().key(), "Unterschriftsfeld"))
                        .toList());
        return Ceremony.open(
                        COMPLETE.id(),
                        agreement,
                        true,
                        CeremonyBuilder.aCeremony().basis(),
                        prepared,
                        signatories())
                .next();
    }
}
