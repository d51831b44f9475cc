package federzug.rendering.page;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Manuscript.Page;

/**
 * The area from which positions of floating objects are measured, in points: a page with its margins, or a cell or text
 * box, which then serves as page and margins alike.
 */
sealed interface Ground {
    /** Where an object begins, from the left of the page or cell. */
    double left(Axis across);

    /** Where an object begins, from the top of the page or cell; not for one that follows the text. */
    double top(Axis down);

    /** From the left of the page or cell to the left of the text. */
    double text();

    /** The page, wherever on it we are. */
    OnPage page();

    /** For an object that belongs to the page even where it is anchored in a cell. */
    default Ground of(Floating floating) {
        return floating.inCell() || floating.down().followsText() ? this : page();
    }

    record OnPage(Page sheet) implements Ground {
        @Override
        public OnPage page() {
            return this;
        }

        @Override
        public double left(Axis across) {
            return switch (across.from()) {
                case PAGE -> across.in(0, sheet.width());
                case MARGIN, COLUMN, PARAGRAPH -> across.in(sheet.left(), sheet.textWidth());
                case MARGIN_BEFORE -> across.in(0, sheet.left());
                case MARGIN_AFTER -> across.in(sheet.width() - sheet.right(), sheet.right());
            };
        }

        @Override
        public double top(Axis down) {
            return switch (down.from()) {
                case PAGE -> down.in(0, sheet.height());
                case MARGIN, COLUMN, PARAGRAPH -> down.in(sheet.top(), sheet.height() - sheet.top() - sheet.bottom());
                case MARGIN_BEFORE -> down.in(0, sheet.top());
                case MARGIN_AFTER -> down.in(sheet.height() - sheet.bottom(), sheet.bottom());
            };
        }

        @Override
        public double text() {
            return sheet.left();
        }
    }

    /**
     * @param width of the content
     * @param page for objects that do not belong to the cell they are anchored in
     */
    record Inside(double width, OnPage page) implements Ground {
        @Override
        public double left(Axis across) {
            return across.in(0, width);
        }

        @Override
        public double top(Axis down) {
            return down.in(0, down.span());
        }

        @Override
        public double text() {
            return 0;
        }
    }
}
