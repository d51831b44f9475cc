package federzug.rendering.manuscript;

import federzug.rendering.PrintedChange;
import java.util.List;

/**
 * A paragraph as a reader sees it.
 *
 * @param label its number or bullet, empty if it has none
 * @param kind heading, item, text …, and which cell of a table it stands in; in words
 * @param text with ordinary blanks, pictures and boxes named in square brackets
 * @param newPage whether it begins on a new page because its author wants it so
 * @param setting where it stands
 * @param spans how its characters look, one after the other
 */
public record PrintedLine(
        PrintedChange.Part part,
        int paragraph,
        String label,
        String kind,
        String text,
        boolean newPage,
        PrintedSetting setting,
        List<Span> spans) {

    /** @param to where the next one begins */
    public record Span(int from, int to, PrintedLook look) {}

    /** What the line says, its number included. */
    String whole() {
        return label.isEmpty() ? text : label + " " + text;
    }
}
