package federzug.agreement;

import federzug.agreement.DataFields.Field;
import federzug.agreement.DataFields.Kind;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The data of one matter as fields, each under its path, as they were typed: nothing is judged here. Whatever is no field
 * of the data format stays among them, so that nothing is lost on the way through a form.
 */
public final class DataForm {
    public static final DataForm EMPTY = new DataForm(Map.of());

    /** What a page may name: keys, and numbers in brackets. */
    private static final Pattern PATH =
            Pattern.compile("[^\\[\\].\\s]{1,60}(?:\\[\\d{1,5}])*(?:\\.[^\\[\\].\\s]{1,60}(?:\\[\\d{1,5}])*){0,12}");

    private static final int LARGEST = 1_000_000;

    /** Each text under its full path; an entry in which nothing stands yet has its own path and an empty text. */
    private final Map<String, String> leaves;

    private DataForm(Map<String, String> leaves) {
        this.leaves = leaves;
    }

    /**
     * @param form empty if the text is no YAML
     * @param notices why not, and what is remarkable about the text as such
     */
    public record Read(Optional<DataForm> form, List<Notice> notices) {
        public Read {
            notices = List.copyOf(notices);
        }
    }

    /** Reads YAML as fields, whatever the values are. */
    public static Read read(String yaml, String file) {
        Problems problems = new Problems();
        if (yaml.length() > LARGEST) {
            problems.error("agreement.file.too-large", Place.file(file), LARGEST / 1_000_000);
            return new Read(Optional.empty(), problems.notices());
        }
        Optional<DataForm> form = YamlDocument.read(yaml, file, problems).flatMap(written -> {
            if (written instanceof Written.Block block) {
                return Optional.of(new DataForm(FlatData.flat(block)));
            }
            problems.error("agreement.value.not-block", written.place());
            return Optional.empty();
        });
        return new Read(problems.hasErrors() ? Optional.empty() : form, problems.notices());
    }

    /** The press list of a file, CSV or Excel, in the place of the one that stands here. */
    public Read withPressList(Path file) {
        Problems problems = new Problems();
        List<PressRelease.Recipient> recipients = new CsvPressLists(MatterFolder.of(file))
                .read(String.valueOf(file.getFileName()), Place.NOWHERE, problems);
        if (problems.hasErrors()) {
            return new Read(Optional.empty(), problems.notices());
        }
        Map<String, String> changed = without(DataFields.PRESS_LIST);
        List<Map<String, String>> rows =
                recipients.stream().map(PressListText::row).toList();
        addRows(changed, DataFields.PRESS_LIST, rows);
        return new Read(Optional.of(new DataForm(changed)), problems.notices());
    }

    /**
     * What a page sent.
     *
     * @param sent the values of each field by its path, as typed; a path of an entry alone says that it is there
     */
    public static DataForm typed(Map<String, List<String>> sent) {
        Map<String, String> leaves = new LinkedHashMap<>();
        sent.forEach((path, values) -> {
            if (PATH.matcher(path).matches()) {
                put(leaves, path, values);
            }
        });
        return new DataForm(leaves).inOrder();
    }

    private static void put(Map<String, String> leaves, String path, List<String> values) {
        Optional<Field> field = DataFields.at(path);
        String text = String.join("\n", values).replace("\r\n", "\n").replace('\r', '\n');
        Kind kind = field.map(Field::kind).orElse(Kind.TEXT);
        if (kind == Kind.ROWS) {
            Optional<List<Map<String, String>>> rows = PressListText.rows(text);
            if (rows.isPresent()) {
                addRows(leaves, path, rows.get());
            } else if (!text.isBlank()) {
                leaves.put(path, text.strip());
            }
        } else if (kind == Kind.KEYS || kind == Kind.LINES) {
            List<String> several =
                    TableWords.several(text, kind == Kind.KEYS ? TableLayout.Kind.KEYS : TableLayout.Kind.SPELLINGS);
            for (int i = 0; i < several.size(); i++) {
                leaves.put(path + "[" + i + "]", several.get(i));
            }
        } else if (!text.isBlank()) {
            leaves.put(path, field.map(one -> DataFields.asWritten(one, text)).orElse(text));
        } else if (path.endsWith("]")) {
            leaves.put(path, "");
        }
    }

