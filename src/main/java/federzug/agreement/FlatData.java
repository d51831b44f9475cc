package federzug.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Turns the tree of the data into pairs of path and text and back, without loss. The text in brackets identifies the
 * entries of a list apart; their order is the one in which they come first.
 */
final class FlatData {
    /** Path of a text that stands where a block or a list is expected. */
    private static final String BESIDE = "text";

    private static final Pattern SEGMENT = Pattern.compile("\\[[^\\]]*]|[^.\\[\\]]+");

    private FlatData() {}

    /** An entry or a block without anything in it has its own path, with an empty text. */
    static Map<String, String> flat(Written written) {
        Map<String, String> leaves = new LinkedHashMap<>();
        flatten(written, "", leaves);
        return leaves;
    }

    private static void flatten(Written written, String path, Map<String, String> leaves) {
        if (written instanceof Written.Text text) {
            if (!text.empty()) {
                leaves.put(path, text.text());
            }
        } else if (written instanceof Written.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                String entry = path + "[" + i + "]";
                int before = leaves.size();
                flatten(list.items().get(i), entry, leaves);
                if (leaves.size() == before) {
                    leaves.put(entry, "");
                }
            }
        } else if (written instanceof Written.Block block) {
            block.entries().forEach((key, value) -> flatten(value, TableLayout.joined(path, key), leaves));
        }
    }

    /** Maps, lists and texts, as {@link CanonicalForm#dump} takes them. */
    static Map<String, Object> tree(Map<String, String> leaves) {
        Node root = new Node();
        leaves.forEach((path, text) -> root.at(segments(path)).text = text);
        return root.block();
    }

    /** {@code personen[2].mail} → {@code personen}, {@code [2]}, {@code mail}. */
    static List<String> segments(String path) {
        return SEGMENT.matcher(path).results().map(MatchResult::group).toList();
    }

    private static final class Node {
        private final Map<String, Node> below = new LinkedHashMap<>();
        private String text = "";

        Node at(List<String> segments) {
            Node node = this;
            for (String segment : segments) {
                node = node.below.computeIfAbsent(segment, none -> new Node());
            }
            return node;
        }

        private Object value() {
            if (below.isEmpty()) {
                return text;
            }
            return below.keySet().iterator().next().startsWith("[") ? items() : block();
        }

        private Map<String, Object> block() {
            Map<String, Object> block = new LinkedHashMap<>();
            below.forEach((key, node) -> {
                if (!node.below.isEmpty() || !node.text.isEmpty()) {
                    block.put(key, node.value());
                }
            });
            if (!text.isEmpty()) {
                block.put(BESIDE, text);
            }
            return block;
        }

        private List<Object> items() {
            List<Object> items = new ArrayList<>();
            // An entry in which nothing stands yet is a block without keys, each one its own: a shared one would get an
            // anchor.
            below.values()
                    .forEach(node -> items.add(
                            node.below.isEmpty() && node.text.isEmpty() ? new LinkedHashMap<>() : node.value()));
            if (!text.isEmpty()) {
                items.add(text);
            }
            return items;
        }
    }
}
