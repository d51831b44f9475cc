package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.validationreport.ValidationReportFacade;
import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.drafting.Drafting;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.RenderingTemplates;
import federzug.verification.Attacks.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real template through all rooms: checked at each signature, sealed, checked again, and reported on. */
class RenderedAgreementCheckIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> PERSONS = SignedSpecimen.PERSONS;
    private static SignedSpecimen specimen;
    private static Rendering rendering;
    private static PreparedPdf prepared;
    private static SealedPdf sealed;

    @BeforeAll
    static void makeOne() {
        specimen = new SignedSpecimen();
        rendering = new Rendering(specimen.store, specimen.clock, new RenderingSettings(Proof.EVERYTHING));
        Matter matter = AMatter.crimmitschau();
        Drafting drafting = new Drafting(new RenderingTemplates(), specimen.store);
        ArchivalPdf pdf =
                rendering.render(drafting.fill(matter, matter.agreements().get(0)), Marks.rehearsal(true));
        prepared = specimen.signing.prepare(pdf, pdf.fields());
        sealed = specimen.seal(specimen.signed(prepared, PERSONS, Map.of()));
    }

    @Test
    void isValidAfterEachSignatureWithNothingToComplainOf() {
        for (int n = 1; n <= PERSONS.size(); n++) {
            List<String> some = PERSONS.subList(0, n);
            SignedPdf signed = null;
            for (int i = 0; i < n; i++) {
                signed = specimen.sign(
                        signed == null ? prepared : signed,
                        PERSONS.get(i),
                        PERSONS.get(i),
                        i == 0,
                        i == PERSONS.size() - 1);
            }
            Verdict verdict = specimen.verification.verify(signed, specimen.expected(prepared, some), null);
            assertOnlyRehearsal(verdict);
        }
    }

    @Test
    void isValidWhenSealedWithNothingToComplainOf() {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        assertOnlyRehearsal(verdict);
    }

    /** ETSI TS 119 102-2, the schema as published, 1.4.1. */
    @Test
    void theReportForMachinesFollowsItsSchema() throws Exception {
        for (byte[] file : List.of(
                specimen.store.bytes(sealed.content().digest()),
                Attacks.incrementally(specimen.store.bytes(sealed.content().digest()), Attacks::overlay))) {
            Verdict verdict = specimen.verify(file, specimen.expected(prepared, PERSONS));
            String xml = verdict.examination().etsiReport();
            assertThat(ValidationReportFacade.newFacade().unmarshall(xml, true).getSignatureValidationReport())
                    .isNotEmpty();
        }
    }

    @Test
    void isInvalidOnceAnythingIsChanged() {
        byte[] good = specimen.store.bytes(sealed.content().digest());
        for (Change change : List.<Change>of(
                Attacks::overlay, Attacks::changeXmp, Attacks::changeInfo, Attacks::swapSignatureLook)) {
            Verdict verdict =
                    specimen.verify(Attacks.incrementally(good, change), specimen.expected(prepared, PERSONS));
            assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
            assertThat(verdict.examination().changes()).hasSize(2);
        }
    }

    /** Rendering proves each PDF with veraPDF here, so a report that is not accessible would be refused. */
    @Test
    void theReportBecomesAnAccessibleArchivalPdf() throws Exception {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        Report report = new Report(verdict, "crimmitschau-2021", "LPR 21-0501/12");
        ArchivalPdf pdf =
                rendering.render(report.sheet(Texts.german(), BERLIN), "pruefbericht.pdf", Marks.rehearsal(true));
        Path folder = Files.createDirectories(Path.of("target", "looks"));
        Files.write(
                folder.resolve("pruefbericht.pdf"),
                specimen.store.bytes(pdf.content().digest()));
        Files.writeString(folder.resolve("pruefbericht.html"), report.html(Texts.german(), BERLIN));
        Files.write(
                folder.resolve("vereinbarung.pdf"),
                specimen.store.bytes(sealed.content().digest()));
        assertThat(pdf.title()).startsWith("Prüfbericht");
        assertThat(pdf.pages()).isBetween(3, 9);
    }

    /** A change is shown: both pages side by side and the words, in a PDF that is accessible all the same. */
    @Test
    void theReportOfAChangedAgreementShowsTheChangedPage() throws Exception {
        byte[] good = specimen.store.bytes(sealed.content().digest());
        byte[] bad = Attacks.incrementally(good, Attacks::overlay);
        Verdict verdict = specimen.verify(bad, specimen.expected(prepared, PERSONS));
        assertThat(verdict.examination().validWhenSigned())
                .as("%s", verdict.examination().findings())
                .isTrue();
        assertThat(verdict.examination().pages()).singleElement().satisfies(page -> {
            assertThat(page.page()).isEqualTo(1);
            assertThat(page.png()).isNotEmpty();
        });
        Report report = new Report(verdict, "", "");
        ArchivalPdf pdf =
                rendering.render(report.sheet(Texts.german(), BERLIN), "pruefbericht-2.pdf", Marks.rehearsal(true));
        Path folder = Files.createDirectories(Path.of("target", "looks"));
        Files.write(
                folder.resolve("pruefbericht-geaendert.pdf"),
                specimen.store.bytes(pdf.content().digest()));
        Files.write(folder.resolve("vereinbarung-geaendert.pdf"), bad);
        assertThat(report.html(Texts.german(), BERLIN)).contains("<img alt=\"Seite 1 vor und nach der Änderung");
    }

    private static void assertOnlyRehearsal(Verdict verdict) {
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .containsExactly("verification.trust.rehearsal");
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
    }
}
