package federzug.verification.file;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PDF object exactly as its bytes say it (ISO 32000-1, 7.3): no reference is followed, nothing is repaired. */
public sealed interface RawObject {
    /** @param text decoded, one character a byte */
    record Name(String text) implements RawObject {}

    /** @param text decoded, one character a byte */
    record Text(String text) implements RawObject {}

    record Number(double value) implements RawObject {
        public boolean isWhole() {
            return value == Math.rint(value) && Math.abs(value) < 1e15;
        }
    }

    record Reference(int number, int generation) implements RawObject {}

    /** {@code true}, {@code false} or {@code null}. */
    record Word(String word) implements RawObject {}

    record Array(List<RawObject> items) implements RawObject {}

    /** @param repeated keys written more than once with different values; readers disagree on which one counts */
    record Dictionary(Map<String, RawObject> entries, Set<String> repeated) implements RawObject {
        @Nullable
        public RawObject get(String key) {
            return entries.get(key);
        }

        /** A whole number that is not negative; -1 if there is none. */
        public long whole(String key) {
            return entries.get(key) instanceof Number number && number.isWhole() && number.value() >= 0
                    ? (long) number.value()
                    : -1;
        }

        public boolean isOfType(String type) {
            return entries.get("Type") instanceof Name name && name.text().equals(type);
        }
    }
}
