package federzug.houseplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;

/** No rule is trusted before it was broken on purpose: {@code broken} holds one class for each breach. */
class HousePlanCanFailTest {
    private static final String BROKEN = "federzug.houseplan.broken";

    /** Word of a rule's description → classes it must find. */
    private static Map<String, List<String>> breaches() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put("org.springframework.batch..", List.of("release.RunsABatchJob", "pipeline.RunsABatchJobToo"));
        map.put("org.docx4j..", List.of("signing.ReadsWord"));
        map.put("org.apache.fop..", List.of("drafting.RendersItself"));
        map.put("org.apache.pdfbox..", List.of("ceremony.ReadsPdf"));
        map.put("eu.europa.esig..", List.of("ceremony.UsesDss"));
        map.put("org.bouncycastle..", List.of("document.UsesBouncyCastle"));
        map.put("jakarta.mail..", List.of("release.WritesMail"));
        map.put("de.siegmar.fastcsv..", List.of("delivery.ReadsTables"));
        map.put("org.apache.poi..", List.of("release.OpensOutlookMails"));
        map.put("org.snakeyaml..", List.of("delivery.ReadsYaml"));
        map.put("com.github.difflib..", List.of("delivery.ComparesTexts"));
        map.put("picocli..", List.of("pipeline.ParsesArguments"));
        map.put("io.micrometer..", List.of("signing.MeasuresItself"));
        map.put("org.springframework.security..", List.of("delivery.AsksWhoIsLoggedIn"));
        map.put("com.nimbusds..", List.of("release.BelievesTokens", "delivery.AsksTheDirectory"));
        map.put("SQL only", List.of("agreement.UsesSql", "rendering.JdbcInTheWrongRoom", "document.UsesJdbcClient"));
        map.put("Jdbc* adapters are hidden", List.of("delivery.JdbcForEverybody"));
        map.put("doors never", List.of("cli.ImportsTheOtherDoor"));
        map.put(
                "should show no library's type",
                List.of(
                        "verification.ShowsDss",
                        "rendering.ShowsFopInAList",
                        "signing.IsADssToken",
                        "trust.status.ShowsDssFromStatus",
                        "trust.ShowsBouncyCastle"));
        map.put("only drafting makes", List.of("pipeline.MakesADraft"));
        map.put("only rendering makes", List.of("signing.MakesAnArchivalPdf"));
        map.put("only signing makes", List.of("verification.MakesASignedPdf", "ceremony.MakesByReference"));
        map.put("a job never waits", List.of("pipeline.batch.AsksAPerson"));
        map.put("in the document room", List.of("document.DeletesDocuments"));
        map.put("should be null-marked", List.of("unmarked.HasNoNullMark"));
        map.put("time comes from a Clock", List.of("ceremony.AsksTheSystemForTime"));
        map.put("queries are read to their end", List.of("agreement.JdbcLeavesAQueryOpen"));
        map.put("inner rooms follow", List.of("rendering.page.SetsWhatItReads"));
        map.put("inner rooms use only values", List.of("verification.file.CallsItsFace"));
        map.put("no Impl", List.of("ceremony.CeremonyManager"));
        map.put("doors ask one service", List.of("cli.AsksTwoServices"));
        map.put("no service has more than eight", List.of("pipeline.KnowsTooMany"));
        map.put("no thread is interrupted", List.of("release.InterruptsOthers"));
        return map;
    }

    private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

    @TestFactory
    Stream<DynamicTest> findsTheBreach() {
        return breaches().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    EvaluationResult result = rule(entry.getKey()).evaluate(broken);
                    String report = String.join("\n", result.getFailureReport().getDetails());
                    assertThat(result.hasViolation()).isTrue();
                    assertThat(entry.getValue())
                            .allSatisfy(name -> assertThat(report).contains(BROKEN + "." + name));
                }));
    }

    @Test
    void everyRuleIsBrokenByAClassButForTheWebClient() {
        assertThat(new HousePlan(BROKEN)
                        .rules().stream()
                                .map(ArchRule::getDescription)
                                .filter(words -> breaches().keySet().stream().noneMatch(words::contains)))
                .allSatisfy(words -> assertThat(words).startsWith("org.springframework.web."))
                .hasSize(1);
    }

    @Test
    void allowsWhatThePlanAllows() {
        for (ArchRule rule : new HousePlan(BROKEN).rules()) {
            String report =
                    String.join("\n", rule.evaluate(broken).getFailureReport().getDetails());
            assertThat(report)
                    .doesNotContain(BROKEN + ".trust.MayShowDss", BROKEN + ".agreement.JdbcAdapterAsItShouldBe");
        }
    }

    @Test
    void findsArrowsThatAreNotInTheTable() {
        String found = ApplicationModules.of("federzug.houseplan.arrows", location -> true)
                .detectViolations()
                .toString();

        assertThat(found)
                .contains("UsesTrustItself")
                .contains("'pipeline' depends on module 'trust'")
                .contains("Cycle detected")
                .doesNotContain("UsesOnlyTheStatus");
    }

    @Test
    void findsBreachesInTheSource() {
        SourceRules rules = new SourceRules(Path.of("src/test/java/federzug/houseplan/broken"));

        assertThat(rules.tablesWrittenByAnotherRoom())
                .contains("UsesSql.java: ceremony belongs to ceremony", "UsesSql.java: turn belongs to ceremony")
                .noneMatch(words -> words.contains("matter belongs"));
        assertThat(rules.appendOnlyTablesChanged())
                .hasSize(2)
                .allMatch(words -> words.startsWith("DeletesDocuments.java"));
        assertThat(rules.textsChosenByAnExceptionsMessage())
                .singleElement()
                .asString()
                .startsWith("ReadsMindsOfExceptions.java");
        assertThat(rules.recordsShowingSecrets()).singleElement().asString().startsWith("ShowsItsPin.java");
        assertThat(rules.germanInCode())
                .containsExactly(
                        "SpeaksGerman.java: \"Bitte warten\"",
                        "SpeaksGerman.java: \"Der Platz ist \"",
                        "SpeaksGerman.java: \" voll. Räumen Sie auf.\"");
        assertThat(rules.secretsOnTheCommandLine()).containsExactly("TakesAPin.java: \"--pin\"");
    }

    @Test
    void findsBreachesOfStyle() {
        SourceStyle style = new SourceStyle(Path.of("src/test/java/federzug/houseplan/broken"));

        assertThat(style.simpleNamesTwice()).containsExactly("NamedTwice: [ceremony, start]");
        assertThat(style.guessesWhoActs()).containsExactly("NamedTwice.java");
        assertThat(style.systemPropertiesSetElsewhereThanAtTheStart()).containsExactly("NamedTwice.java");
        assertThat(style.zonesWrittenInCode()).containsExactly("NamedTwice.java");
        assertThat(style.overfullPackages(5, Map.of("delivery", 9))).containsExactly("ceremony: 6");
    }

    @Test
    void findsKeysOutOfPlace() {
        assertThat(SourceRules.keysOutOfPlace(Stream.of(
                        Path.of("src/main/resources/server.p12"),
                        Path.of("examples/key.PEM"),
                        Path.of("keystores-example/raphael-NUR-ZUM-TESTEN.p12"),
                        Path.of("src/test/resources/x.pem"))))
                .containsExactly("src/main/resources/server.p12", "examples/key.PEM");
    }

    private static ArchRule rule(String word) {
        return new HousePlan(BROKEN)
                .rules().stream()
                        .filter(rule -> rule.getDescription().contains(word))
                        .reduce((one, other) -> {
                            throw new IllegalStateException("two rules: " + word);
                        })
                        .orElseThrow(() -> new IllegalStateException("no rule: " + word));
    }
}
