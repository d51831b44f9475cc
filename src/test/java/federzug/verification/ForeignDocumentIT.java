package federzug.verification;

import static federzug.verification.ForeignSpecimen.annotated;
import static federzug.verification.ForeignSpecimen.certifying;
import static federzug.verification.ForeignSpecimen.filled;
import static federzug.verification.ForeignSpecimen.plainly;
import static federzug.verification.ForeignSpecimen.visibly;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.change.FilledForms;
import federzug.verification.file.FormTree;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents of others, changed later as their signatures allow: no false alarm, and nothing passed over in silence. */
class ForeignDocumentIT {
    private static final PDRectangle BLANK = new PDRectangle(350, 300, 150, 60);
    private static final PDRectangle OVER_THE_TEXT = new PDRectangle(60, 675, 300, 45);
    private static final String WHITE = "1 1 1 rg 0 0 600 600 re f";
    private static ForeignSpecimen other;
    private static byte[] signed;
    private static byte[] forForms;
    private static byte[] forAnnotations;

    @BeforeAll
    static void sign() {
        other = new ForeignSpecimen(new SignedSpecimen());
        byte[] form = ForeignSpecimen.form();
        signed = other.sign(form, "raphael", plainly());
        forForms = other.sign(form, "raphael", certifying(CertificationPermission.MINIMAL_CHANGES_PERMITTED));
        forAnnotations = other.sign(form, "raphael", certifying(CertificationPermission.CHANGES_PERMITTED));
    }

    @Test
    void signedByAnotherProgramAndLeftAlone() {
        assertValid(other.verify(signed));
        assertValid(other.verify(forForms));
        assertValid(other.verify(forAnnotations));
    }

    @Test
    void aSecondProgramAddsAnApprovalSignatureWithAFieldOfItsOwn() {
        byte[] second = other.sign(signed, "rodig", visibly(350, 300, 150, 60, "Lutz Rodig"));
        byte[] third = other.sign(second, "forkert", plainly());
        assertValid(other.verify(third));
        assertThat(other.verify(third).examination().signatures()).hasSize(3);
    }

    @Test
    void evidenceWithoutATimeStampIsNoChange() {
        assertValid(other.verify(other.extended(signed, SignatureLevel.PAdES_BASELINE_LT)));
    }

    @Test
    void sealedTwiceByAnotherProgram() {
        byte[] once = other.extended(signed, SignatureLevel.PAdES_BASELINE_LTA);
        assertValid(other.verify(once));
        assertValid(other.verify(other.extended(once, SignatureLevel.PAdES_BASELINE_LTA)));
    }

    @Test
    void aFormFilledInAfterTheSignature() {
        for (byte[] before : List.of(signed, forForms, forAnnotations)) {
            byte[] after =
                    Attacks.incrementally(before, filled(Map.of("Name", "Erika Muster", "Einverstanden", "Yes")));
            Verdict verdict = other.verify(after);
            assertValid(verdict, "verification.allowed.field-filled");
            assertThat(verdict.examination().changes()).anyMatch(change -> change.contains("Erika Muster"));
            assertThat(new Report(verdict, "", "").html(Texts.german(), other.room.clock.getZone()))
                    .contains("Danach kamen nur Eintragungen hinzu");
        }
    }

    @Test
    void filledInAndSignedByAnotherPerson() {
        byte[] after = Attacks.incrementally(forForms, filled(Map.of("Name", "Erika Muster")));
        byte[] second = other.sign(after, "rodig", plainly());
        assertValid(other.verify(second), "verification.allowed.field-filled");
    }

