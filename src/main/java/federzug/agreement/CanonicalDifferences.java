package federzug.agreement;

import federzug.agreement.Matters.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares two canonical forms, value by value. Entries of a list belong together if they have the same {@code
 * schluessel}, {@code person}, {@code adresse} or {@code datei}, wherever they stand; a changed order is a difference
 * too, because parties and signatories appear in it.
 */
final class CanonicalDifferences {
    private static final List<String> IDENTITIES = List.of("schluessel", "person", "adresse", "datei");

    private final List<Difference> found = new ArrayList<>();

    private CanonicalDifferences() {}

    static List<Difference> between(String before, String after) {
        CanonicalDifferences differences = new CanonicalDifferences();
        differences.compare("", parsed(before), parsed(after));
        return differences.found;
    }

    private static Written parsed(String text) {
        return YamlDocument.read(text, "", new Problems()).orElseThrow();
    }

    private void compare(String path, Written before, Written after) {
        if (before instanceof Written.Block old && after instanceof Written.Block block) {
            Set<String> keys = new LinkedHashSet<>(old.entries().keySet());
            keys.addAll(block.entries().keySet());
            for (String key : keys) {
                compareEntry(
                        path.isEmpty() ? key : path + "." + key,
                        old.entries().get(key),
                        block.entries().get(key));
            }
        } else if (before instanceof Written.Items old
                && after instanceof Written.Items items
                && hasBlocks(old, items)) {
            compareItems(path, old.items(), items.items());
        } else if (!shown(before).equals(shown(after))) {
            found.add(new Difference(path, shown(before), shown(after)));
        }
    }

    private void compareEntry(String path, @Nullable Written before, @Nullable Written after) {
        if (before != null && after != null) {
            compare(path, before, after);
        } else if (before != null) {
            leaves(path, before).forEach((leaf, text) -> found.add(new Difference(leaf, text, "")));
        } else if (after != null) {
            leaves(path, after).forEach((leaf, text) -> found.add(new Difference(leaf, "", text)));
        }
    }

    private void compareItems(String path, List<Written> before, List<Written> after) {
        Map<String, Integer> old = byIdentity(before);
        Map<String, Integer> now = byIdentity(after);
        List<String> kept = old.keySet().stream().filter(now::containsKey).toList();
        List<String> keptNow = now.keySet().stream().filter(old::containsKey).toList();
        if (!kept.equals(keptNow)) {
            found.add(new Difference(path + "[]", String.join(", ", kept), String.join(", ", keptNow)));
        }
        now.forEach((identity, index) -> {
            Integer was = old.get(identity);
            compareEntry(path + "[" + index + "]", was == null ? null : before.get(was), after.get(index));
        });
        old.forEach((identity, index) -> {
            if (!now.containsKey(identity)) {
                compareEntry(path + "[" + index + "]", before.get(index), null);
            }
        });
    }

    /** A person may be quoted twice: the second one is {@code raphael 2}. */
    private static Map<String, Integer> byIdentity(List<Written> items) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            String name = identity(items.get(i));
            String unique = name;
            for (int count = 2; positions.containsKey(unique); count++) {
                unique = name + " " + count;
            }
            positions.put(unique, i);
        }
        return positions;
    }

    private static String identity(Written item) {
        if (item instanceof Written.Block block) {
            return IDENTITIES.stream()
                    .map(block.entries()::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(CanonicalDifferences::shown)
                    .orElse("");
        }
        return shown(item);
    }

    private static boolean hasBlocks(Written.Items before, Written.Items after) {
        return before.items().stream().anyMatch(Written.Block.class::isInstance)
                || after.items().stream().anyMatch(Written.Block.class::isInstance);
    }

    private static Map<String, String> leaves(String path, Written written) {
        Map<String, String> leaves = new LinkedHashMap<>();
        if (written instanceof Written.Block block) {
            block.entries().forEach((key, value) -> leaves.putAll(leaves(path + "." + key, value)));
        } else if (written instanceof Written.Items list
                && list.items().stream().anyMatch(Written.Block.class::isInstance)) {
            for (int i = 0; i < list.items().size(); i++) {
                leaves.putAll(leaves(path + "[" + i + "]", list.items().get(i)));
            }
        } else {
            leaves.put(path, shown(written));
        }
        return leaves;
    }

    /** A list of plain values reads as one: {@code pdf, docx}. */
    private static String shown(Written written) {
        if (written instanceof Written.Text text) {
            return text.text();
        }
        if (written instanceof Written.Items list) {
            return list.items().stream().map(CanonicalDifferences::shown).collect(Collectors.joining(", "));
        }
        return ((Written.Block) written)
                .entries().values().stream().map(CanonicalDifferences::shown).collect(Collectors.joining(", "));
    }
}
