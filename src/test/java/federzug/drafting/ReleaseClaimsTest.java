package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Guest;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each claim of the delivered release stands there exactly if the data state its fact: checked over all their combinations. */
class ReleaseClaimsTest {
    private static final Matter COMPLETE = Canonical.complete();

    /** What the data state. */
    private record Facts(
            int agreements, boolean virtual, int towns, boolean town, boolean group, boolean guests, boolean outlook) {}

    private static final Map<String, Predicate<Facts>> CLAIMS = claims();

    private static Map<String, Predicate<Facts>> claims() {
        Predicate<Facts> signed = facts -> facts.agreements() > 0;
        Map<String, Predicate<Facts>> claims = new LinkedHashMap<>();
        claims.put("dem ASSKomm-Verbund", signed);
        claims.put("Heute treten ", signed.and(facts -> facts.towns() > 1));
        claims.put("Heute tritt ", signed.and(facts -> facts.towns() == 1));
        claims.put("gemeinsam als „Netz“", signed.and(Facts::group));
        claims.put("Alle unterzeichnen dieselbe Vereinbarung", facts -> facts.agreements() == 1);
        claims.put("Die zwei Vereinbarungen werden", facts -> facts.agreements() == 2);
        claims.put("in einer Videokonferenz", signed.and(Facts::virtual));
        claims.put("an verschiedenen Orten", signed.and(Facts::virtual));
        claims.put("an einem gemeinsamen Ort", signed.and(facts -> !facts.virtual()));
        claims.put(" in Oberseen unterzeichnet", signed.and(facts -> !facts.virtual() && facts.town()));
        claims.put("Für die Vertragsparteien unterzeichnen", signed);
        claims.put("Stimmen zur Unterzeichnung", signed);
        claims.put("Als Gäste nehmen teil", signed.and(Facts::guests));
        claims.put("Es nehmen teil", signed.negate().and(Facts::guests));
        claims.put("Wie es weitergeht", Facts::outlook);
        claims.put("Dienstsitz", facts -> false);
        claims.put("im laufenden Jahr", facts -> false);
        return claims;
    }

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Drafting drafting =
            new Drafting(new FolderTemplateCatalogue(new DraftingSettings(Path.of("templates"), 31)), store);

    @Test
    void claimsWhatIsStatedAndNothingElse() throws IOException {
        store.put("bild.png", Files.readAllBytes(Path.of("src/test/resources/federzug/agreement/complete/bild.png")));
        List<String> wrong = new ArrayList<>();
        for (Facts facts : all()) {
            String text = String.join(
                            "\n",
                            WordFile.paragraphs(
                                    store.bytes(drafting.fillRelease(matter(facts))
                                            .content()
                                            .digest()),
                                    "word/document.xml"))
                    .replace('\u00a0', ' ');
            CLAIMS.forEach((claim, fact) -> {
                if (text.contains(claim) != fact.test(facts)) {
                    wrong.add(facts + ": " + claim);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Facts> all() {
        List<Facts> all = new ArrayList<>();
        for (int agreements = 0; agreements <= 2; agreements++) {
            for (int towns = 1; towns <= 2; towns++) {
                for (int bits = 0; bits < 32; bits++) {
                    all.add(new Facts(
                            agreements,
                            (bits & 1) != 0,
                            towns,
                            (bits & 2) != 0,
                            towns == 2 && (bits & 4) != 0,
                            (bits & 8) != 0,
                            (bits & 16) != 0));
                }
            }
        }
        return all.stream().distinct().toList();
    }

    private static Matter matter(Facts facts) {
        List<Municipality> towns = COMPLETE.municipalities().subList(0, facts.towns());
        List<Agreement> agreements = new ArrayList<>();
        List<String> parties = new ArrayList<>(List.of("polizei", "lpr"));
        towns.forEach(town -> parties.add(town.key()));
        List<Signatory> signatories = COMPLETE.agreements().get(0).signatories().stream()
                .filter(signatory -> parties.contains(signatory.person().actsFor()))
                .toList();
        for (int i = 0; i < facts.agreements(); i++) {
            agreements.add(new Agreement("a" + i, "kooperationsvereinbarung", towns, signatories));
        }
        PressRelease old = COMPLETE.release();
        PressRelease release = ARelease.like(old)
                .text("Text.")
                .outlook(facts.outlook() ? "Ausblick." : "")
                .build();
        List<Guest> guests = facts.guests() ? COMPLETE.guests() : List.of();
        return new Matter(
                COMPLETE.id(),
                true,
                COMPLETE.date(),
                COMPLETE.begin(),
                facts.virtual() ? Matter.Form.VIRTUELL : Matter.Form.VOR_ORT,
                Map.of(),
                towns,
                COMPLETE.persons(),
                COMPLETE.policeDirectorate(),
                agreements,
                release,
                List.of(),
                AMatter.crimmitschau().source(),
                facts.town() ? "Oberseen" : "",
                facts.group() ? "Netz" : "",
                guests,
                Map.of());
    }
}