    /** The signature covers the change; only the time stamp is of an earlier version. */
    @Test
    void changedAfterATimeStampAndBeforeAnybodySigned() {
        byte[] stamped = other.stamped(ForeignSpecimen.form());
        byte[] changed = Attacks.incrementally(stamped, Attacks::shadowContent);
        assertFinding(other.verify(changed), "INVALID", "verification.change.page-content");
        byte[] signedLater = other.sign(changed, "raphael", plainly());
        assertFinding(other.verify(signedLater), "UNDECIDED", "verification.change.page-content");
        assertThat(codes(other.verify(signedLater))).contains("verification.timestamp.before-signatures");
        byte[] between = other.stamped(other.sign(ForeignSpecimen.form(), "raphael", plainly()));
        byte[] signedTwice = other.sign(Attacks.incrementally(between, Attacks::shadowContent), "rodig", plainly());
        assertFinding(other.verify(signedTwice), "INVALID", "verification.change.page-content");
        assertValid(other.verify(other.sign(stamped, "raphael", plainly())));
    }

    /** Signing services fill in the name of the next person in a field that they keep from everybody else. */
    @Test
    void aReadOnlyFieldFilledIn() {
        byte[] form = Attacks.incrementally(ForeignSpecimen.form(), pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get("Name");
            field.setInt(COSName.FF, 1);
            return List.of(field);
        });
        byte[] expressly = other.sign(form, "raphael", certifying(CertificationPermission.MINIMAL_CHANGES_PERMITTED));
        byte[] filled = Attacks.incrementally(expressly, filled(Map.of("Name", "Erika Muster")));
        assertFinding(other.verify(filled), "UNDECIDED", "verification.doubtful.field-filled-read-only");
        assertFinding(
                other.verify(Attacks.incrementally(filled, filled(Map.of("Name", "Max Anders")))),
                "UNDECIDED",
                "verification.doubtful.field-filled-read-only");
        byte[] silently = other.sign(form, "raphael", plainly());
        assertFinding(
                other.verify(Attacks.incrementally(silently, filled(Map.of("Name", "Erika Muster")))),
                "INVALID",
                "verification.change.field-changed");
    }

    /** ISO 32000-1, 12.8.2.2.1: the signature that certifies is the first one; what later ones allow does not count. */
    @Test
    void certifiedAfterSomebodyElseSigned() {
        assertThat(codes(other.verify(Attacks.incrementally(signed, certifyingLater(2)))))
                .contains("verification.doubtful.certified-later");
        assertThat(codes(other.verify(Attacks.incrementally(forForms, certifyingLater(3)))))
                .contains("verification.doubtful.permission-widened");
        assertThat(codes(other.verify(Attacks.incrementally(forAnnotations, certifyingLater(2)))))
                .doesNotContain("verification.doubtful.permission-widened");
    }

    /** Its value is no signature, which is another finding. */
    private static Attacks.Change certifyingLater(int level) {
        return FilledForms.signatureField(field -> {
            COSDictionary params = new COSDictionary();
            params.setInt(COSName.P, level);
            COSDictionary reference = new COSDictionary();
            reference.setName("TransformMethod", "DocMDP");
            reference.setItem("TransformParams", params);
            COSArray references = new COSArray();
            references.add(reference);
            COSDictionary signature = new COSDictionary();
            signature.setName(COSName.TYPE, "Sig");
            signature.setItem("Reference", references);
            field.setItem(COSName.V, signature);
        });
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .map(finding -> finding.notice().code())
                .toList();
    }

    @Test
    void anEmptyFieldInACertifiedDocumentIsLookedAtByAPerson() {
        byte[] added = Attacks.incrementally(forForms, FilledForms.signatureField(field -> {}));
        assertFinding(other.verify(added), "UNDECIDED", "verification.doubtful.field-added");
    }

    @Test
    void aLinkAndARemovedCommentWhereAnnotationsAreAllowed() {
        byte[] linked = Attacks.incrementally(forAnnotations, pdf -> {
            var all = annotated("Link", BLANK, "", "").make(pdf);
            COSDictionary action = new COSDictionary();
            action.setItem(COSName.S, COSName.URI);
            action.setString(COSName.URI, "https://www.example.org/");
            ((COSDictionary) all.get(2)).setItem(COSName.A, action);
            return all;
        });
        assertFinding(other.verify(linked), "UNDECIDED", "verification.doubtful.annotation-added");
        byte[] commented = other.sign(
                Attacks.incrementally(forAnnotations, annotated("Text", BLANK, "bitte prüfen", "")),
                "rodig",
                plainly());
        byte[] removed = Attacks.incrementally(commented, pdf -> {
            COSArray annotations = pdf.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS);
            for (int i = 0; i < annotations.size(); i++) {
                COSDictionary entry = (COSDictionary) annotations.getObject(i);
                if ("Text".equals(entry.getNameAsString(COSName.SUBTYPE))) {
                    annotations.remove(i);
                }
            }
            return List.of(annotations, pdf.getPage(0).getCOSObject());
        });
        assertFinding(other.verify(removed), "UNDECIDED", "verification.doubtful.annotation-removed");
    }

    @Test
    void aLineEndBehindTheFile() {
        assertValid(other.verify(Attacks.appended(signed, "\r\n\r\n")));
        // Archives fill the last block up: zeros are blanks (ISO 32000-1, 7.2.2).
        assertValid(other.verify(Attacks.appended(signed, "\0".repeat(512))), "verification.allowed.padding");
        assertThat(other.verify(Attacks.appended(signed, "\0\0x")).isValid()).isFalse();
    }

    @Test
    void whatWasFilledInWhenSignedIsReplaced() {
        byte[] certified = Attacks.incrementally(forForms, filled(Map.of("Betrag", "9000")));
        assertFinding(other.verify(certified), "UNDECIDED", "verification.doubtful.field-overwritten");
        byte[] approved = Attacks.incrementally(signed, filled(Map.of("Betrag", "9000")));
        assertFinding(other.verify(approved), "UNDECIDED", "verification.doubtful.field-overwritten");
    }

    @Test
    void aFieldThatShowsSomethingElseThanItsValue() {
        byte[] changed = Attacks.incrementally(signed, pdf -> {
            var all = new java.util.ArrayList<>(
                    filled(Map.of("Name", "Erika Muster")).make(pdf));
            COSDictionary field = FormTree.of(pdf).fields().get("Name");
            field.setItem(COSName.V, new COSString("Max Anders"));
            return all;
        });
        assertFinding(other.verify(changed), "UNDECIDED", "verification.doubtful.field-contradicting");
    }

    @Test
    void nothingMayFollowACertificationThatForbidsEverything() {
        byte[] closed =
                other.sign(ForeignSpecimen.form(), "raphael", certifying(CertificationPermission.NO_CHANGE_PERMITTED));
        assertValid(other.verify(closed));
        assertValid(other.verify(other.extended(closed, SignatureLevel.PAdES_BASELINE_LTA)));
        byte[] filled = Attacks.incrementally(closed, filled(Map.of("Name", "Erika Muster")));
        assertFinding(other.verify(filled), "INVALID", "verification.change.field-changed");
    }

    @Test
    void aLockedFieldFilledIn() {
        byte[] prepared = Attacks.incrementally(ForeignSpecimen.form(), pdf -> lockedSignatureField(pdf, "Name"));
        ForeignSpecimen.Order order = plainly();
        order.field = "Unterschrift";
        byte[] locked = other.sign(prepared, "raphael", order);
        assertValid(other.verify(locked));
        assertFinding(
                other.verify(Attacks.incrementally(locked, filled(Map.of("Name", "Erika Muster")))),
                "INVALID",
                "verification.change.field-changed");
        Verdict free = other.verify(Attacks.incrementally(locked, filled(Map.of("Einverstanden", "Yes"))));
        assertValid(free, "verification.allowed.field-filled");
    }

    @Test
    void commentsWhereTheyAreAllowed() {
        Attacks.Change note = annotated("Text", BLANK, "bitte prüfen", "");
        assertValid(other.verify(Attacks.incrementally(forAnnotations, note)), "verification.allowed.annotation-added");
        for (byte[] elsewhere : List.of(signed, forForms)) {
            assertFinding(
                    other.verify(Attacks.incrementally(elsewhere, note)),
                    "INVALID",
                    "verification.change.annotation-added");
        }
    }

    @Test
    void writingWhereCommentsAreAllowedIsLookedAtByAPerson() {
        byte[] written = Attacks.incrementally(
                forAnnotations, annotated("FreeText", BLANK, "und weitere 5000 Euro", "BT ET 0 0 10 10 re f"));
        assertFinding(other.verify(written), "UNDECIDED", "verification.doubtful.annotation-added");
    }

    /** Evil annotation attack on certified documents. */
    @Test
    void anAllowedAnnotationThatHidesText() {
        for (String kind : List.of("Highlight", "Ink", "FreeText", "Stamp")) {
            byte[] hidden = Attacks.incrementally(forAnnotations, annotated(kind, OVER_THE_TEXT, "", WHITE));
            assertFinding(other.verify(hidden), "INVALID", "verification.change.content-covered");
        }
    }

    @Test
    void anAnnotationThatRunsSomething() {
        byte[] linked = Attacks.incrementally(forAnnotations, pdf -> {
            var all = annotated("Text", BLANK, "hier", "").make(pdf);
            COSDictionary action = new COSDictionary();
            action.setItem(COSName.S, COSName.URI);
            ((COSDictionary) all.get(2)).setItem(COSName.A, action);
            return all;
        });
        assertFinding(other.verify(linked), "INVALID", "verification.change.annotation-added");
    }

    /** Sneaky signature attack: the look of a new signature lies over what was signed. */
    @Test
    void aLaterSignatureWhoseLookHidesText() {
        for (byte[] before : List.of(signed, forForms, forAnnotations)) {
            byte[] sneaky = other.sign(before, "rodig", visibly(60, 675, 300, 45, "Die Stadt bewilligt 9 Euro."));
            assertFinding(other.verify(sneaky), "INVALID", "verification.change.content-covered");
        }
    }

    @Test
    void aLaterSignatureBesideARuledLineHidesNothing() {
        byte[] beside = other.sign(signed, "rodig", visibly(70, 300, 200, 50, "Lutz Rodig"));
        assertValid(other.verify(beside));
    }

    private static List<COSDictionary> lockedSignatureField(org.apache.pdfbox.pdmodel.PDDocument pdf, String locked) {
        COSDictionary lock = new COSDictionary();
        lock.setName(COSName.TYPE, "SigFieldLock");
        lock.setName("Action", "Include");
        COSArray names = new COSArray();
        names.add(new COSString(locked));
        lock.setItem(COSName.FIELDS, names);
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.FT, COSName.SIG);
        field.setItem(COSName.T, new COSString("Unterschrift"));
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        field.setItem(COSName.RECT, new PDRectangle(0, 0, 0, 0).getCOSArray());
        field.setItem(COSName.getPDFName("Lock"), lock);
        field.setItem(COSName.P, pdf.getPage(0));
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        form.getCOSArray(COSName.FIELDS).add(field);
        COSDictionary page = pdf.getPage(0).getCOSObject();
        page.getCOSArray(COSName.ANNOTS).add(field);
        return List.of(form, page, field);
    }

    private static void assertValid(Verdict verdict, String... notes) {
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        assertThat(verdict.examination().findings().stream()
                        .filter(Finding::isChange)
                        .map(finding -> finding.notice().code())
                        .distinct())
                .containsExactlyInAnyOrder(notes);
    }

    private static void assertFinding(Verdict verdict, String state, String code) {
        assertThat(verdict.examination().findings())
                .filteredOn(finding -> finding.notice().severity() != Severity.NOTE)
                .extracting(finding -> finding.notice().code())
                .contains(code);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo(state);
    }
}
