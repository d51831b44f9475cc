package federzug.testkit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one set has and the other has not. A guard over hundreds of names compares with it, so that a failure shows the
 * one name that is wrong.
 */
public final class OnlyIn {
    private OnlyIn() {}

    public static Set<String> first(Collection<String> first, Collection<String> second) {
        Set<String> known = new HashSet<>(second);
        Set<String> only = new TreeSet<>(first);
        only.removeIf(known::contains);
        return only;
    }

    public static Set<String> first(Stream<String> first, Collection<String> second) {
        return first(first.toList(), second);
    }
}
