package federzug.verification;

import static federzug.verification.ForeignSpecimen.annotated;
import static federzug.verification.ForeignSpecimen.filled;
import static federzug.verification.ForeignSpecimen.plainly;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import federzug.testkit.SigningSpecimen;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases at the edge: what looks like an attack and is none, and what looks harmless and is one. */
class JudgedRightlyIT {
    private static final PDRectangle BLANK = new PDRectangle(350, 300, 150, 60);
    private static ForeignSpecimen other;
    private static byte[] signed;
    private static byte[] tagged;

    @BeforeAll
    static void sign() {
        other = new ForeignSpecimen(new SignedSpecimen());
        signed = other.sign(ForeignSpecimen.form(), "raphael", plainly());
        ForeignSpecimen.Order order = plainly();
        order.field = SigningSpecimen.fields("raphael").get(0).name();
        tagged = other.sign(SigningSpecimen.pdf("raphael"), "raphael", order);
    }

    /** The stock validator stops looking at pages beyond the tenth. */
    @Test
    void moreThanTenPagesAreNeitherAnAlarmNorABlindSpot() {
        byte[] first = other.sign(ForeignSpecimen.form(14), "raphael", plainly());
        byte[] second = other.sign(first, "rodig", ForeignSpecimen.visibly(350, 300, 150, 60, "Lutz Rodig"));
        assertValid(Attacks.incrementally(second, filled(Map.of("Name", "Erika Muster"))));
        byte[] changed = Attacks.incrementally(second, pdf -> {
            COSStream content = (COSStream)
                    ObjectPairs.resolve(pdf.getPage(12).getCOSObject().getItem(COSName.CONTENTS));
            try (var out = content.createOutputStream()) {
                out.write("BT ET".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            return List.of(content);
        });
        Verdict verdict = assertInvalid(changed, "verification.change.page-content");
        assertThat(verdict.examination().pages()).singleElement().satisfies(page -> {
            assertThat(page.page()).isEqualTo(13);
            assertThat(page.png()).isNotEmpty();
            assertThat(String.join(" ", page.gone())).contains("1000 Euro");
        });
    }

    /** Cryptographically right to the last bit: only the bytes at the end of the revision are left out. */
    @Test
    void aRangeThatStopsBeforeTheEndOfItsRevision() throws Exception {
        byte[] shortened =
                ShortRange.signed(signed, other.room.trust.exampleKeystores().get("raphael"), 40);
        Verdict verdict = assertInvalid(shortened, "verification.signature.byte-range");
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .doesNotContain("verification.subindication.hash-failure");
        byte[] whole =
                ShortRange.signed(signed, other.room.trust.exampleKeystores().get("raphael"), 0);
        assertThat(other.verify(whole).examination().findings())
                .extracting(finding -> finding.notice().code())
                .doesNotContain("verification.signature.byte-range", "verification.subindication.hash-failure");
    }

    @Test
    void aNewTextFieldUnderAnApprovalSignature() {
        assertInvalid(Attacks.incrementally(signed, Attacks::addHiddenField), "verification.change.field-added");
    }

    /** Drawing an annotation without a look gives it one: that must not count as a change of the file. */
    @Test
    void aCommentWithoutALookAndALaterSignature() {
        byte[] certified = other.sign(
                ForeignSpecimen.form(),
                "raphael",
                ForeignSpecimen.certifying(CertificationPermission.CHANGES_PERMITTED));
        byte[] commented = Attacks.incrementally(certified, annotated("Ink", BLANK, "bitte prüfen", ""));
        assertValid(other.sign(commented, "rodig", plainly()));
    }

    @Test
    void anEntryWhoseLookDoesNotNameItsTypeAndALaterSignature() {
        byte[] entered = Attacks.incrementally(signed, pdf -> {
            List<COSBase> changed =
                    new ArrayList<>(filled(Map.of("Name", "Erika Muster")).make(pdf));
            changed.stream()
                    .filter(COSStream.class::isInstance)
                    .forEach(look -> ((COSStream) look).removeItem(COSName.TYPE));
            return changed;
        });
        assertValid(other.sign(entered, "rodig", plainly()));
    }

    /** PDF/UA asks for it: whoever adds a field to a tagged document tells a screen reader of it. */
    @Test
    void aNewSignatureFieldWithAStructureElementOfItsOwn() {
        byte[] prepared = Attacks.incrementally(tagged, pdf -> fieldWithElement(pdf, element -> {}));
        assertValid(prepared);
        ForeignSpecimen.Order order = plainly();
        order.field = "Weitere";
        assertValid(other.sign(prepared, "rodig", order));
    }

    @Test
    void aStructureElementOfANewFieldThatReplacesTheText() {
        List<Consumer<COSDictionary>> attacks = List.of(
                element -> element.setItem(COSName.ACTUAL_TEXT, new COSString("Die Stadt zahlt alles.")),
                element -> element.setItem(COSName.ALT, new COSString("Die Stadt zahlt alles.")),
                element -> element.setItem(COSName.T, new COSString("Paragraf 7")),
                element -> element.setItem(COSName.E, new COSString("Die Stadt zahlt alles.")),
                element -> element.setName(COSName.S, "P"),
                element -> element.getCOSDictionary(COSName.P).setItem(COSName.ALT, new COSString("anders")),
                element -> element.setItem(COSName.K, COSInteger.ZERO));
        for (Consumer<COSDictionary> attack : attacks) {
            assertInvalid(
                    Attacks.incrementally(tagged, pdf -> fieldWithElement(pdf, attack)),
                    "verification.change.structure");
        }
    }

    private static List<COSBase> fieldWithElement(PDDocument pdf, Consumer<COSDictionary> attack) {
        COSDictionary page = pdf.getPage(0).getCOSObject();
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        COSDictionary root = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        COSBase top = ObjectPairs.resolve(root.getItem(COSName.K));
        COSDictionary parent =
                (COSDictionary) (top instanceof COSArray array ? ObjectPairs.resolve(array.get(0)) : top);
        COSDictionary field = new COSDictionary();
        COSDictionary reference = new COSDictionary();
        COSDictionary element = new COSDictionary();
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        field.setItem(COSName.FT, COSName.SIG);
        field.setItem(COSName.T, new COSString("Weitere"));
        field.setItem(COSName.RECT, BLANK.getCOSArray());
        field.setInt(COSName.F, 4);
        field.setInt(COSName.STRUCT_PARENT, 4711);
        reference.setName(COSName.TYPE, "OBJR");
        reference.setItem(COSName.getPDFName("Obj"), field);
        element.setName(COSName.TYPE, "StructElem");
        element.setName(COSName.S, "Form");
        element.setItem(COSName.P, parent);
        element.setItem(COSName.PG, page);
        element.setItem(COSName.K, reference);
        COSArray kids = new COSArray();
        if (ObjectPairs.resolve(parent.getItem(COSName.K)) instanceof COSArray old) {
            old.forEach(kids::add);
        } else {
            kids.add(parent.getItem(COSName.K));
        }
        kids.add(element);
        parent.setItem(COSName.K, kids);
        COSDictionary parents = root.getCOSDictionary(COSName.PARENT_TREE);
        List<COSBase> changed = new ArrayList<>(List.of(field, element, parent, parents, page, form, root));
        COSDictionary leaf = parents;
        while (leaf.getCOSArray(COSName.KIDS) != null) {
            COSArray leaves = leaf.getCOSArray(COSName.KIDS);
            leaf = (COSDictionary) ObjectPairs.resolve(leaves.get(leaves.size() - 1));
            leaf.removeItem(COSName.LIMITS);
            changed.add(leaf);
        }
        leaf.getCOSArray(COSName.NUMS).add(COSInteger.get(4711));
        leaf.getCOSArray(COSName.NUMS).add(element);
        changed.add(leaf.getCOSArray(COSName.NUMS));
        form.getCOSArray(COSName.FIELDS).add(field);
        page.getCOSArray(COSName.ANNOTS).add(field);
        changed.add(form.getCOSArray(COSName.FIELDS));
        changed.add(page.getCOSArray(COSName.ANNOTS));
        attack.accept(element);
        return changed;
    }

    private static void assertValid(byte[] file) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
    }

    private static Verdict assertInvalid(byte[] file, String code) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("INVALID");
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains(code);
        return verdict;
    }
}
