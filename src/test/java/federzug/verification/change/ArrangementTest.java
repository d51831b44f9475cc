package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.verification.file.ObjectPairs;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.junit.jupiter.api.Test;

/** Numbers of pages, names and layers: written in another way they are the same, with another meaning they are not. */
class ArrangementTest {
    private static final COSName LABELS = COSName.getPDFName("PageLabels");
    private static final COSName DESTINATIONS = COSName.getPDFName("Dests");

    @Test
    void aTreeMayBeCutIntoOtherLeaves() {
        COSDictionary flat = leaf(COSName.NUMS, null, 0, 10, 3, 13, 5, 15);
        COSDictionary cut =
                node(leaf(COSName.NUMS, limits(0, 3), 0, 10, 3, 13), leaf(COSName.NUMS, limits(5, 5), 5, 15));
        assertThat(same(LABELS, flat, cut)).isTrue();
        assertThat(same(LABELS, cut, flat)).isTrue();
    }

    @Test
    void aTreeWithOtherEntriesOrInWhichOneIsNotFoundIsAnother() {
        COSDictionary flat = leaf(COSName.NUMS, null, 0, 10, 3, 13);
        assertThat(same(LABELS, flat, leaf(COSName.NUMS, null, 0, 10, 3, 14))).isFalse();
        assertThat(same(LABELS, flat, leaf(COSName.NUMS, null, 0, 10))).isFalse();
        assertThat(same(LABELS, flat, leaf(COSName.NUMS, null, 3, 13, 0, 10))).isFalse();
        assertThat(same(LABELS, flat, node(leaf(COSName.NUMS, limits(0, 2), 0, 10, 3, 13))))
                .isFalse();
        assertThat(same(LABELS, flat, node(leaf(COSName.NUMS, limits(1, 3), 0, 10, 3, 13))))
                .isFalse();
        assertThat(same(LABELS, flat, node(leaf(COSName.NUMS, null, 0, 10, 3, 13))))
                .isFalse();
        assertThat(same(LABELS, flat, null)).isFalse();
    }

    @Test
    void aTreeThatIsNotWellFormedIsLikeNone() {
        COSDictionary odd = leaf(COSName.NUMS, null, 0, 10, 3);
        assertThat(same(LABELS, odd, odd)).isFalse();
        COSDictionary both = leaf(COSName.NUMS, null, 0, 10);
        both.setItem(COSName.KIDS, new COSArray());
        assertThat(same(LABELS, both, both)).isFalse();
        COSDictionary more = leaf(COSName.NUMS, null, 0, 10);
        more.setItem("Mehr", COSInteger.ONE);
        assertThat(same(LABELS, more, more)).isFalse();
        COSDictionary circle = new COSDictionary();
        COSArray kids = new COSArray();
        kids.add(circle);
        circle.setItem(COSName.KIDS, kids);
        assertThat(same(LABELS, circle, circle)).isFalse();
    }

    @Test
    void namesAreComparedKindByKind() {
        COSDictionary flat = new COSDictionary();
        flat.setItem(DESTINATIONS, named(null, "a", 1, "b", 2));
        COSDictionary cut = new COSDictionary();
        cut.setItem(DESTINATIONS, node(named(limits("a", "b"), "a", 1, "b", 2)));
        assertThat(same(COSName.NAMES, flat, cut)).isTrue();
        COSDictionary moved = new COSDictionary();
        moved.setItem(DESTINATIONS, named(null, "a", 2, "b", 1));
        assertThat(same(COSName.NAMES, flat, moved)).isFalse();
        cut.setItem("JavaScript", named(null, "x", 1));
        assertThat(same(COSName.NAMES, flat, cut)).isFalse();
    }

    @Test
    void listsOfLayersHaveNoOrderAndLoseNone() {
        assertThat(same(COSName.OCPROPERTIES, layers("ON", 1, 2), layers("ON", 2, 1)))
                .isTrue();
        assertThat(same(COSName.OCPROPERTIES, layers("ON", 1, 2), layers("ON", 1)))
                .isFalse();
        assertThat(same(COSName.OCPROPERTIES, layers("ON", 1, 2), layers("ON", 1, 1)))
                .isFalse();
        assertThat(same(COSName.OCPROPERTIES, layers("ON", 1, 2), layers("ON", 1, 3)))
                .isFalse();
        assertThat(same(COSName.OCPROPERTIES, layers("ON", 1, 2), layers("OFF", 1, 2)))
                .isFalse();
        assertThat(same(COSName.OCPROPERTIES, layers("Order", 1, 2), layers("Order", 2, 1)))
                .isFalse();
    }

    private static boolean same(COSName key, COSBase before, COSBase after) {
        return new Arrangement(new ObjectPairs()).isSame(key, before, after);
    }

    private static COSDictionary leaf(COSName leaves, COSArray limits, int... entries) {
        COSArray list = new COSArray();
        for (int entry : entries) {
            list.add(COSInteger.get(entry));
        }
        return leaf(leaves, limits, list);
    }

    private static COSDictionary leaf(COSName leaves, COSArray limits, COSArray entries) {
        COSDictionary leaf = new COSDictionary();
        leaf.setItem(leaves, entries);
        leaf.setItem("Limits", limits);
        return leaf;
    }

    private static COSDictionary named(COSArray limits, Object... entries) {
        COSArray list = new COSArray();
        for (Object entry : entries) {
            list.add(entry instanceof String name ? new COSString(name) : COSInteger.get((Integer) entry));
        }
        return leaf(COSName.NAMES, limits, list);
    }

    private static COSArray limits(int least, int most) {
        COSArray limits = new COSArray();
        limits.add(COSInteger.get(least));
        limits.add(COSInteger.get(most));
        return limits;
    }

    private static COSArray limits(String first, String last) {
        COSArray limits = new COSArray();
        limits.add(new COSString(first));
        limits.add(new COSString(last));
        return limits;
    }

    private static COSDictionary node(COSDictionary... kids) {
        COSArray list = new COSArray();
        for (COSDictionary kid : kids) {
            list.add(kid);
        }
        COSDictionary node = new COSDictionary();
        node.setItem(COSName.KIDS, list);
        return node;
    }

    /** The default configuration of layers with one of its lists; the same numbers mean the same objects. */
    private static COSDictionary layers(String list, int... numbers) {
        COSArray layers = new COSArray();
        for (int number : numbers) {
            COSDictionary layer = new COSDictionary();
            layer.setString(COSName.NAME, "Ebene " + number);
            layers.add(new COSObject(layer, new COSObjectKey(number, 0)));
        }
        COSDictionary standard = new COSDictionary();
        standard.setItem(list, layers);
        COSDictionary all = new COSDictionary();
        all.setItem(COSName.D, standard);
        return all;
    }
}
