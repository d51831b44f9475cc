package federzug.agreement;

import federzug.notice.Place;
import java.util.List;
import java.util.Map;

/**
 * The data as written, before interpretation: texts, lists and blocks, each with its place. A table gives the same
 * tree as a YAML file, so that both are validated by the same rules and give the same messages.
 */
sealed interface Written {
    /** {@link Place#within()} is the key path, for example {@code personen[2].mail}; empty for the whole file. */
    Place place();

    /** @param empty nothing was written: a key without a value, {@code null} or {@code ~} */
    record Text(Place place, String text, boolean empty) implements Written {}

    record Items(Place place, List<Written> items) implements Written {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param entries in the order written */
    record Block(Place place, Map<String, Written> entries) implements Written {}
}
