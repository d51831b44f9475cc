package federzug.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names every field of the data format with its kind and words, for doors that ask for the fields one by one. The same
 * table stands behind workbooks, so that a form has neither fewer fields nor others.
 */
public final class DataFields {
    /** The press list: rows of their own, which people paste from a table. */
    public static final String PRESS_LIST = "medieninformation.verteiler";

    /** File references, one for each house. */
    public static final String REFERENCES = "aktenzeichen";

    private static final Pattern NUMBERED = Pattern.compile("\\[[^\\]]*]");

    private static final Set<String> PROSE = Set.of(
            "medieninformation.text",
            "medieninformation.ausblick",
            "medieninformation.abbinder",
            "medieninformation.absender",
            "medieninformation.zweite_fassung.text",
            "medieninformation.zitate[].text");
    private static final Map<String, List<String>> WORDS = words();
    private static final List<Group> GROUPS = groups();
    private static final Map<String, Field> BY_PATH = byPath();

    private DataFields() {}

    /** How a field is asked for. */
    public enum Kind {
        TEXT,
        /** Several lines. */
        PROSE,
        YES_NO,
        /** One of the words of the data format. */
        WORD,
        DATE,
        TIME,
        DATE_TIME,
        /** Several keys or words. */
        KEYS,
        /** Several texts, one in a line. */
        LINES,
        /** Rows of a table. */
        ROWS
    }

    /**
     * One field.
     *
     * @param path without numbers, for example {@code personen[].mail}
     * @param key the end of the path, below its group
     * @param words that the data format has for it; empty if any text may stand there
     */
    public record Field(String path, String key, Kind kind, List<String> words) {
        public Field {
            words = List.copyOf(words);
        }
    }

    /**
     * The fields of one block, or of one entry of a list.
     *
     * @param path without numbers, for example {@code vereinbarungen[].unterzeichnende[]}; empty for the matter itself
     */
    public record Group(String path, List<Field> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /** All groups, in the order in which people write them. */
    public static List<Group> all() {
        return GROUPS;
    }

    /**
     * @param path without numbers
     * @throws IllegalArgumentException if there is no such group
     */
    public static Group group(String path) {
        return GROUPS.stream()
                .filter(group -> group.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path));
    }

    /**
     * The field that a path of the data stands for.
     *
     * @param path with or without numbers
     */
    public static Optional<Field> at(String path) {
        String bare = path.indexOf('[') < 0 ? path : NUMBERED.matcher(path).replaceAll("[]");
        Optional<Field> known = Optional.ofNullable(BY_PATH.get(bare));
        if (known.isPresent() || !bare.startsWith(REFERENCES + ".")) {
            return known;
        }
        return Optional.of(new Field(bare, bare.substring(REFERENCES.length() + 1), Kind.TEXT, List.of()));
    }

    private static List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (TableLayout.Sheet sheet : TableLayout.SHEETS) {
            String path = path(sheet);
            if (!path.startsWith(PRESS_LIST)) {
                groups.add(new Group(path, fields(sheet, path)));
            }
        }
        return List.copyOf(groups);
    }

    private static String path(TableLayout.Sheet sheet) {
        if (sheet.path().isEmpty() || !sheet.many()) {
            return sheet.path();
        }
        return sheet.path().replaceFirst("^vereinbarungen\\.", "vereinbarungen[].") + "[]";
    }

    private static List<Field> fields(TableLayout.Sheet sheet, String group) {
        List<Field> fields = new ArrayList<>();
        for (TableLayout.Column column : sheet.columns()) {
            boolean belongs = column.key().equals(TableLayout.AGREEMENT);
            if (!belongs) {
                String path = TableLayout.joined(group, column.key());
                fields.add(
                        new Field(path, column.key(), kind(path, column.kind()), WORDS.getOrDefault(path, List.of())));
            }
        }
        return fields;
    }

    private static Kind kind(String path, TableLayout.Kind kind) {
        if (path.equals(PRESS_LIST)) {
            return Kind.ROWS;
        }
        if (PROSE.contains(path)) {
            return Kind.PROSE;
        }
        return switch (kind) {
            case TEXT -> WORDS.containsKey(path) ? Kind.WORD : Kind.TEXT;
            case YES_NO -> Kind.YES_NO;
            case WORD -> Kind.WORD;
            case DATE -> Kind.DATE;
            case TIME -> Kind.TIME;
            case DATE_TIME -> Kind.DATE_TIME;
            case KEYS -> Kind.KEYS;
            case SPELLINGS -> Kind.LINES;
        };
    }

    private static Map<String, List<String>> words() {
        List<String> salutations = List.copyOf(MatterReading.SALUTATIONS.keySet());
        return Map.of(
                "form", List.copyOf(MatterReading.FORMS.keySet()),
                "polizei.direktion", MatterReading.DIRECTORATES,
                "kommunen[].status", List.copyOf(MatterReading.STATUSES.keySet()),
                "personen[].anrede", salutations,
                "gaeste[].anrede", salutations,
                "personen[].vertretung.art", List.copyOf(MatterReading.DEPUTYSHIPS.keySet()),
                "vereinbarungen[].klauseln", List.copyOf(MatterReading.CLAUSES.keySet()),
                "vereinbarungen[].unterzeichnende[].neues_feld", List.copyOf(MatterReading.OWN_FIELD.keySet()),
                "vereinbarungen[].anlagen[].art", List.copyOf(AnnexReading.KINDS.keySet()),
                "empfaenger[].signierte_dateien", List.copyOf(MailboxReading.SIGNED_FILES.keySet()));
    }

    private static Map<String, Field> byPath() {
        Map<String, Field> fields = new LinkedHashMap<>();
        GROUPS.forEach(group -> group.fields().forEach(field -> fields.put(field.path(), field)));
        return Map.copyOf(fields);
    }

    /** Houses for which a person may act, beside the municipalities of the matter. */
    public static List<String> houses() {
        return MatterReading.HOUSES;
    }

    /** What somebody typed in this field, as the data format has it: {@code 1.12.2021} becomes {@code 2021-12-01}. */
    static String asWritten(Field field, String typed) {
        String text = typed.strip();
        return switch (field.kind()) {
            case DATE -> TableWords.asWritten(text, column(field, TableLayout.Kind.DATE));
            case TIME -> TableWords.asWritten(text, column(field, TableLayout.Kind.TIME));
            case DATE_TIME -> TableWords.asWritten(text, column(field, TableLayout.Kind.DATE_TIME));
            case YES_NO -> TableWords.asWritten(text, column(field, TableLayout.Kind.YES_NO));
            case TEXT, PROSE, WORD, KEYS, LINES, ROWS -> text;
        };
    }

    private static TableLayout.Column column(Field field, TableLayout.Kind kind) {
        return new TableLayout.Column(field.key(), field.key(), kind);
    }
}