    private static void addRows(Map<String, String> leaves, String list, List<Map<String, String>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            String entry = list + "[" + i + "].";
            rows.get(i).forEach((key, value) -> leaves.put(entry + key, value));
        }
    }

    /** The data as YAML, to be read by {@link MatterReader} or by {@link #read}. */
    public String yaml() {
        return CanonicalForm.dump(FlatData.tree(leaves));
    }

    /** What a field shows: a list of texts has one in each line, the press list is a table. */
    public String text(String path) {
        Kind kind = DataFields.at(path).map(Field::kind).orElse(Kind.TEXT);
        if (kind == Kind.ROWS && count(path) > 0) {
            return PressListText.text(rows(path));
        }
        if (kind == Kind.KEYS || kind == Kind.LINES) {
            return String.join("\n", texts(path));
        }
        return leaves.getOrDefault(path, "");
    }

    /** The texts of a list of texts. */
    public List<String> texts(String path) {
        String one = leaves.get(path);
        if (one != null && !one.isEmpty()) {
            return List.of(one);
        }
        return leaves.entrySet().stream()
                .filter(leaf -> leaf.getKey().matches(Pattern.quote(path) + "\\[\\d+]"))
                .map(Map.Entry::getValue)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private List<Map<String, String>> rows(String list) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < count(list); i++) {
            String entry = list + "[" + i + "].";
            Map<String, String> row = new LinkedHashMap<>();
            leaves.forEach((path, text) -> {
                if (path.startsWith(entry)) {
                    row.put(path.substring(entry.length()), text);
                }
            });
            rows.add(row);
        }
        return rows;
    }

    /** How many entries a list has, empty ones too. */
    public int count(String list) {
        return (int) leaves.keySet().stream()
                .filter(path -> path.startsWith(list + "["))
                .map(path -> path.substring(list.length() + 1, path.indexOf(']', list.length())))
                .distinct()
                .count();
    }

    /** Whether anything stands at this path or below. */
    public boolean has(String path) {
        return leaves.entrySet().stream().anyMatch(leaf -> !leaf.getValue().isEmpty() && isBelow(leaf.getKey(), path));
    }

    private static boolean isBelow(String path, String above) {
        return path.equals(above) || path.startsWith(above + ".") || path.startsWith(above + "[");
    }

    /** The same data with another text in one field. */
    public DataForm with(String path, String text) {
        Map<String, String> changed = without(path);
        put(changed, path, List.of(text));
        return new DataForm(changed);
    }

    /**
     * The same data with what a page sent of some fields. Of a list that is open as a whole the page sends all.
     *
     * @param wholes paths that are replaced as a whole if anything of them was sent
     * @param open which other paths may be changed
     */
    public DataForm overlaid(Map<String, List<String>> sent, Set<String> wholes, Predicate<String> open) {
        Map<String, String> changed = new LinkedHashMap<>(leaves);
        for (String whole : wholes) {
            if (sent.keySet().stream().anyMatch(path -> isBelow(path, whole))) {
                changed.keySet().removeIf(leaf -> isBelow(leaf, whole));
            }
        }
        sent.forEach((path, values) -> {
            boolean whole = wholes.stream().anyMatch(each -> isBelow(path, each));
            if (PATH.matcher(path).matches() && (whole || open.test(path))) {
                changed.keySet().removeIf(leaf -> !whole && isBelow(leaf, path));
                put(changed, path, values);
            }
        });
        return new DataForm(changed).inOrder();
    }

    /** The same data with an empty entry at the end of a list. */
    public DataForm withEntry(String list) {
        Map<String, String> changed = new LinkedHashMap<>(leaves);
        changed.put(list + "[" + count(list) + "]", "");
        return new DataForm(changed);
    }

    /** The same data without an entry, a block or a field. */
    public DataForm dropping(String path) {
        return new DataForm(without(path)).inOrder();
    }

    /** The same data without entries in which nothing stands. */
    public DataForm withoutEmptyEntries() {
        Map<String, String> changed = new LinkedHashMap<>(leaves);
        changed.values().removeIf(String::isEmpty);
        return new DataForm(changed).inOrder();
    }

    private Map<String, String> without(String path) {
        Map<String, String> changed = new LinkedHashMap<>(leaves);
        changed.keySet().removeIf(leaf -> isBelow(leaf, path));
        return changed;
    }

    /** Renumbers entries from 0; a text at the path of a block becomes a value in it. */
    private DataForm inOrder() {
        return read(yaml(), "").form().orElse(this);
    }

    /** What is no field of the data format: path and text. */
    public Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        leaves.forEach((path, text) -> {
            String whole = path.startsWith(DataFields.PRESS_LIST + "[") ? DataFields.PRESS_LIST : path;
            boolean known = text.isEmpty()
                    || DataFields.at(whole).isPresent()
                    || path.endsWith("]")
                            && DataFields.at(path.substring(0, path.lastIndexOf('[')))
                                    .filter(field -> field.kind() == Kind.KEYS || field.kind() == Kind.LINES)
                                    .isPresent();
            if (!known) {
                others.put(path, text);
            }
        });
        return others;
    }

    /** The houses that have a file reference. */
    public Set<String> referenceHouses() {
        return leaves.keySet().stream()
                .filter(path -> path.startsWith(DataFields.REFERENCES + "."))
                .map(path -> path.substring(DataFields.REFERENCES.length() + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each text under its path; for those who compare forms. */
    Map<String, String> leaves() {
        return leaves;
    }

    /** @param leaves the text in brackets identifies an entry */
    static DataForm of(Map<String, String> leaves) {
        return new DataForm(leaves).inOrder();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataForm form && form.leaves.equals(leaves);
    }

    @Override
    public int hashCode() {
        return leaves.hashCode();
    }

    @Override
    public String toString() {
        return leaves.toString();
    }
}
