package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.verification.field.OwnRevision;
import federzug.verification.file.SignedFile;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Something new lies on a page: over words, or beside them. */
class HiddenContentTest {
    private static final PDRectangle SMALL = new PDRectangle(10, 20, 300, 200);
    private static final String WHITE = "1 g 0 0 200 30 re f";
    private static final String FRAME = "0 G 1 w 1 1 198 28 re S";

    private final BitSet none = new BitSet();
    private final BitSet first = BitSet.valueOf(new long[] {1});

    @Test
    void aBoxOverWordsHidesThemAndAFrameOrABoxBesideThemDoesNot() throws IOException {
        byte[] page = page(SMALL, 0f, words -> {});
        assertThat(hides(page, annotation(page, WHITE, 40, 90))).isTrue();
        assertThat(hides(page, annotation(page, "0 g 0 0 200 30 re f", 40, 90))).isTrue();
        assertThat(hides(page, annotation(page, FRAME, 40, 90))).isFalse();
        assertThat(hides(page, annotation(page, WHITE, 40, 150))).isFalse();
    }

    @Test
    void aTallPageIsLookedAtDownToItsEnd() throws IOException {
        byte[] page = page(new PDRectangle(0, 0, 300, 800), 0f, words -> {});
        assertThat(hides(page, annotation(page, WHITE, 40, 90))).isTrue();
    }

    @Test
    void ofSeveralAnnotationsEachIsLookedAt() throws IOException {
        byte[] page = page(SMALL, 0f, words -> {});
        byte[] two = changed(
                annotation(page, WHITE, 40, 90),
                one -> one.getCOSArray(COSName.ANNOTS).add(stamp(FRAME, 40, 150)));
        BitSet both = new BitSet();
        both.set(0, 2);
        assertThat(hides(page, two, none, both)).isTrue();
        assertThat(hides(page, two, none, BitSet.valueOf(new long[] {2}))).isFalse();
    }

    /** Nobody knows where it will lie: a program draws it. */
    @Test
    void anAnnotationWithoutALookIsLookedForOnTheWholePage() throws IOException {
        byte[] page = page(SMALL, 0f, words -> {});
        byte[] square = changed(annotation(page, WHITE, 40, 90), one -> {
            COSDictionary box = (COSDictionary) one.getCOSArray(COSName.ANNOTS).getObject(0);
            COSArray white = new COSArray();
            for (int i = 0; i < 3; i++) {
                white.add(COSInteger.ONE);
            }
            box.removeItem(COSName.AP);
            box.setName(COSName.SUBTYPE, "Square");
            box.setItem(COSName.C, white);
            box.setItem("IC", white);
            box.setNeedToBeUpdated(true);
        });
        assertThat(hides(page, square)).isTrue();
        assertThat(hides(
                        page,
                        changed(square, one -> one.getCOSArray(COSName.ANNOTS).set(0, COSName.A))))
                .isFalse();
    }

    @Test
    void withoutAnythingNewNothingIsHidden() throws IOException {
        byte[] page = page(SMALL, 0f, words -> {});
        byte[] later = annotation(page, WHITE, 40, 90);
        assertThat(hides(page, later, none, none)).isFalse();
    }

    /** Over pale words a person has to look. */
    @Test
    void whatHidesPaleWordsIsForAPerson() throws IOException {
        byte[] page = page(SMALL, 0.55f, words -> {});
        assertThat(hides(page, annotation(page, WHITE, 40, 90))).isNull();
        assertThat(hides(page, annotation(page, WHITE, 40, 150))).isFalse();
    }

    @Test
    void aPageThatIsTurnedIsLookedAtWhole() throws IOException {
        byte[] page = page(SMALL, 0f, one -> one.setInt(COSName.ROTATE, 90));
        assertThat(hides(page, annotation(page, WHITE, 40, 90))).isTrue();
        assertThat(hides(page, annotation(page, WHITE, 40, 150))).isFalse();
    }

    @Test
    void aLargePageIsLookedAtInASmallerPicture() throws IOException {
        byte[] page = page(new PDRectangle(0, 0, 2_000, 900), 0f, one -> one.setInt(COSName.ROTATE, 180));
        assertThat(hides(page, annotation(page, WHITE, 40, 90))).isTrue();
        assertThat(hides(page, annotation(page, WHITE, 40, 150))).isFalse();
    }

