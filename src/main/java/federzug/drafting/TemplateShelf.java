package federzug.drafting;

import federzug.document.Digest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Caches parsed templates by their content. Reading one costs as much as filling it many times. One thread at a time
 * has a template, because its trees are not thread-safe.
 */
final class TemplateShelf {
    private static final int PLACES = 16;
    /** A template of pictures would keep all of them in memory. */
    private static final int LARGEST = 2 << 20;

    /**
     * @param file of the Word file's bytes
     * @param fields of the field list's text
     */
    record Key(String name, Digest file, Digest fields) {}

    private record Idle(Key key, Template template) {}

    private final Deque<Idle> idle = new ArrayDeque<>();

    synchronized Optional<Template> take(Key key) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle one = each.next();
            if (one.key().equals(key)) {
                each.remove();
                return Optional.of(one.template());
            }
        }
        return Optional.empty();
    }

    /** Its place may be taken from the one that was not needed for longest. */
    synchronized void putBack(Key key, Template template) {
        long size = template.archive().parts().values().stream()
                .mapToLong(part -> part.length)
                .sum();
        if (template.pieces().isEmpty() || size > LARGEST) {
            return;
        }
        idle.addFirst(new Idle(key, template));
        if (idle.size() > PLACES) {
            idle.removeLast();
        }
    }

    synchronized int size() {
        return idle.size();
    }
}
