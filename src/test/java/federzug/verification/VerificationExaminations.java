package federzug.verification;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination.Constraint;
import federzug.verification.Examination.Level;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Technical;
import federzug.verification.Examination.TimestampFacts;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.Examination.Wording;
import federzug.verification.SignatureDetails.ChainCertificate;
import federzug.verification.SignatureDetails.Coverage;
import federzug.verification.SignatureDetails.Statement;
import federzug.verification.SignatureDetails.Suitability;
import federzug.verification.SignatureDetails.Use;
import federzug.verification.signature.SignatureConstraints;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Examinations made by hand, to test the report alone. */
final class VerificationExaminations {
    static final Instant NOON = Instant.parse("2021-12-01T11:00:00Z");
    private static final Instant FROM = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");
    static final Digest DIGEST = Digest.of("Vertrag".getBytes(StandardCharsets.UTF_8));

    private VerificationExaminations() {}

    /** Without document time stamps; the text was not compared. */
    private static Examination examination(
            String file,
            boolean rehearsal,
            List<SignatureFacts> signatures,
            List<String> changes,
            List<Finding> findings,
            TrustStatus trust) {
        return new Examination(
                file,
                DIGEST,
                NOON,
                rehearsal,
                signatures,
                changes,
                findings,
                trust,
                "<etsi/>",
                List.of(),
                Wording.NOT_COMPARED,
                List.of());
    }

    static SignatureFacts signature(String name, String office, int minute, boolean last) {
        return new SignatureFacts(
                name.substring(name.lastIndexOf(' ') + 1).toLowerCase(java.util.Locale.ROOT) + "_Unterschrift",
                name,
                "PNODE-1234567",
                "Stadt <Beispiel>",
                office,
                "NUR-ZUM-TESTEN Issuing CA",
                true,
                last,
                "TOTAL_PASSED",
                "",
                Qualification.QES,
                Level.LTA,
                "SHA256withECDSA",
                NOON.minusSeconds(60L * minute),
                NOON.minusSeconds(60L * minute - 2),
                technical("QESIG", details(false, minute)));
    }

    static Technical technical(String qualification, SignatureDetails details) {
        return new Technical(
                "4711",
                FROM,
                TO,
                "NUR-ZUM-TESTEN TSA",
                qualification,
                List.of("QUAL_TL_FRESH"),
                "Beispielanbieter",
                "DE",
                true,
                answer(),
                List.of(
                        new Constraint("BBB_FC_IEFF", "OK"),
                        new Constraint("BBB_FC_DSCNUOM", SignatureConstraints.OWN),
                        new Constraint("BBB_CV_ISI", "OK"),
                        new Constraint("BBB_SAV_ISQPSLP", "IGNORED"),
                        new Constraint("NEW_RULE", "WARNING")),
                details);
    }

    static SignatureDetails details(boolean seal, int minute) {
        return new SignatureDetails(
                new Statement("Zeichnung der Vereinbarung", "Dresden", "A. Beispiel"),
                seal,
                List.of(
                        new ChainCertificate("André Raphael", "4711", FROM, TO, false, answer(), null),
                        new ChainCertificate("NUR-ZUM-TESTEN Issuing CA", "12", FROM, TO, true, null, null)),
                List.of(new Suitability(
                        "SHA256withECDSA (256 bit)",
                        List.of(Use.SIGNATURE, Use.CERTIFICATE),
                        true,
                        Instant.parse("2028-12-31T23:00:00Z"),
                        "ETSI ESI Cryptographic Suites",
                        Instant.parse("2024-10-13T00:00:00Z"))),
                new Coverage("fassung-01.pdf", 40_000 - minute, 12_000, 24_000, 98_000, DIGEST),
                TimestampKind.QUALIFIED);
    }

    private static Revocation answer() {
        return new Revocation("OCSP", true, "", NOON.minusSeconds(90), "GOOD");
    }

    /** The seal of an authority under a foreign document. */
    static Verdict sealed() {
        SignatureFacts seal = signature("Landesamt Beispiel", "", 10, true);
        SignatureFacts facts = new SignatureFacts(
                seal.field(),
                seal.signer(),
                "",
                "Landesamt Beispiel",
                "",
                seal.issuer(),
                true,
                true,
                "TOTAL_PASSED",
                "",
                Qualification.OTHER,
                Level.LTA,
                seal.algorithm(),
                seal.signingTime(),
                seal.timestampTime(),
                technical("QESEAL", details(true, 10)));
        return new Verdict.Valid(examination(
                "bescheid.pdf",
                false,
                List.of(facts),
                List.of(),
                List.of(new Finding(
                        Notice.note("verification.signature.seal", Place.NOWHERE, "Landesamt Beispiel"), "")),
                new TrustStatus(TrustSource.EU, NOON.minusSeconds(9_000), 1, NOON.minusSeconds(600), false)));
    }

