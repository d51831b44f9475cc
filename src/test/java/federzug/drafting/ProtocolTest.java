package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Matter;
import federzug.agreement.Protocol;
import federzug.agreement.Signatory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final Matter MATTER = Canonical.complete();

    @Test
    void putsMunicipalitiesByNameBeforePoliceAndPreventionCouncil() {
        List<Signatory> turned = new ArrayList<>(MATTER.agreements().get(0).signatories());
        Collections.reverse(turned);

        assertThat(Protocol.of(MATTER).sorted(turned))
                .extracting(signatory -> signatory.person().key())
                .containsExactly("beispiel", "muster", "probst", "leitner");
    }

    @Test
    void theRunningOrderCallsThemUpByTheirSteps() {
        List<Signatory> signatories = MATTER.agreements().get(0).signatories();
        List<Signatory> turned = signatories.stream()
                .map(one -> new Signatory(one.person(), 4 - one.step(), one.device(), one.fallback(), one.deadline()))
                .toList();
        Agreement agreement = new Agreement("turned", "kooperationsvereinbarung", MATTER.municipalities(), turned);
        Value.Items order =
                (Value.Items) MatterValues.of(MATTER, agreement).members().get("reihenfolge");

        assertThat(order.values())
                .extracting(
                        person -> ((Value.Text) ((Value.Group) person).members().get("schluessel")).text())
                .containsExactly("leitner", "probst", "beispiel", "muster");
    }

    @Test
    void guestsStandAsTheyWereEnteredWithTheirHouse() {
        Value.Items guests = (Value.Items) MatterValues.of(MATTER).members().get("gaeste");

        assertThat(guests.values())
                .as("whoever signs is no guest")
                .extracting(
                        guest -> ((Value.Text) ((Value.Group) guest).members().get("institution")).text())
                .containsExactly("Sächsischer Landtag", "Bürgerstiftung Seenland");
    }

    @Test
    void whoHoldsAnOfficeForTheTimeBeingIsNamedWithIt() {
        Value.Group root = MatterValues.of(MATTER, MATTER.agreements().get(0));
        Value.Items signatories = (Value.Items) root.members().get("unterzeichnende");
        Value.Group acting = (Value.Group) signatories.values().get(2);

        assertThat(acting.forms())
                .containsEntry("amt_name", "amtierender Polizeipräsident Uwe Probst")
                .containsEntry("amt_name_dativ", "dem amtierenden Polizeipräsidenten Uwe Probst");
        assertThat(acting.members().get("vertretung").isEmpty()).isTrue();
        assertThat(MATTER.person("probst").orElseThrow().officeInFull()).isEqualTo("amtierender Polizeipräsident");
    }

    @Test
    void aPartySaysWhoIsBoundAndWhere() {
        Value.Group root = MatterValues.of(MATTER, MATTER.agreements().get(0));
        Value.Items signatories = (Value.Items) root.members().get("unterzeichnende");
        Map<String, Value> police = ((Value.Group)
                        ((Value.Group) signatories.values().get(2)).members().get("partei"))
                .members();

        assertThat(police)
                .containsEntry("rechtstraeger", new Value.Text("Freistaat Sachsen"))
                .containsEntry("anschrift", new Value.Text("Straße 2, 00000 Görlitz"));
    }
}
