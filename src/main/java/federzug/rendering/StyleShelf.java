package federzug.rendering;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.docx4j.wml.Styles;
import org.jspecify.annotations.Nullable;

/**
 * Style sheets that were read before, by their bytes: all documents of a template share one, and most of it is never
 * used. A sheet is in one pair of hands at a time, because docx4j's objects are not made for several threads.
 */
final class StyleShelf {
    private static final int PLACES = 16;
    private static final int LARGEST = 1 << 20;

    private record Idle(byte[] part, Styles styles) {}

    private final Deque<Idle> idle = new ArrayDeque<>();

    synchronized @Nullable Styles take(byte[] part) {
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
    synchronized void putBack(byte[] part, Styles styles) {
        if (part.length > LARGEST) {
            return;
        }
        idle.addFirst(new Idle(part, styles));
        if (idle.size() > PLACES) {
            idle.removeLast();
        }
    }
}