    static List<SignatureFacts> three() {
        return List.of(
                signature("André Raphael", "Oberbürgermeister der Stadt Crimmitschau", 30, false),
                signature("Lutz Rodig", "Polizeipräsident", 20, false),
                signature("Sven Forkert", "Geschäftsführer des Landespräventionsrates Sachsen", 10, true));
    }

    static Verdict valid(boolean rehearsal) {
        List<Finding> findings = new ArrayList<>();
        if (rehearsal) {
            findings.add(new Finding(Notice.note("verification.trust.rehearsal", Place.NOWHERE), ""));
        }
        TrustSource source = rehearsal ? TrustSource.EXAMPLE : TrustSource.EU;
        return new Verdict.Valid(new Examination(
                "kooperationsvereinbarung-signiert.pdf",
                DIGEST,
                NOON,
                rehearsal,
                three(),
                List.of(),
                findings,
                new TrustStatus(source, Instant.parse("2021-11-30T08:00:00Z"), 312, NOON.minusSeconds(600), false),
                "<etsi/>",
                List.of(new TimestampFacts(
                        NOON.minusSeconds(60), "NUR-ZUM-TESTEN TSA", true, "PASSED", TimestampKind.QUALIFIED)),
                Wording.AS_PREPARED,
                List.of()));
    }

    static Verdict changed() {
        Notice change = Notice.error(
                "verification.change.page-content", Place.NOWHERE, "Nach der Unterschrift von Lutz Rodig", 2);
        Notice constraint =
                Notice.error("verification.subindication.sig-constraints-failure", Place.NOWHERE, "Lutz Rodig");
        return new Verdict.Invalid(examination(
                "vertrag.pdf",
                false,
                three(),
                List.of("Nach der Unterschrift von Lutz Rodig wurde der Inhalt von Seite 2 geändert."),
                List.of(new Finding(change, ""), new Finding(constraint, "rodig_Unterschrift")),
                new TrustStatus(TrustSource.EU, null, 0, null, true)));
    }

    static Verdict changedWithPicture() {
        Examination examination = changed().examination();
        return new Verdict.Invalid(examination.withPages(
                List.of(
                        new Examination.ChangedPage(
                                "Nach der Unterschrift von Lutz Rodig",
                                2,
                                new byte[] {(byte) 0x89, 'P', 'N', 'G'},
                                List.of("1000 Euro"),
                                List.of("9000 Euro")),
                        new Examination.ChangedPage(
                                "Nach der Unterschrift von Lutz Rodig", 12, new byte[0], List.of(), List.of("neu"))),
                List.of()));
    }

    static Verdict unread() {
        return new Verdict.Undecided(new Examination(
                "geheim.pdf",
                DIGEST,
                NOON,
                false,
                List.of(),
                List.of(),
                List.of(new Finding(Notice.warning("verification.document.encrypted", Place.NOWHERE), "")),
                new TrustStatus(TrustSource.EU, null, 0, null, true),
                "",
                List.of(),
                Wording.NOT_COMPARED,
                List.of()));
    }

    /** Signed by three persons; then something was added that a person has to look at. Nothing in it breaks by itself. */
    static Verdict doubtful() {
        Examination valid = valid(false).examination();
        Notice looks =
                Notice.warning("verification.doubtful.looks", Place.NOWHERE, "Nach der Unterschrift von Lutz Rodig", 2);
        Notice change = Notice.warning(
                "verification.doubtful.field-overwritten",
                Place.NOWHERE,
                "Nach der Unterschrift von Lutz Rodig",
                "topmostSubform[0].Page1[0].Rechtsbehelfsbelehrungsempfaengerbezeichnung[0]",
                "1000",
                "9000");
        return new Verdict.Undecided(examination(
                        "Kooperationsvereinbarung_Ueberarbeitung_2021-11-30_Endfassung_final-signiert.pdf",
                        false,
                        valid.signatures(),
                        List.of("Nach der Unterschrift von Lutz Rodig wurde ein Feld überschrieben."),
                        List.of(new Finding(looks, ""), new Finding(change, "")),
                        new TrustStatus(new TrustSource.Named("/srv/vertrauen/zertifikate"), null, 0, null, true))
                .withPages(changedWithPicture().examination().pages(), List.of()));
    }
}
