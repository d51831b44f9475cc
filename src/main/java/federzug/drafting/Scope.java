package federzug.drafting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that can be used at a place of the template: the matter's, and the variables of the loops around it.
 *
 * @param bindings what each loop variable stands for: {@code person} is an entry of {@code unterzeichnende}
 */
record Scope(Map<String, Value> values, Map<String, Binding> bindings) {
    /**
     * @param name canonical name of the list
     * @param entry from 1
     */
    record Binding(String name, int entry) {}

    /** What a path leads to. */
    sealed interface Lookup {}

    /**
     * @param name the field's name independent of loop variables, as in {@code felder.yaml}
     */
    record Found(Value value, String name) implements Lookup {}

    /**
     * @param known what could stand instead of the segment
     */
    record Unknown(String prefix, String segment, Set<String> known) implements Lookup {}

    static Scope of(Value.Group root) {
        return new Scope(root.members(), Map.of());
    }

    Scope with(String variable, Value value, String list, int entry) {
        Map<String, Value> inner = new LinkedHashMap<>(values);
        inner.put(variable, value);
        Map<String, Binding> named = new LinkedHashMap<>(bindings);
        named.put(variable, new Binding(list, entry));
        return new Scope(inner, named);
    }

    /** The value that a path leads to; empty for unknown names, which the inspection has reported. */
    Optional<Found> found(String path) {
        return find(path) instanceof Found found ? Optional.of(found) : Optional.empty();
    }

    Lookup find(String path) {
        String[] segments = path.split("\\.");
        @Nullable Value value = values.get(segments[0]);
        if (value == null) {
            return new Unknown("", segments[0], values.keySet());
        }
        @Nullable Binding binding = bindings.get(segments[0]);
        StringBuilder name = new StringBuilder(binding == null ? segments[0] : binding.name());
        StringBuilder shown = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length; i++) {
            Map<String, Value> members = value instanceof Value.Group group ? group.members() : Map.of();
            @Nullable Value next = members.get(segments[i]);
            if (next == null) {
                return new Unknown(shown + ".", segments[i], members.keySet());
            }
            value = next;
            name.append('.').append(segments[i]);
            shown.append('.').append(segments[i]);
        }
        return new Found(value, name.toString());
    }

    /** The entry of the list that a path starts from, 0 outside loops. */
    int entry(String path) {
        @Nullable Binding binding = bindings.get(path.split("\\.")[0]);
        return binding == null ? 0 : binding.entry();
    }
}
