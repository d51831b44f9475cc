package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.verification.field.WidgetChanges;
import federzug.verification.file.ObjectPairs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A structure tree may grow by elements of new fields, and by nothing else. */
class StructureGrowthTest {
    private static final COSName SPOKEN = COSName.getPDFName("TU");
    private static final int WIDGET = 20;
    private static final int PAGE = 2;

    private final Tree then = new Tree();
    private final Tree now = new Tree();
    private final WidgetChanges widgets = new WidgetChanges();
    private final StructureGrowth growth = new StructureGrowth(new ObjectPairs(), widgets);

    /** Page 2; root 10 with document 11, which holds paragraph 12 (marks 0 and 1) and link 13 with annotation 14. */
    private static final class Tree {
        private final Map<Integer, COSDictionary> objects = new HashMap<>();

        Tree() {
            element(10, "", 11);
            element(11, "Document", 12, 13);
            element(12, "P");
            of(12).setItem(COSName.K, list(COSInteger.get(0), COSInteger.get(1)));
            element(13, "Link");
            of(14).setName(COSName.SUBTYPE, "Link");
            of(PAGE).setName(COSName.TYPE, "Page");
            of(13).setItem(COSName.K, reference(14, PAGE));
            of(10).setItem(COSName.PARENT_TREE, ref(15));
            parents(0, ref(12), 1, ref(13));
        }

        COSDictionary of(int number) {
            return objects.computeIfAbsent(number, each -> {
                COSDictionary made = new COSDictionary();
                made.setKey(new COSObjectKey(each, 0));
                return made;
            });
        }

        COSObject ref(int number) {
            return new COSObject(of(number), new COSObjectKey(number, 0));
        }

        void element(int number, String type, int... kids) {
            if (!type.isEmpty()) {
                of(number).setName(COSName.S, type);
            }
            COSArray all = new COSArray();
            for (int kid : kids) {
                all.add(ref(kid));
            }
            of(number).setItem(COSName.K, all);
        }

        COSArray kids(int number) {
            return of(number).getCOSArray(COSName.K);
        }

        COSDictionary reference(int annotation, int page) {
            COSDictionary reference = new COSDictionary();
            reference.setName(COSName.TYPE, "OBJR");
            reference.setItem(COSName.getPDFName("Obj"), ref(annotation));
            reference.setItem(COSName.PG, ref(page));
            return reference;
        }

        void parents(Object... numbers) {
            COSArray all = new COSArray();
            for (Object one : numbers) {
                all.add(one instanceof Integer number ? COSInteger.get(number) : (COSBase) one);
            }
            of(15).setItem(COSName.NUMS, all);
        }
    }

    private static COSArray list(COSBase... values) {
        COSArray list = new COSArray();
        List.of(values).forEach(list::add);
        return list;
    }

    private boolean grows() {
        return growth.isAllOf(then.of(10), now.of(10));
    }

    /** A field with the name Unterschrift and its element 21 behind the others. */
    private COSDictionary withNewField() {
        COSDictionary widget = now.of(WIDGET);
        widget.setName(COSName.SUBTYPE, "Widget");
        widget.setName(COSName.FT, "Sig");
        widget.setString(COSName.T, "Raphael_Feld");
        widget.setString(SPOKEN, "Feld von Raphael");
        widgets.added(widget);
        COSDictionary element = now.of(21);
        element.setName(COSName.S, "Form");
        element.setItem(COSName.P, now.ref(11));
        element.setItem(COSName.K, now.reference(WIDGET, PAGE));
        now.kids(11).add(now.ref(21));
        return element;
    }

    @Test
    void theSameTreeHasGrownByNothing() {
        assertThat(grows()).isTrue();
        assertThat(growth.keys()).containsExactlyInAnyOrder("10 0", "11 0", "12 0", "13 0");
    }

    @Test
    void withoutATreeNothingGrows() {
        assertThat(growth.isAllOf(null, now.of(10))).isFalse();
        assertThat(growth.isAllOf(then.of(10), null)).isFalse();
    }

