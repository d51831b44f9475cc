package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import federzug.notice.Texts;
import federzug.verification.file.SignedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found between the revisions of a file, without asking who signed them. */
class RevisionWalkTest {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName LABELS = COSName.getPDFName("PageLabels");
    /** The value of a signature is not read here: any DER object does. */
    private static final byte[] VALUE = {0x30, 3, 2, 1, 1};

    private static final COSName SIGNATURE = PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED;
    private static final COSName STAMP = COSName.getPDFName("ETSI.RFC3161");
    private static final String TEXT = "ERROR change.page-content 1";

    private static byte[] base;
    private static byte[] signed;

    @BeforeAll
    static void make() throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream pen = new PDPageContentStream(pdf, page)) {
                pen.beginText();
                pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                pen.newLineAtOffset(72, 700);
                pen.showText("Die Vertragsparteien vereinbaren das Folgende.");
                pen.endText();
            }
            COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
            catalog.setItem(LABELS, labels(0));
            COSDictionary root = new COSDictionary();
            root.setName(COSName.TYPE, "StructTreeRoot");
            root.setItem(COSName.K, new COSArray());
            catalog.setItem(COSName.STRUCT_TREE_ROOT, root);
            pdf.save(out);
            base = out.toByteArray();
        }
        signed = sign(base, SIGNATURE);
    }

    private static COSDictionary labels(int start) {
        COSArray numbers = new COSArray();
        numbers.add(COSInteger.get(start));
        numbers.add(new COSDictionary());
        COSDictionary labels = new COSDictionary();
        labels.setItem(COSName.NUMS, numbers);
        return labels;
    }

    private static byte[] sign(byte[] file, COSName kind, COSName... permissions) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(kind);
            signature.setSignDate(Calendar.getInstance());
            for (COSName permission : permissions) {
                COSDictionary all = new COSDictionary();
                all.setItem(permission, signature.getCOSObject());
                pdf.getDocumentCatalog().getCOSObject().setItem(COSName.PERMS, all);
                pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            }
            pdf.addSignature(signature, content -> VALUE);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /** Appends a revision in which the catalog is written again. */
    private static byte[] changed(byte[] file, Consumer<PDDocument> change) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.accept(pdf);
            pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static byte[] catalog(byte[] file, Consumer<COSDictionary> change) throws IOException {
        return changed(file, pdf -> change.accept(pdf.getDocumentCatalog().getCOSObject()));
    }

    private static RevisionWalk walk(byte[] file, byte @Nullable [] prepared, boolean foreign) throws IOException {
        RevisionWalk walk = new RevisionWalk(
                SignedFile.open(file), prepared == null ? null : Digest.of(prepared), foreign, Texts.german());
        walk.compare();
        return walk;
    }

    private static List<String> found(RevisionWalk walk) {
        return walk.changes(field -> "von " + field, piece -> true).stream()
                .map(notice -> notice.severity() + " " + notice.code().replace("verification.", "")
                        + notice.arguments().stream()
                                .skip(1)
                                .map(one -> " " + one)
                                .reduce("", String::concat))
                .toList();
    }

    private static List<String> own(byte[] file) throws IOException {
        return found(walk(file, null, false));
    }

    private static List<String> foreign(byte[] file) throws IOException {
        return found(walk(file, null, true));
    }

    private static COSStream stream(PDDocument pdf, String content) {
        COSStream stream = pdf.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return stream;
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static int root(String text) {
        return Integer.parseInt(last(text, "/Root (\\d+) 0 R"));
    }

    private static String last(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .reduce("", (one, other) -> other);
    }

    /** Appends a revision with these objects, by hand: a library writes only what something leads to. */
    private static byte[] raw(byte[] file, Map<Integer, String> objects) {
        StringBuilder update = new StringBuilder("\n");
        StringBuilder table = new StringBuilder("xref\n");
        new TreeMap<>(objects).forEach((number, body) -> {
            table.append("%d 1\n%010d 00000 n \n".formatted(number, file.length + update.length()));
            update.append("%d 0 obj\n%s\nendobj\n".formatted(number, body));
        });
        int start = file.length + update.length();
        return with(
                file,
                update.append(table)
                        .append("trailer\n<</Size %d/Root %d 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
                                .formatted(
                                        Collections.max(objects.keySet()) + 1,
                                        root(text(file)),
                                        last(text(file), "startxref\\s+(\\d+)"),
                                        start))
                        .toString());
    }

    private static byte[] with(byte[] file, String rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(file);
        out.writeBytes(rest.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    private static byte[] withText(byte[] file) throws IOException {
        return changed(file, pdf -> {
            COSDictionary page = pdf.getPage(0).getCOSObject();
            page.setItem(COSName.CONTENTS, stream(pdf, "0 0 50 50 re f"));
            page.setNeedToBeUpdated(true);
        });
    }

    private static byte[] withPage(byte[] file) throws IOException {
        return changed(file, pdf -> pdf.addPage(new PDPage()));
    }

    private static byte[] withEvidence(byte[] file, String... pieces) throws IOException {
        return changed(file, pdf -> {
            COSArray all = new COSArray();
            for (String piece : pieces) {
                all.add(stream(pdf, piece));
            }
            COSDictionary store = new COSDictionary();
            store.setItem("Certs", all);
            pdf.getDocumentCatalog().getCOSObject().setItem(DSS, store);
        });
    }

    @Test
    void signaturesAndWhatTheyBringAreNoChange() throws IOException {
        byte[] twice = sign(signed, SIGNATURE);
        byte[] stamped = sign(withEvidence(twice, "x"), STAMP);
        for (byte[] file : List.of(signed, twice, stamped)) {
            assertThat(own(file)).isEmpty();
            assertThat(foreign(file)).isEmpty();
            assertThat(found(walk(file, base, false))).isEmpty();
            assertThat(found(walk(file, base, true))).isEmpty();
        }
    }

    @Test
    void withoutASignatureThereIsNothingToCompare() throws IOException {
        assertThat(own(withText(base))).isEmpty();
        assertThat(found(walk(withText(signed), new byte[] {1}, true))).containsExactly(TEXT);
    }

    @Test
    void namesWhatWasChangedBetweenTheAgreedTextAndTheSignature() throws IOException {
        byte[] altered = sign(withText(base), SIGNATURE);
        assertThat(own(altered)).isEmpty();
        assertThat(found(walk(altered, base, false))).containsExactly(TEXT);
        assertThat(walk(altered, base, false).touched(field -> field))
                .containsExactly(new RevisionWalk.Touched(
                        base.length, altered.length, "Vor der ersten Unterschrift", Set.of(1)));
    }

    @Test
    void namesWhatWasChangedAfterASignatureAndUnderWhichSignature() throws IOException {
        byte[] altered = withText(signed);
        assertThat(own(altered)).containsExactly("ERROR change.uncovered " + (altered.length - signed.length), TEXT);
        assertThat(foreign(altered)).containsExactly(TEXT);
        byte[] covered = sign(altered, SIGNATURE);
        assertThat(own(covered)).containsExactly(TEXT);
        assertThat(walk(covered, null, false).touched(field -> "von " + field))
                .containsExactly(new RevisionWalk.Touched(
                        signed.length, covered.length, "Nach der Unterschrift von von Signature1", Set.of(1)));
        assertThat(walk(sign(signed, SIGNATURE), null, false).touched(field -> field))
                .isEmpty();
    }

    @Test
    void namesPagesAndStructure() throws IOException {
        assertThat(foreign(withPage(signed))).containsExactly("ERROR change.pages 1 2");
        assertThat(foreign(changed(signed, pdf -> pdf.removePage(0)))).contains("ERROR change.pages 1 0");
        assertThat(foreign(catalog(signed, one -> one.setItem(COSName.STRUCT_TREE_ROOT, new COSDictionary()))))
                .containsExactly("ERROR change.structure");
        assertThat(foreign(catalog(signed, one -> one.removeItem(COSName.STRUCT_TREE_ROOT))))
                .containsExactly("ERROR change.structure");
    }

    @Test
    void namesEntriesOfTheFormAndATreeOfPagesThatContradictsItself() throws IOException {
        assertThat(foreign(catalog(
                        signed, one -> one.getCOSDictionary(COSName.ACRO_FORM).setString("XFA", "<form/>"))))
                .containsExactly("ERROR change.form XFA");
        byte[] counted = changed(signed, pdf -> {
            COSDictionary pages = pdf.getPages().getCOSObject();
            pages.setInt(COSName.COUNT, 7);
            pages.setNeedToBeUpdated(true);
        });
        assertThat(foreign(counted)).contains("WARNING doubtful.page-tree");
        RevisionWalk walk = walk(counted, null, true);
        assertThat(walk.isJudged("/Catalog /Pages 2 0 R /Count")).isFalse();
    }

    /** A careful program exposes its field to screen readers (ISO 14289-1, 7.18.4). */
    @Test
    void aStructureThatGrowsByAnElementOfTheNewFieldIsNoChange() throws IOException {
        byte[] grown;
        try (PDDocument pdf = Loader.loadPDF(signed);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(SIGNATURE);
            pdf.addSignature(signature, content -> VALUE);
            COSDictionary widget =
                    pdf.getSignatureFields().get(1).getWidgets().get(0).getCOSObject();
            COSDictionary root = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
            COSDictionary reference = new COSDictionary();
            reference.setName(COSName.TYPE, "OBJR");
            reference.setItem("Obj", widget);
            COSDictionary element = new COSDictionary();
            element.setName(COSName.S, "Form");
            element.setItem(COSName.P, root);
            element.setItem(COSName.K, reference);
            root.getCOSArray(COSName.K).add(element);
            root.setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            grown = out.toByteArray();
        }
        assertThat(foreign(grown)).isEmpty();
        RevisionWalk walk = walk(grown, null, true);
        assertThat(walk.isJudged("/Catalog /StructTreeRoot 4 0 R /K")).isTrue();
        assertThat(walk.isJudged("/Catalog 900 0 R /ParentTree 901 0 R")).isTrue();
        assertThat(walk.isJudged("/Catalog 900 0 R /Pg 4 0 R /Nothing"))
                .as("the root")
                .isTrue();
        assertThat(walk.isJudged("/Catalog 900 0 R /Nothing 901 0 R")).isFalse();
        assertThat(walk(signed, null, true).isJudged("/Catalog /StructTreeRoot 4 0 R /K"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenAction", "PageLabels", "Perms", "Names", "AA", "OCProperties"})
    void namesEntriesOfTheCatalog(String key) throws IOException {
        byte[] altered = catalog(signed, one -> one.setItem(key, new COSDictionary()));
        assertThat(own(altered)).contains("ERROR change.catalog " + key);
        assertThat(foreign(altered)).containsExactly("ERROR change.catalog " + key);
    }

    @Test
    void aColourProfileThatComesLaterIsForAPerson() throws IOException {
        byte[] altered = catalog(signed, one -> one.setItem(COSName.OUTPUT_INTENTS, new COSDictionary()));
        assertThat(own(altered)).contains("ERROR change.catalog OutputIntents");
        assertThat(foreign(altered)).containsExactly("WARNING doubtful.colours");
        byte[] withProfile = sign(catalog(base, one -> one.setItem(COSName.OUTPUT_INTENTS, new COSArray())), SIGNATURE);
        assertThat(foreign(catalog(withProfile, one -> one.setItem(COSName.OUTPUT_INTENTS, new COSDictionary()))))
                .containsExactly("ERROR change.catalog OutputIntents");
    }

    /** /Perms may come with the signature that certifies, and with no other (ISO 32000-1, 12.8.4). */
    @Test
    void permissionsComeOnlyWithTheSignatureThatCertifies() throws IOException {
        assertThat(foreign(sign(signed, SIGNATURE, COSName.DOCMDP))).isEmpty();
        assertThat(foreign(sign(signed, SIGNATURE, COSName.getPDFName("UR3"))))
                .containsExactly("ERROR change.catalog Perms");
        byte[] later = catalog(signed, one -> {
            COSDictionary first = one.getCOSDictionary(COSName.ACRO_FORM)
                                    .getCOSArray(COSName.FIELDS)
                                    .getObject(0)
                            instanceof COSDictionary field
                    ? field.getCOSDictionary(COSName.V)
                    : null;
            COSDictionary permissions = new COSDictionary();
            permissions.setItem(COSName.DOCMDP, first);
            one.setItem(COSName.PERMS, permissions);
        });
        assertThat(foreign(later)).containsExactly("ERROR change.catalog Perms");
        // With a new signature, but of an old one.
        try (PDDocument pdf = Loader.loadPDF(signed);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            COSDictionary permissions = new COSDictionary();
            permissions.setItem(
                    COSName.DOCMDP, pdf.getSignatureDictionaries().get(0).getCOSObject());
            COSDictionary one = pdf.getDocumentCatalog().getCOSObject();
            one.setItem(COSName.PERMS, permissions);
            one.setNeedToBeUpdated(true);
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(SIGNATURE);
            pdf.addSignature(signature, content -> VALUE);
            pdf.saveIncremental(out);
            assertThat(foreign(out.toByteArray())).containsExactly("ERROR change.catalog Perms");
        }
        byte[] certified = sign(signed, SIGNATURE, COSName.DOCMDP);
        assertThat(foreign(catalog(certified, one -> one.removeItem(COSName.PERMS))))
                .containsExactly("ERROR change.catalog Perms");
        assertThat(foreign(sign(certified, SIGNATURE))).isEmpty();
    }

    @Test
    void extensionsMayComeAndMayNotGo() throws IOException {
        Consumer<COSDictionary> extended = one -> {
            COSDictionary level = new COSDictionary();
            level.setName("BaseVersion", "1.7");
            level.setInt("ExtensionLevel", 5);
            COSDictionary all = new COSDictionary();
            all.setItem("ESIC", level);
            one.setItem("Extensions", all);
        };
        assertThat(foreign(catalog(signed, extended))).isEmpty();
        byte[] before = sign(catalog(base, extended), SIGNATURE);
        assertThat(foreign(catalog(before, one -> one.removeItem(COSName.getPDFName("Extensions")))))
                .containsExactly("ERROR change.catalog Extensions", "NOTE allowed.update-without-effect");
    }

    @Test
    void anUpdateThatChangesNothingIsNoted() throws IOException {
        byte[] again = catalog(signed, one -> {});
        assertThat(foreign(again)).containsExactly("NOTE allowed.update-without-effect");
        assertThat(own(again))
                .containsExactly(
                        "ERROR change.uncovered " + (again.length - signed.length),
                        "NOTE allowed.update-without-effect");
        assertThat(foreign(sign(again, SIGNATURE))).containsExactly("NOTE allowed.update-without-effect");
    }

    @Test
    void anObjectToWhichNothingLeadsIsForAPersonUnlessALaterSignatureCoversIt() throws IOException {
        byte[] hidden = changed(signed, pdf -> {
            COSDictionary piece = new COSDictionary();
            piece.setItem("X", stream(pdf, "x"));
            pdf.getPage(0).getCOSObject().setItem("PieceInfo", piece);
            pdf.getPage(0).getCOSObject().setNeedToBeUpdated(true);
        });
        assertThat(foreign(hidden)).containsExactly("ERROR change.page-attribute 1 PieceInfo");
        assertThat(foreign(sign(hidden, SIGNATURE))).containsExactly("ERROR change.page-attribute 1 PieceInfo");

        byte[] alone = raw(signed, Map.of(900, "<</X 1>>"));
        assertThat(foreign(alone)).containsExactly("WARNING doubtful.update-unreachable 900");
        assertThat(foreign(sign(alone, SIGNATURE))).containsExactly("WARNING doubtful.update-unreachable 900");

        int labels = Integer.parseInt(last(text(signed), "/PageLabels (\\d+) 0 R"));
        String cut = "<</Kids[<</Limits[0 0]/Nums[0<<>>]>>]>>";
        byte[] arranged = raw(signed, Map.of(labels, cut, 900, "<</X 1>>"));
        assertThat(foreign(arranged)).containsExactly("WARNING doubtful.update-unreachable 900");
        assertThat(foreign(sign(arranged, SIGNATURE))).containsExactly("NOTE allowed.update-without-effect");
        assertThat(foreign(raw(arranged, Map.of(901, "<</X 1>>"))))
                .containsExactly("WARNING doubtful.update-unreachable 900", "WARNING doubtful.update-unreachable 901");
    }

    @Test
    void bytesThatAreNoRevisionAreUncovered() throws IOException {
        byte[] more = with(signed, "rest");
        for (boolean foreign : new boolean[] {false, true}) {
            assertThat(found(walk(more, null, foreign)))
                    .containsExactly("ERROR change.uncovered 4", "WARNING doubtful.update-bytes " + signed.length);
        }
        assertThat(own(with(signed, "\n"))).containsExactly("ERROR change.uncovered 1");
        assertThat(foreign(with(signed, "\n"))).isEmpty();
    }

    @Test
    void evidenceMayComeAndWhatIsNeededMayNotGo() throws IOException {
        byte[] stamped = sign(withEvidence(signed, "x", "y"), STAMP);
        assertThat(own(withEvidence(signed, "x"))).isEmpty();
        assertThat(foreign(withEvidence(signed, "x"))).isEmpty();
        byte[] emptied = catalog(stamped, one -> one.removeItem(DSS));
        assertThat(own(emptied)).containsExactly("ERROR change.evidence-removed");
        assertThat(foreign(emptied)).containsExactly("WARNING doubtful.evidence-removed");
        RevisionWalk walk = walk(emptied, null, true);
        assertThat(walk.changes(field -> field, piece -> false)).isEmpty();
        assertThat(walk.isEvidenceRewritten(piece -> false)).isTrue();
        assertThat(walk.isEvidenceRewritten(piece -> true)).isFalse();
        assertThat(walk(stamped, null, true).isEvidenceRewritten(piece -> false))
                .isFalse();
    }

    /** What only a time stamp had covered contradicts nobody's signature. */
    @Test
    void changesBetweenATimeStampAndTheFirstSignatureAreForAPerson() throws IOException {
        byte[] stamped = sign(base, STAMP);
        byte[] later = sign(withPage(stamped), SIGNATURE);
        assertThat(foreign(later)).containsExactly("WARNING change.pages 1 2", "NOTE timestamp.before-signatures");
        assertThat(own(later)).containsExactly("ERROR change.pages 1 2");
        assertThat(found(walk(later, stamped, true))).containsExactly("ERROR change.pages 1 2");
        String unsound = text(later);
        int range = unsound.lastIndexOf("/ByteRange [0 ");
        byte[] uncovered = later.clone();
        uncovered[range + "/ByteRange [".length()] = '1';
        assertThat(foreign(uncovered)).contains("ERROR change.pages 1 2");
        assertThat(foreign(sign(stamped, SIGNATURE))).isEmpty();
        assertThat(foreign(withPage(stamped))).containsExactly("ERROR change.pages 1 2");
        assertThat(foreign(sign(withPage(sign(signed, STAMP)), SIGNATURE))).containsExactly("ERROR change.pages 1 2");
    }

    @Test
    void knowsWhatWasJudgedHereOfWhatAValidatorReports() throws IOException {
        RevisionWalk walk = walk(withText(signed), null, true);
        assertThat(walk.isJudged("/Catalog /AcroForm 7 0 R /DR")).isTrue();
        assertThat(walk.isJudged("/Catalog /Something")).isFalse();
        assertThat(walk.isJudged("/Catalog /PageLabels")).isFalse();
        String page;
        try (PDDocument pdf = Loader.loadPDF(signed)) {
            page = pdf.getPage(0).getCOSObject().getKey().getNumber() + " 0";
        }
        assertThat(walk.isJudged("/Catalog /Pages 1 0 R /Kids " + page + " R /Rotate"))
                .isTrue();
        assertThat(walk.isJudged(page + " R /Contents 90 0 R")).isTrue();
        assertThat(walk.isJudged("/Catalog 900 0 R /Rotate")).isFalse();
        assertThat(walk.isJudged(page + " R /Annots 90 0 R /Rect")).isFalse();
        assertThat(walk.isJudged("/Catalog /StructTreeRoot 5 0 R")).isFalse();
    }

    @Test
    void anotherShapeOfTheSameTreeIsNoChangeToAForeignDocument() throws IOException {
        byte[] arranged = catalog(signed, one -> {
            COSArray limits = new COSArray();
            limits.add(COSInteger.ZERO);
            limits.add(COSInteger.ZERO);
            COSDictionary leaf = labels(0);
            leaf.setItem(COSName.getPDFName("Limits"), limits);
            COSArray kids = new COSArray();
            kids.add(leaf);
            COSDictionary tree = new COSDictionary();
            tree.setItem(COSName.KIDS, kids);
            one.setItem(LABELS, tree);
        });
        assertThat(foreign(arranged)).containsExactly("NOTE allowed.update-without-effect");
        assertThat(own(arranged)).contains("ERROR change.catalog PageLabels");
        RevisionWalk walk = walk(arranged, null, true);
        assertThat(walk.isJudged("/Catalog /PageLabels 900 0 R /Nums")).isTrue();
        assertThat(walk.isJudged("/Catalog /Names 5 0 R")).isFalse();
        String page;
        try (PDDocument pdf = Loader.loadPDF(arranged)) {
            page = pdf.getPage(0).getCOSObject().getKey().getNumber() + " 0 R";
        }
        assertThat(walk.isJudged("/Catalog /PageLabels 900 0 R " + page)).isTrue();
        assertThat(walk.isJudged("/Catalog /PageLabels 900 0 R " + page + " /Annots 9 0 R /Rect"))
                .isFalse();
    }
}
