package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.i18n.MessageTag;
import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.PageBreak;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.notice.Texts;
import federzug.testkit.VerificationGolden;
import federzug.verification.report.ReportRules;
import federzug.verification.signature.SignatureConstraints;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Of the building blocks of a PDF signature, and of its qualification. */
    private static final String RULES = "(BBB_(FC|CV|ICS|RFC|VCI|SAV|TAV|XCV|VTS|ACCEPT)|XCV_TSL|PCV|PSV|ACCM|ASCCM|TSV"
            + "|ADEST|BSV|LTV|ARCH|QUAL)(_.*)?";
    /** Of containers, counter-signatures, evidence records and XML; names of places and of results. */
    private static final String NOT_OF_PDF =
            "BBB_FC_(IECTF|I[STM]FCS|ITZCP|ITEZCF|ITMFP|IEMCF|I[MS]FP_.*|IAHIV)(_ANS.*)?"
                    + "|BBB_CV_(ER_|CS_|IME|ISMEC|AAMEF|IAFS|DRNMND|DMENMND).*|BBB_ICS_(ISAKIDP|DKIDVM).*"
                    + "|ACCM_(DESC|POS)_.*|PSV_CRS|VTS_CRS|.*_(LABEL|DESC)";

    private final Texts texts = Texts.german();
    private final Report rehearsal =
            new Report(VerificationExaminations.valid(true), "Crimmitschau 2021", "LPR 21-0501/12");
    private final Report changed = new Report(VerificationExaminations.changed(), "", "");

    @Test
    void theSheetOfAValidRehearsalReadsLikeAFileNote() {
        VerificationGolden.assertSame(
                "federzug/verification/report-rehearsal.txt", text(rehearsal.sheet(texts, BERLIN)));
    }

    @Test
    void theNoteOfManySignaturesLeavesNoPageAlmostEmpty() {
        Examination three = VerificationExaminations.valid(true).examination();
        List<Examination.SignatureFacts> more = new ArrayList<>(three.signatures());
        more.add(VerificationExaminations.signature("Romina Barth", "Beigeordnete", 55, true));
        Examination four = new Examination(
                three.file(),
                three.sha256(),
                three.examinedAt(),
                true,
                more,
                three.changes(),
                three.findings(),
                three.trust(),
                three.etsiReport(),
                List.of(),
                Examination.Wording.NOT_COMPARED,
                List.of());

        assertThat(rehearsal.sheet(texts, BERLIN).blocks()).hasAtLeastOneElementOfType(Sheet.PageBreak.class);
        assertThat(new Report(new Verdict.Valid(four), "", "")
                        .sheet(texts, BERLIN)
                        .blocks())
                .doesNotHaveAnyElementsOfTypes(Sheet.PageBreak.class);
    }

    @Test
    void theSheetOfAChangedDocumentSaysWhatWasChanged() {
        VerificationGolden.assertSame("federzug/verification/report-changed.txt", text(changed.sheet(texts, BERLIN)));
    }

    @Test
    void theSheetOfAnUnreadableDocumentSaysWhatToDo() {
        Report report = new Report(VerificationExaminations.unread(), "", "");
        VerificationGolden.assertSame("federzug/verification/report-unread.txt", text(report.sheet(texts, BERLIN)));
    }

    @Test
    void theHtmlIsWrittenFromTheSameSheet() {
        VerificationGolden.assertSame("federzug/verification/report-rehearsal.html", rehearsal.html(texts, BERLIN));
    }

    @Test
    void theJsonKeepsTheContract() {
        VerificationGolden.assertSame("federzug/verification/report-rehearsal.json", rehearsal.json(texts, BERLIN));
        VerificationGolden.assertSame("federzug/verification/report-changed.json", changed.json(texts, BERLIN));
    }

    @Test
    void theJsonHasExactlyTheKeysOfTheContract() {
        JsonNode json = JsonMapper.shared().readTree(rehearsal.json(texts, BERLIN));
        assertThat(json.propertyNames())
                .containsExactly("schema", "file", "sha256", "verdict", "signatures", "changes", "findings", "trust");
        assertThat(json.get("signatures").get(0).propertyNames())
                .containsExactly(
                        "field",
                        "signer",
                        "serialNumber",
                        "intact",
                        "coversWholeDocument",
                        "indication",
                        "subIndication",
                        "qualification",
                        "level",
                        "signingTime",
                        "timestampTime",
                        "timestampQualified",
                        "kind",
                        "stated",
                        "covers",
                        "certificates",
                        "algorithms");
        assertThat(json.get("trust").propertyNames()).containsExactly("source", "listIssue", "loadedAt", "stale");
    }

    @Test
    void theHtmlRunsNothingAndLoadsNothing() {
        String html = rehearsal.html(texts, BERLIN);
        assertThat(html)
                .doesNotContain(
                        "<script", "http://", "https://", " onload=", " onclick=", "javascript:", "@import", "url(");
        assertThat(html).contains("<html lang=\"de-DE\">", "PROBE – nicht rechtsverbindlich");
    }

    @Test
    void namesFromCertificatesCannotBecomeMarkUp() {
        String html = rehearsal.html(texts, BERLIN);
        assertThat(html).contains("Stadt &lt;Beispiel&gt;").doesNotContain("<Beispiel>");
    }

    @Test
    void aRealMatterCarriesNoMarkOfARehearsal() {
        Report report = new Report(VerificationExaminations.valid(false), "", "");
        assertThat(report.html(texts, BERLIN)).doesNotContain("PROBE", "Probe");
    }

    @Test
    void aSealOfAnAuthorityIsNoSignatureOfAPerson() {
        Report report = new Report(VerificationExaminations.sealed(), "", "");
        assertThat(text(report.sheet(texts, BERLIN)))
                .contains(
                        "Das Siegel ist gültig und qualifiziert.",
                        "| qualifiziertes elektronisches Siegel einer Organisation, keine Unterschrift einer Person |",
                        "die elektronische Form (§\u00a0126a BGB) wahrt es nicht")
                .doesNotContain("qualifizierte elektronische Signatur", "Unterschrift ist gültig");
        JsonNode json = JsonMapper.shared().readTree(report.json(texts, BERLIN));
        assertThat(json.get("signatures").get(0).get("kind").asString()).isEqualTo("seal");
    }

    /** Each in a statement of its own, in both languages: what a library calls its rules means nothing to a reader. */
    @TestFactory
    Stream<DynamicTest> everyRuleOfTheValidatorHasAStatement() {
        return Stream.of(Locale.GERMAN, Locale.ENGLISH)
                .map(Texts::in)
                .map(language -> DynamicTest.dynamicTest(
                        language.locale().toString(),
                        () -> assertThat(Arrays.stream(MessageTag.values())
                                        .map(MessageTag::getId)
                                        .filter(id -> id.matches(RULES) && !id.matches(NOT_OF_PDF))
                                        .map(SignatureConstraints::ruleOf)
                                        .distinct()
                                        .filter(rule ->
                                                ReportRules.text(rule, language).contains(rule)))
                                .isEmpty()));
    }

    private static String text(Sheet sheet) {
        return "Titel: " + sheet.title() + "\nFußzeile: " + sheet.footer() + "\n\n"
                + sheet.blocks().stream().map(ReportTest::text).collect(Collectors.joining("\n")) + "\n";
    }

    private static String text(Block block) {
        if (block instanceof Heading heading) {
            return "\n" + "#".repeat(heading.level()) + " " + heading.text();
        }
        if (block instanceof Paragraph paragraph) {
            return text(paragraph);
        }
        if (block instanceof Items items) {
            return items.items().stream().map(item -> "- " + text(item)).collect(Collectors.joining("\n"));
        }
        if (block instanceof Table table) {
            return "| " + String.join(" | ", table.header()) + " |\n"
                    + table.rows().stream().map(ReportTest::row).collect(Collectors.joining("\n"));
        }
        if (block instanceof Banner banner) {
            return "[" + banner.tone() + "] " + banner.headline() + "\n    " + banner.text();
        }
        return block instanceof PageBreak ? "\n--- neue Seite ---" : block.toString();
    }

    private static String row(List<Paragraph> row) {
        return "| " + row.stream().map(ReportTest::text).collect(Collectors.joining(" | ")) + " |";
    }

    private static String text(Paragraph paragraph) {
        return paragraph.runs().stream().map(Run::text).collect(Collectors.joining());
    }
}
