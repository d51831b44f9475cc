package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/** What the information dictionary says beside texts: nobody has to write such entries, but they may not change. */
class MetadataComparisonTest {
    @Test
    void sameListsNamesAndNumbersAreNoChange() throws IOException {
        assertThat(changes(MetadataComparisonTest::said, MetadataComparisonTest::said))
                .isEmpty();
    }

    @Test
    void aChangedListNameOrNumberIsNamed() throws IOException {
        assertThat(changes(MetadataComparisonTest::said, information -> {
                    said(information);
                    information.setItem("Beteiligte", list(1, 3));
                }))
                .containsExactly("verification.change.information Beteiligte");
        assertThat(changes(MetadataComparisonTest::said, information -> {
                    said(information);
                    information.setItem("Fassung", COSInteger.get(8));
                    information.setName(COSName.TRAPPED, "True");
                    information.removeItem(COSName.getPDFName("Beteiligte"));
                }))
                .containsExactly(
                        "verification.change.information Beteiligte",
                        "verification.change.information Fassung",
                        "verification.change.information Trapped");
    }

    @Test
    void aTextThatBecomesAListIsNamed() throws IOException {
        assertThat(changes(
                        information -> information.setString("Anlass", "1 2"),
                        information -> information.setItem("Anlass", list(1, 2))))
                .containsExactly("verification.change.information Anlass");
    }

    @Test
    void metadataThatAreNoStreamAreAChange() throws IOException {
        try (PDDocument before = new PDDocument();
                PDDocument after = new PDDocument()) {
            after.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, new COSDictionary());
            assertThat(changes(before, after)).anyMatch(change -> change.startsWith("verification.change.metadata"));
        }
    }

    private static void said(COSDictionary information) {
        information.setItem("Beteiligte", list(1, 2));
        information.setItem("Fassung", COSInteger.get(7));
        information.setName(COSName.TRAPPED, "False");
    }

    private static COSArray list(int... numbers) {
        COSArray list = new COSArray();
        for (int number : numbers) {
            list.add(COSInteger.get(number));
        }
        return list;
    }

    private static List<String> changes(Consumer<COSDictionary> first, Consumer<COSDictionary> second)
            throws IOException {
        try (PDDocument before = new PDDocument();
                PDDocument after = new PDDocument()) {
            first.accept(before.getDocumentInformation().getCOSObject());
            second.accept(after.getDocumentInformation().getCOSObject());
            return changes(before, after);
        }
    }

    private static List<String> changes(PDDocument before, PDDocument after) {
        Changes changes = new Changes();
        new MetadataComparison(before, after, new ObjectPairs()).compare(changes);
        return changes.after("").stream()
                .map(notice -> notice.code() + " " + notice.arguments().get(1))
                .toList();
    }
}