    @Test
    void aPageOfAnotherSizeOrTurnedIsNotWhatWasSigned() throws IOException {
        byte[] page = page(SMALL, 0f, one -> {});
        byte[] box = annotation(page, WHITE, 40, 90);
        byte[] other = annotation(page, WHITE, 40, 150);
        assertThat(hides(page, changed(box, one -> one.setInt(COSName.ROTATE, 180))))
                .isTrue();
        for (PDRectangle size : new PDRectangle[] {
            new PDRectangle(11, 20, 300, 200),
            new PDRectangle(10, 21, 300, 200),
            new PDRectangle(10, 20, 290, 200),
            new PDRectangle(10, 20, 300, 190)
        }) {
            assertThat(hides(page, changed(box, one -> one.setItem(COSName.MEDIA_BOX, size.getCOSArray()))))
                    .as(size.toString())
                    .isTrue();
        }
        assertThat(hides(page, changed(other, one -> one.setInt(COSName.ROTATE, 180))))
                .isFalse();
    }

    @Test
    void whatWasThereAndIsBeingFilledInHidesNothingOfItsOwn() throws IOException {
        byte[] blank = page(SMALL, 1f, one -> {});
        byte[] field = annotation(blank, "0 g 20 10 100 8 re f 20 22 80 4 re f", 40, 90);
        byte[] later = changed(field, one -> {
            COSDictionary box = (COSDictionary) one.getCOSArray(COSName.ANNOTS).getObject(0);
            box.getCOSDictionary(COSName.AP).setItem(COSName.N, look(WHITE));
            box.setNeedToBeUpdated(true);
        });
        assertThat(hides(field, later, first, first)).isFalse();
    }

    @Test
    void whatCannotBeDrawnIsForAPerson() throws IOException {
        byte[] page = page(SMALL, 0f, one -> {});
        byte[] later = annotation(page, WHITE, 40, 90);
        try (SignedFile file = SignedFile.open(later);
                OwnRevision before = new OwnRevision(file, 20);
                OwnRevision after = new OwnRevision(file, later.length)) {
            assertThat(new HiddenContent(before, after).hides(0, none, first)).isNull();
            assertThat(new HiddenContent(after, after).hides(7, none, first)).isNull();
        }
    }

    @Test
    void aSpotIsWhereTheAnnotationLiesWithAMargin() {
        COSDictionary annotation = new COSDictionary();
        annotation.setItem(COSName.RECT, new PDRectangle(20, 30, 10, 5).getCOSArray());
        assertThat(HiddenContent.pixels(annotation, new PDRectangle(10, 20, 100, 50), 2))
                .isEqualTo(new Rectangle(18, 68, 25, 15));
    }

    private @Nullable Boolean hides(byte[] page, byte[] later) throws IOException {
        return hides(page, later, none, first);
    }

    private static @Nullable Boolean hides(byte[] page, byte[] later, BitSet own, BitSet added) throws IOException {
        try (SignedFile file = SignedFile.open(later);
                OwnRevision before = new OwnRevision(file, page.length);
                OwnRevision after = new OwnRevision(file, later.length)) {
            return new HiddenContent(before, after).hides(0, own, added);
        }
    }

    /** One line of words at (50, 100). */
    private static byte[] page(PDRectangle size, float grey, Consumer<COSDictionary> change) throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(size);
            pdf.addPage(page);
            try (PDPageContentStream pen = new PDPageContentStream(pdf, page)) {
                pen.setNonStrokingColor(grey);
                pen.beginText();
                pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 14);
                pen.newLineAtOffset(50, 100);
                pen.showText("Der Preis ist 100 Euro");
                pen.endText();
            }
            change.accept(page.getCOSObject());
            pdf.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] changed(byte[] file, Consumer<COSDictionary> change) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            COSDictionary page = pdf.getPage(0).getCOSObject();
            change.accept(page);
            page.setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /** A stamp of 200 × 30 points. */
    private static byte[] annotation(byte[] file, String content, float x, float y) throws IOException {
        return changed(file, page -> {
            COSArray all = new COSArray();
            all.add(stamp(content, x, y));
            page.setItem(COSName.ANNOTS, all);
        });
    }

    private static COSDictionary stamp(String content, float x, float y) {
        COSDictionary annotation = new COSDictionary();
        annotation.setItem(COSName.TYPE, COSName.ANNOT);
        annotation.setName(COSName.SUBTYPE, "Stamp");
        annotation.setInt(COSName.F, 4);
        annotation.setItem(COSName.RECT, new PDRectangle(x, y, 200, 30).getCOSArray());
        COSDictionary looks = new COSDictionary();
        looks.setItem(COSName.N, look(content));
        annotation.setItem(COSName.AP, looks);
        return annotation;
    }

    private static COSStream look(String content) {
        COSStream look = new COSStream();
        look.setItem(COSName.TYPE, COSName.XOBJECT);
        look.setItem(COSName.SUBTYPE, COSName.FORM);
        COSArray box = new COSArray();
        box.add(COSInteger.ZERO);
        box.add(COSInteger.ZERO);
        box.add(new COSFloat(200));
        box.add(new COSFloat(30));
        look.setItem(COSName.BBOX, box);
        try (OutputStream out = look.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return look;
    }
}