    @Test
    void anElementOfANewFieldMayComeAnywhereBetweenTheOthers() {
        COSDictionary element = withNewField();
        now.kids(11).clear();
        now.element(11, "Document", 12, 21, 13);
        now.parents(0, now.ref(12), 1, now.ref(13), 2, now.ref(21));
        now.of(10).setInt("ParentTreeNextKey", 3);
        assertThat(grows()).isTrue();
        assertThat(growth.keys()).contains("21 0");
        assertThat(element.getKey().getNumber()).isEqualTo(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Raphael_Feld", "Feld von Raphael", "Unterschrift", "Signature 2", ""})
    void anElementMaySpeakTheNameOfItsField(String words) {
        withNewField().setString(COSName.ALT, words);
        assertThat(grows()).isTrue();
    }

    @Test
    void anElementMaySpeakTheCommentOfItsAnnotation() {
        COSDictionary element = withNewField();
        now.of(WIDGET).setString(COSName.CONTENTS, "Bitte bis Montag");
        element.setString(COSName.T, "Bitte bis Montag");
        assertThat(grows()).isTrue();
    }

    @Test
    void anElementMayNotSpeakAnythingElse() {
        COSDictionary element = withNewField();
        element.setString(COSName.ALT, "Der Preis beträgt 1 Euro.");
        assertThat(grows()).isFalse();
        element.removeItem(COSName.ALT);
        element.setString(COSName.T, "Der Preis beträgt 1 Euro.");
        assertThat(grows()).isFalse();
        element.removeItem(COSName.T);
        element.setString("ActualText", "Der Preis beträgt 1 Euro.");
        assertThat(grows()).isFalse();
    }

    @Test
    void anElementThatIsNoFieldsIsAChange() {
        COSDictionary element = withNewField();
        element.setName(COSName.S, "P");
        assertThat(grows()).isFalse();
        element.removeItem(COSName.S);
        assertThat(grows()).isFalse();
        element.setName(COSName.S, "Annot");
        assertThat(grows()).isTrue();
    }

    @Test
    void anElementWithoutContentOrWithOtherContentIsAChange() {
        COSDictionary element = withNewField();
        element.setItem(COSName.K, new COSArray());
        assertThat(grows()).isFalse();
        element.removeItem(COSName.K);
        assertThat(grows()).isFalse();
        element.setItem(COSName.K, list(now.reference(WIDGET, PAGE), COSInteger.get(7)));
        assertThat(grows()).isFalse();
        element.setItem(COSName.K, list(now.reference(WIDGET, PAGE), now.reference(14, PAGE)));
        assertThat(grows()).isFalse();
        element.setItem(COSName.K, COSInteger.get(7));
        assertThat(grows()).isFalse();
        element.setItem(COSName.K, list(now.reference(WIDGET, PAGE)));
        assertThat(grows()).isTrue();
    }

    @Test
    void anElementOfAnOldAnnotationIsAChange() {
        COSDictionary element = now.of(21);
        element.setName(COSName.S, "Link");
        element.setItem(COSName.K, now.reference(14, PAGE));
        now.kids(11).add(now.ref(21));
        assertThat(grows()).isFalse();
    }

    @Test
    void anOldElementMayHoldANewFieldBesides() {
        withNewField();
        now.element(11, "Document", 12, 13);
        now.of(13).setItem(COSName.K, list(now.reference(14, PAGE), now.reference(WIDGET, PAGE)));
        assertThat(grows()).isTrue();
        now.of(13).setItem(COSName.K, list(now.reference(14, PAGE), now.reference(30, PAGE)));
        assertThat(grows()).isFalse();
    }

    @Test
    void whatIsMissingOrMovedIsAChange() {
        now.element(11, "Document", 12);
        assertThat(grows()).isFalse();
        now.element(11, "Document", 13, 12);
        assertThat(grows()).isFalse();
        now.element(11, "Document", 12, 13);
        assertThat(grows()).isTrue();
        now.of(12).setItem(COSName.K, list(COSInteger.get(0), COSInteger.get(2)));
        assertThat(grows()).isFalse();
        now.of(12).setItem(COSName.K, list(COSInteger.get(0)));
        assertThat(grows()).isFalse();
        now.of(12).setItem(COSName.K, list(COSInteger.get(0), COSInteger.get(1), COSInteger.get(2)));
        assertThat(grows()).isFalse();
    }

    @Test
    void whatAnElementSaysMayNotChange() {
        changes(tree -> tree.of(12).setString(COSName.ALT, "Anders"));
        changes(tree -> tree.of(12).setName(COSName.S, "H1"));
        changes(tree -> tree.of(10).setItem(COSName.getPDFName("ClassMap"), new COSDictionary()));
        changes(tree -> tree.of(13).setItem(COSName.K, tree.reference(14, 3)));
        changes(tree -> tree.of(13).setItem(COSName.K, tree.reference(16, PAGE)));
        changes(tree -> tree.of(13).setItem(COSName.K, tree.of(17)));
    }

    private static void changes(Consumer<Tree> change) {
        Tree before = new Tree();
        Tree after = new Tree();
        change.accept(after);
        StructureGrowth there = new StructureGrowth(new ObjectPairs(), new WidgetChanges());
        assertThat(there.isAllOf(before.of(10), after.of(10))).isFalse();
        StructureGrowth back = new StructureGrowth(new ObjectPairs(), new WidgetChanges());
        assertThat(back.isAllOf(after.of(10), before.of(10))).isFalse();
    }

    @Test
    void directElementsCorrespondInTheirOrder() {
        for (Tree tree : List.of(then, now)) {
            COSDictionary inline = new COSDictionary();
            inline.setName(COSName.S, "Span");
            tree.kids(11).add(inline);
        }
        assertThat(grows()).isTrue();
        ((COSDictionary) now.kids(11).get(2)).setName(COSName.S, "Quote");
        assertThat(grows()).isFalse();
        now.kids(11).remove(2);
        now.kids(11).add(now.reference(14, PAGE));
        assertThat(grows()).isFalse();
        now.kids(11).remove(2);
        now.kids(11).add(COSInteger.get(3));
        assertThat(grows()).isFalse();
    }

    @Test
    void aMapWithoutRolesSaysTheSameAsNone() {
        now.of(10).setItem(COSName.ROLE_MAP, new COSDictionary());
        assertThat(grows()).isTrue();
        COSDictionary roles = new COSDictionary();
        roles.setName("Brief", "Document");
        now.of(10).setItem(COSName.ROLE_MAP, roles);
        assertThat(grows()).isFalse();
        then.of(10).setItem(COSName.ROLE_MAP, new COSDictionary());
        assertThat(grows()).isFalse();
        COSDictionary same = new COSDictionary();
        same.setName("Brief", "Document");
        then.of(10).setItem(COSName.ROLE_MAP, same);
        assertThat(grows()).isTrue();
        now.of(10).removeItem(COSName.ROLE_MAP);
        assertThat(grows()).isFalse();
    }

    @Test
    void theElementsOfARemovedAnnotationMayGoWithIt() {
        COSArray annotations = list(then.of(14));
        now.element(11, "Document", 12);
        now.parents(0, now.ref(12));
        assertThat(grows()).isFalse();
        widgets.annotations(annotations, new COSArray());
        assertThat(grows()).isTrue();
        // An element that holds a text as well is more than the annotation's.
        then.of(13).setItem(COSName.K, list(then.reference(14, PAGE), COSInteger.get(5)));
        assertThat(grows()).isFalse();
        then.of(13).setItem(COSName.K, new COSArray());
        assertThat(grows()).isFalse();
    }

    @Test
    void aRemovedAnnotationMayLieBeforeOthersAndInElementsThatHoldNothingElse() {
        then.element(11, "Document", 18, 12);
        then.element(18, "Part", 13);
        now.element(11, "Document", 12);
        now.parents(0, now.ref(12));
        widgets.annotations(list(then.of(14)), null);
        assertThat(grows()).isTrue();
    }

    @Test
    void elementsThatHoldTooManyOthersAreNotFollowed() {
        int deep = 40;
        for (int i = 0; i < deep; i++) {
            then.element(100 + i, "Part", i == deep - 1 ? 13 : 101 + i);
        }
        then.element(11, "Document", 12, 100);
        now.element(11, "Document", 12);
        widgets.annotations(list(then.of(14)), null);
        assertThat(grows()).isFalse();
    }

    @Test
    void parentsAreTheSameWhateverTheShapeOfTheirTree() {
        COSDictionary leaf = new COSDictionary();
        leaf.setItem(COSName.NUMS, list(COSInteger.get(0), now.ref(12)));
        COSDictionary other = new COSDictionary();
        other.setItem(COSName.NUMS, list(COSInteger.get(1), now.ref(13)));
        now.of(15).removeItem(COSName.NUMS);
        now.of(15).setItem(COSName.KIDS, list(leaf, other, now.ref(15)));
        assertThat(grows()).isTrue();
    }

    @Test
    void aNumberWithoutAParentIsNone() {
        now.parents(0, now.ref(12), 1, now.ref(13), 2);
        assertThat(grows()).isTrue();
    }

    @Test
    void parentsMayNotChangeOrVanish() {
        now.parents(0, now.ref(13), 1, now.ref(12));
        assertThat(grows()).isFalse();
        now.parents(0, now.ref(12));
        assertThat(grows()).isFalse();
        now.of(10).removeItem(COSName.PARENT_TREE);
        assertThat(grows()).isFalse();
    }

    @Test
    void newParentsAreElementsOfTheTreeOrListsOfThem() {
        now.parents(0, now.ref(12), 1, now.ref(13), 2, now.ref(11), 3, list(now.ref(12)));
        assertThat(grows()).isTrue();
        now.parents(0, now.ref(12), 1, now.ref(13), 2, now.ref(99));
        assertThat(grows()).isFalse();
        now.parents(0, now.ref(12), 1, now.ref(13), 2, COSInteger.get(7));
        assertThat(grows()).isFalse();
    }
}
