package federzug.rendering.docx;

import federzug.rendering.manuscript.Manuscript;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.parts.WordprocessingML.MainDocumentPart;
import org.docx4j.openpackaging.parts.WordprocessingML.StyleDefinitionsPart;
import org.docx4j.wml.Styles;
import org.jspecify.annotations.Nullable;

/**
 * Caches style sheets by their bytes: all documents of a template share one, and most of it is never used. One thread
 * at a time has a sheet, because docx4j's objects are not thread-safe.
 */
public final class StyleCache {
    private static final int PLACES = 16;
    private static final int LARGEST = 1 << 20;

    private record Idle(byte[] part, Styles styles) {}

    private final Deque<Idle> idle = new ArrayDeque<>();

    /** What reads a document, with its style sheet in hand. */
    public interface Reading {
        Manuscript with(@Nullable Styles sheet) throws Docx4JException;
    }

    /** @param parts what is in the package, by name */
    public Manuscript read(MainDocumentPart main, Map<String, byte[]> parts, Reading reading) throws Docx4JException {
        StyleDefinitionsPart part = main.getStyleDefinitionsPart();
        byte[] bytes =
                part == null ? null : parts.get(part.getPartName().getName().substring(1));
        if (part == null || bytes == null) {
            return reading.with(part == null ? null : part.getContents());
        }
        Styles known = take(bytes);
        if (known != null) {
            part.setContents(known);
        }
        Styles sheet = known == null ? part.getContents() : known;
        try {
            return reading.with(sheet);
        } finally {
            putBack(bytes, sheet);
        }
    }

    private synchronized @Nullable Styles take(byte[] part) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle one = each.next();
            if (Arrays.equals(one.part(), part)) {
                each.remove();
                return one.styles();
            }
        }
        return null;
    }

    /** Its place may be taken from the one that was not needed for longest. */
    private synchronized void putBack(byte[] part, Styles styles) {
        if (part.length > LARGEST) {
            return;
        }
        idle.addFirst(new Idle(part, styles));
        if (idle.size() > PLACES) {
            idle.removeLast();
        }
    }
}
