package federzug.rendering.manuscript;

import federzug.notice.Texts;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.Section;
import java.util.ArrayList;
import java.util.List;

/** Compares how the pages of two sections are set up. */
final class PrintedPage {
    /** Points; programs round lengths in their own ways. */
    private static final double TOLERANCE = 3;

    private static final Texts TEXTS = Texts.german();

    private final List<String> words = new ArrayList<>();

    private PrintedPage() {}

    /** What is different, in words; the first as it was, the second as it is now. */
    static List<String> differences(Section one, Section two) {
        PrintedPage comparison = new PrintedPage();
        comparison.sheets(one.page(), two.page());
        comparison.counted(
                one.startNumber() != two.startNumber(),
                "rendering.change.first-page",
                one.startNumber(),
                two.startNumber());
        comparison.counted(
                !one.page().numbers().equals(two.page().numbers()),
                "rendering.change.page-numbers",
                one.page().numbers(),
                two.page().numbers());
        comparison.edges(one, two);
        return comparison.words;
    }

    /** Where no page has a header, programs write any distance, and nobody sees it. */
    private void edges(Section one, Section two) {
        if (!one.headers().isEmpty() && !two.headers().isEmpty()) {
            length(
                    "rendering.change.header-from-edge",
                    one.page().header(),
                    two.page().header());
        }
        if (!one.footers().isEmpty() && !two.footers().isEmpty()) {
            length(
                    "rendering.change.footer-from-edge",
                    one.page().footer(),
                    two.page().footer());
        }
        if (one.headers().isEmpty() && one.footers().isEmpty()) {
            return;
        }
        counted(
                one.titlePage() != two.titlePage(),
                two.titlePage() ? "rendering.change.now-first-edges" : "rendering.change.no-longer-first-edges");
        counted(
                one.evenAndOdd() != two.evenAndOdd(),
                two.evenAndOdd() ? "rendering.change.now-even-edges" : "rendering.change.no-longer-even-edges");
    }

    private void sheets(Page one, Page two) {
        length("rendering.change.width", one.width(), two.width());
        length("rendering.change.height", one.height(), two.height());
        length("rendering.change.top", one.top(), two.top());
        length("rendering.change.right", one.right(), two.right());
        length("rendering.change.bottom", one.bottom(), two.bottom());
        length("rendering.change.left", one.left(), two.left());
        int columns = one.columns().count();
        counted(
                columns != two.columns().count(),
                "rendering.change.columns",
                columns,
                two.columns().count());
        counted(!one.vertical().equals(two.vertical()), "rendering.change.vertical", vertical(one), vertical(two));
    }

    private void length(String what, double one, double two) {
        counted(Math.abs(one - two) > TOLERANCE, what, PrintedObject.millimetres(one), PrintedObject.millimetres(two));
    }

    private void counted(boolean different, String what, Object... arguments) {
        if (different) {
            words.add(TEXTS.text(what, arguments));
        }
    }

    private static String vertical(Page page) {
        return TEXTS.text(
                switch (page.vertical()) {
                    case "center" -> "rendering.change.vertical-middle";
                    case "after" -> "rendering.change.vertical-bottom";
                    default -> "rendering.change.vertical-top";
                });
    }
}
