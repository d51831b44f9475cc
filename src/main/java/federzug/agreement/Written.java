package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Puts the name of a person or municipality beside its number in a list: {@code personen[2].mail (Erika Muster)}. Nobody
     * counts the entries of a long list.
     */
    final class NamedPlaces {
        /** The innermost entry that a path goes through. */
        private static final Pattern ENTRY = Pattern.compile("^(.*\\b[a-z_]+\\[\\d+])(?:\\.[a-z_]+)?$");

        /** Characters of a name that are shown. */
        private static final int MOST = 60;

        private final Map<String, String> names = new HashMap<>();

        NamedPlaces(Written root) {
            Map<String, String> persons = new HashMap<>();
            if (root instanceof Written.Block block) {
                for (String list : List.of("personen", "gaeste")) {
                    each(block, list, list, (path, entry) -> {
                        String name = fullName(entry);
                        persons.putIfAbsent(text(entry, "schluessel"), name);
                        name(path, name.isEmpty() ? persons.getOrDefault(text(entry, "person"), "") : name);
                    });
                }
                each(block, "kommunen", "kommunen", (path, entry) -> name(path, text(entry, "name")));
                each(
                        block,
                        "vereinbarungen",
                        "vereinbarungen",
                        (path, agreement) -> each(
                                agreement,
                                "unterzeichnende",
                                path + ".unterzeichnende",
                                (inner, entry) -> name(inner, persons.getOrDefault(text(entry, "person"), ""))));
                if (block.entries().get("medieninformation") instanceof Written.Block release) {
                    each(
                            release,
                            "zitate",
                            "medieninformation.zitate",
                            (path, entry) -> name(path, persons.getOrDefault(text(entry, "person"), "")));
                }
            }
        }

        /** @param path of the value that the notice is about; its place may be another by now, such as a cell */
        Notice named(Notice notice, String path) {
            return notice.at(named(notice.place(), path));
        }

        Place named(Place place, String path) {
            Matcher entry = ENTRY.matcher(path);
            String name = entry.matches() ? names.getOrDefault(entry.group(1), "") : "";
            return name.isEmpty() || place.within().isEmpty()
                    ? place
                    : new Place(place.file(), place.line(), place.within() + " (" + name + ")");
        }

        Source named(Source source) {
            Map<String, Place> places = new HashMap<>(source.places());
            places.replaceAll((path, place) -> named(place, path));
            return new Source(source.file(), source.text(), places);
        }

        @FunctionalInterface
        private interface Taker {
            void take(String path, Written.Block entry);
        }

        private static void each(Written.Block block, String key, String path, Taker taker) {
            if (block.entries().get(key) instanceof Written.Items list) {
                for (int i = 0; i < list.items().size(); i++) {
                    if (list.items().get(i) instanceof Written.Block entry) {
                        taker.take(path + "[" + i + "]", entry);
                    }
                }
            }
        }

        private void name(String path, String name) {
            // The data are not checked yet: nothing in a name may turn or hide the rest of a message.
            String shown = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "").strip();
            if (!shown.isEmpty()) {
                names.put(path, shown.length() > MOST ? shown.substring(0, MOST) + "…" : shown);
            }
        }

        private static String fullName(Written.Block person) {
            return Stream.of("titel", "vorname", "name")
                    .map(key -> text(person, key))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        private static String text(Written.Block block, String key) {
            return block.entries().get(key) instanceof Written.Text text
                    ? text.text().strip().replaceAll("\\s+", " ")
                    : "";
        }
    }
}
