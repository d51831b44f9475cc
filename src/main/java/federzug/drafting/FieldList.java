package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * {@code felder.yaml}: what each placeholder of a template means.
 *
 * @param notices what is wrong with the file
 * @param binds {@code bindet}: the parties that the text binds, so that somebody must sign for each
 * @param pictures {@code bilder}: alternative texts by the name that Word shows; empty for one that only decorates
 */
record FieldList(Map<String, Entry> entries, List<Notice> notices, Set<String> binds, Map<String, String> pictures) {
    static final String FILE = "felder.yaml";

    private static final Set<String> PARTIES = Set.of("kommune", "polizei", "lpr", "ministerium");
    private static final Set<String> KEYS = Set.of("name", "bedeutung", "beispiel", "pflicht");
    private static final Set<String> PICTURE_KEYS = Set.of("name", "alternativtext", "schmuck");

    record Entry(String meaning, String sample, boolean required) {}

    static FieldList none() {
        return new FieldList(Map.of(), List.of(), Set.of(), Map.of());
    }

    static FieldList read(String yaml, Place place) {
        List<Notice> notices = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        Set<String> binds = new LinkedHashSet<>();
        Map<String, String> pictures = new LinkedHashMap<>();
        try {
            Object data =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
            Object rows = data instanceof Map<?, ?> map ? map.get("felder") : null;
            if (!(rows instanceof List<?> list)) {
                return new FieldList(
                        Map.of(), List.of(Notice.error("drafting.fields.no-list", place)), Set.of(), Map.of());
            }
            binds(((Map<?, ?>) data).get("bindet"), place, binds, notices);
            int number = 0;
            for (Object row : list) {
                number++;
                entry(row, Place.in(place.file(), "felder[" + (number - 1) + "]"), entries, notices);
            }
            number = 0;
            for (Object row : ((Map<?, ?>) data).get("bilder") instanceof List<?> described ? described : List.of()) {
                number++;
                picture(row, Place.in(place.file(), "bilder[" + (number - 1) + "]"), pictures, notices);
            }
        } catch (YamlEngineException e) {
            String where = e instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked
                    ? marked.getProblemMark()
                            .map(mark -> String.valueOf(mark.getLine() + 1))
                            .orElse("?")
                    : "?";
            notices.add(Notice.error("drafting.fields.not-yaml", place, where));
        }
        return new FieldList(entries, notices, Set.copyOf(binds), Map.copyOf(pictures));
    }

    private static void binds(@Nullable Object written, Place place, Set<String> binds, List<Notice> notices) {
        List<?> parties = written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
        for (Object party : parties) {
            String name = String.valueOf(party).strip();
            if (PARTIES.contains(name)) {
                binds.add(name);
            } else {
                notices.add(Notice.error("drafting.fields.binds", place, name, Suggestion.orAll(name, PARTIES)));
            }
        }
    }

    boolean required(String field) {
        Entry entry = entries.get(field);
        return entry == null || entry.required();
    }

    private static void entry(@Nullable Object row, Place place, Map<String, Entry> entries, List<Notice> notices) {
        Map<?, ?> map = row instanceof Map<?, ?> read ? read : Map.of();
        String name = text(map, "name");
        requireKnown(map, KEYS, place, notices);
        String required = text(map, "pflicht");
        if (!required.equals("ja") && !required.equals("nein")) {
            notices.add(Notice.error("drafting.fields.required", place, name));
        }
        if (name.isEmpty() || text(map, "bedeutung").isEmpty()) {
            notices.add(Notice.error("drafting.fields.incomplete", place));
        } else if (entries.putIfAbsent(
                        name, new Entry(text(map, "bedeutung"), text(map, "beispiel"), required.equals("ja")))
                != null) {
            notices.add(Notice.error("drafting.fields.twice", place, name));
        }
    }

    private static void picture(@Nullable Object row, Place place, Map<String, String> pictures, List<Notice> notices) {
        Map<?, ?> map = row instanceof Map<?, ?> read ? read : Map.of();
        requireKnown(map, PICTURE_KEYS, place, notices);
        String name = text(map, "name");
        String text = text(map, "alternativtext");
        boolean ornament = text(map, "schmuck").equals("ja");
        if (name.isEmpty() || ornament != text.isEmpty()) {
            notices.add(Notice.error("drafting.fields.picture", place));
        } else if (pictures.putIfAbsent(name, text) != null) {
            notices.add(Notice.error("drafting.fields.picture-twice", place, name));
        }
    }

    private static void requireKnown(Map<?, ?> map, Set<String> keys, Place place, List<Notice> notices) {
        for (Object key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                notices.add(Notice.error(
                        "drafting.fields.unknown-key", place, key, Suggestion.orAll(String.valueOf(key), keys)));
            }
        }
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value).strip();
    }
}
