package federzug.rendering.word;

import java.util.List;

/** A paragraph, or a run with a style of its own, as it was met while reading; what refers to it asks for it later. */
final class ReadPlace {
    private final String style;
    private final int order;
    private final int depth;
    private final int number;
    private final StringBuilder text = new StringBuilder();
    private List<ListNumbering.Step> path = List.of();

    /**
     * @param style id of the style
     * @param order in which it was met
     * @param depth how many paragraphs it stands in: a footnote's stands in another
     * @param number among the paragraphs of the text, 0 for a run
     */
    ReadPlace(String style, int order, int depth, int number) {
        this.number = number;
        this.style = style;
        this.order = order;
        this.depth = depth;
    }

    String style() {
        return style;
    }

    int order() {
        return order;
    }

    int depth() {
        return depth;
    }

    int number() {
        return number;
    }

    String text() {
        return text.toString();
    }

    void append(String words) {
        text.append(words);
    }

    /** Its number and those above it, the highest level first; empty if it has none. */
    List<ListNumbering.Step> path() {
        return path;
    }

    void numbered(List<ListNumbering.Step> steps) {
        path = List.copyOf(steps);
    }
}
