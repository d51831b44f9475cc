package federzug.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page description for reports: the content, block by block, without layout. Rendering makes an accessible
 * PDF of it, a report may make HTML of it.
 *
 * @param title document title; the first heading may repeat it
 * @param language BCP 47, for example {@code de-DE}
 * @param footer a short line at the foot of each page beside "Seite x von y"
 */
public record Sheet(String title, String language, String footer, List<Block> blocks) {
    public Sheet {
        blocks = List.copyOf(blocks);
    }

    /** One block in reading order. */
    public sealed interface Block permits Heading, Paragraph, Items, Table, Picture, Banner, SignatureBox, PageBreak {}

    /**
     * @param level 1..6; no level is skipped on the way down
     */
    public record Heading(int level, String text) implements Block {}

    public record Paragraph(List<Run> runs) implements Block {
        public Paragraph {
            runs = List.copyOf(runs);
        }

        public static Paragraph of(String text) {
            return new Paragraph(List.of(new Run(text, Emphasis.NONE)));
        }

        public static Paragraph small(String text) {
            return new Paragraph(List.of(new Run(text, Emphasis.SMALL)));
        }
    }

    public record Run(String text, Emphasis emphasis) {}

    public enum Emphasis {
        NONE,
        STRONG,
        SMALL,
        CODE
    }

    /** A list; each item is one paragraph of runs. */
    public record Items(boolean ordered, List<Paragraph> items) implements Block {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * @param header column heads, announced by screen readers
     * @param widths relative column widths, same length as the header
     * @param rowHeads whether the first cell of each row is the row's head
     */
    public record Table(
            @Nullable String caption,
            List<String> header,
            List<Integer> widths,
            boolean rowHeads,
            List<List<Paragraph>> rows)
            implements Block {
        public Table {
            header = List.copyOf(header);
            widths = List.copyOf(widths);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * @param png image data, sRGB
     * @param widthMillimetres width on the page
     */
    public record Picture(byte[] png, String alternateText, int widthMillimetres) implements Block {}

    /** The result in large letters with a mark that does not depend on colour alone. */
    public record Banner(Tone tone, String headline, String text) implements Block {}

    public enum Tone {
        GOOD,
        OPEN,
        BAD,
        NEUTRAL
    }

    /** A place where one person signs; the PDF gets an unsigned field there. */
    public record SignatureBox(SignatureField field) implements Block {}

    public record PageBreak() implements Block {}
}
