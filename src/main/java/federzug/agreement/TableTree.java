package federzug.agreement;

import federzug.agreement.TableLayout.Column;
import federzug.agreement.TableLayout.Sheet;
import federzug.agreement.TableLayout.Target;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One matter from the rows of a table, as the tree that a YAML file would give. Its places are key paths while it is
 * read, by the same rules as YAML; errors are then reported with sheet, row and column.
 */
final class TableTree {
    private final String file;
    private final Problems problems;
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Map<String, Place> spots = new HashMap<>();

    /** One entry of a list, or the one of a block: its cells by key. */
    private record Entry(TableHeader header, int row, Map<String, Value> values) {}

    private record Value(String text, TableLayout.Kind kind, Place place) {}

    TableTree(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Adds what a row says; a row of a list is one entry, a row with numbered columns may be many. */
    void add(TableHeader header, Sheet sheet, TableRow row) {
        if (row.hidden()) {
            problems.warning("agreement.table.hidden", header.rowPlace(row.number()));
        }
        Map<String, Map<Integer, Entry>> numbered = new LinkedHashMap<>();
        numbered.put(sheet.path(), new TreeMap<>(Map.of(0, entry(header, row))));
        if (sheet.equals(TableLayout.MATTERS)) {
            value(header, row, header.idColumn(), TableLayout.MATTERS.columns().get(0))
                    .ifPresent(value -> own(numbered, "", 0, header, row).put("kennung", value));
        }
        for (int column = 0; column < header.columns(); column++) {
            @Nullable Target target = header.target(column);
            if (target != null) {
                Optional<Value> value = value(header, row, column, target.column());
                String path = target.sheet().path();
                int number = target.number();
                String key = target.column().key();
                value.ifPresent(
                        present -> own(numbered, path, number, header, row).put(key, present));
            }
        }
        numbered.forEach((path, found) ->
                entries.computeIfAbsent(path, none -> new ArrayList<>()).addAll(found.values()));
    }

    private static Map<String, Value> own(
            Map<String, Map<Integer, Entry>> numbered, String path, int number, TableHeader header, TableRow row) {
        return numbered.computeIfAbsent(path, none -> new TreeMap<>())
                .computeIfAbsent(number, none -> entry(header, row))
                .values();
    }

    private static Entry entry(TableHeader header, TableRow row) {
        return new Entry(header, row.number(), new LinkedHashMap<>());
    }

    private Optional<Value> value(TableHeader header, TableRow row, int column, Column meaning) {
        TableRow.Cell cell = row.cell(column);
        Place place = header.place(row, column);
        if (cell.refused() != null) {
            problems.error(cell.refused(), place, cell.text());
            return Optional.empty();
        }
        String text = TableWords.asWritten(cell.text(), meaning);
        return text.isBlank() ? Optional.empty() : Optional.of(new Value(text, meaning.kind(), place));
    }

    Written written() {
        Entry matter = only("").orElseThrow();
        Map<String, Written> root = block(matter, "");
        for (String list : List.of("kommunen", "personen", "gaeste", "empfaenger")) {
            items(list, list).ifPresent(items -> root.put(list, items));
        }
        agreements().ifPresent(items -> root.put("vereinbarungen", items));
        release(matter).ifPresent(block -> root.put("medieninformation", block));
        return new Written.Block(new Place(file, matter.row(), ""), root);
    }

    private Optional<Written> release(Entry matter) {
        String path = "medieninformation";
        Optional<Entry> own = only(path);
        boolean more = Stream.of("zitate", "zahlen", "bild", "zweite_fassung", "verteiler")
                .anyMatch(key -> entries.containsKey(path + "." + key));
        if (own.isEmpty() && !more) {
            return Optional.empty();
        }
        Map<String, Written> block = own.map(entry -> block(entry, path)).orElseGet(LinkedHashMap::new);
        items(path + ".zitate", path + ".zitate").ifPresent(items -> block.put("zitate", items));
        items(path + ".verteiler", path + ".verteiler").ifPresent(items -> block.put("verteiler", items));
        for (String one : List.of("zahlen", "bild", "zweite_fassung")) {
            String within = path + "." + one;
            only(within)
                    .ifPresent(entry -> block.put(
                            one,
                            new Written.Block(stands(new Place(file, entry.row(), within)), block(entry, within))));
        }
        int row = own.map(Entry::row).orElse(matter.row());
        return Optional.of(new Written.Block(stands(new Place(file, row, path)), block));
    }

    /** The one entry of a block; a second row for it is refused. */
    private Optional<Entry> only(String path) {
        List<Entry> found = entries.getOrDefault(path, List.of());
        found.stream()
                .skip(1)
                .forEach(more -> problems.error(
                        "agreement.table.second-row", more.header().rowPlace(more.row())));
        return found.stream().findFirst();
    }

    private Optional<Written> items(String path, String list) {
        List<Entry> found = entries.getOrDefault(list, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(items(path, found, List.of()));
    }

    private Written items(String path, List<Entry> found, List<Map<String, Written>> more) {
        List<Written> items = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String within = path + "[" + i + "]";
            Entry entry = found.get(i);
            spots.putIfAbsent(within, entry.header().rowPlace(entry.row()));
            Map<String, Written> block = block(entry, within);
            if (i < more.size()) {
                block.putAll(more.get(i));
            }
            items.add(new Written.Block(stands(new Place(file, entry.row(), within)), block));
        }
        return new Written.Items(stands(new Place(file, found.get(0).row(), path)), items);
    }

    /**
     * Signatories and annexes stand in lists of their own and go to the agreement they name; to the only one without a
     * name.
     */
    private Optional<Written> agreements() {
        List<Entry> agreements = entries.getOrDefault("vereinbarungen", List.of());
        List<Map<String, Written>> more = new ArrayList<>();
        agreements.forEach(agreement -> more.add(new LinkedHashMap<>()));
        addTo(agreements, more, TableLayout.SIGNATORIES, "unterzeichnende");
        addTo(agreements, more, TableLayout.ANNEXES, "anlagen");
        return agreements.isEmpty() ? Optional.empty() : Optional.of(items("vereinbarungen", agreements, more));
    }

    private void addTo(List<Entry> agreements, List<Map<String, Written>> more, Sheet sheet, String key) {
        Map<Integer, List<Entry>> owned = new TreeMap<>();
        for (Entry entry : entries.getOrDefault(sheet.path(), List.of())) {
            int which = agreementOf(entry, agreements);
            if (which >= 0) {
                entry.values().remove(TableLayout.AGREEMENT);
                owned.computeIfAbsent(which, none -> new ArrayList<>()).add(entry);
            }
        }
        owned.forEach((which, own) ->
                more.get(which).put(key, items("vereinbarungen[" + which + "]." + key, own, List.of())));
    }

    private int agreementOf(Entry entry, List<Entry> agreements) {
        @Nullable Value named = entry.values().get(TableLayout.AGREEMENT);
        if (named == null && agreements.size() == 1) {
            return 0;
        }
        for (int i = 0; i < agreements.size() && named != null; i++) {
            @Nullable Value key = agreements.get(i).values().get("schluessel");
            if (key != null && key.text().equals(named.text())) {
                return i;
            }
        }
        problems.error(
                "agreement.table.no-agreement",
                named == null ? entry.header().missing(entry.row(), "Vereinbarung") : named.place(),
                named == null ? "" : named.text());
        return -1;
    }

    private Map<String, Written> block(Entry entry, String path) {
        Map<String, Written> block = new LinkedHashMap<>();
        Map<String, Map<String, Written>> inner = new LinkedHashMap<>();
        entry.values().forEach((key, value) -> {
            String within = TableLayout.joined(path, key);
            spots.put(within, value.place());
            int dot = key.indexOf('.');
            Written written = written(entry, within, value);
            if (dot < 0) {
                block.put(key, written);
            } else {
                inner.computeIfAbsent(key.substring(0, dot), none -> new LinkedHashMap<>())
                        .put(key.substring(dot + 1), written);
            }
        });
        inner.forEach((key, values) -> block.put(
                key, new Written.Block(stands(new Place(file, entry.row(), TableLayout.joined(path, key))), values)));
        return block;
    }

    private Written written(Entry entry, String within, Value value) {
        Place place = stands(new Place(file, entry.row(), within));
        List<String> several = TableWords.several(value.text(), value.kind());
        if (several.isEmpty()) {
            return new Written.Text(place, value.text(), false);
        }
        List<Written> items = new ArrayList<>();
        for (String one : several) {
            String item = within + "[" + items.size() + "]";
            spots.put(item, value.place());
            items.add(new Written.Text(new Place(file, entry.row(), item), one, false));
        }
        return new Written.Items(place, items);
    }

    private Place stands(Place place) {
        problems.stands(place);
        return place;
    }

    /** Adds to a finding its place in the table. */
    Notice located(Notice notice) {
        return notice.at(located(notice.place()));
    }

    /** The same for what is found later, when the matter is compared with its documents. */
    Source located(Source source) {
        Map<String, Place> places = new HashMap<>(source.places());
        places.replaceAll((path, place) -> located(place));
        return new Source(source.file(), source.text(), places);
    }

    private Place located(Place place) {
        String within = place.within();
        @Nullable Place known = spots.get(within);
        if (known == null && !within.isEmpty() && place.file().equals(file)) {
            known = guessed(within, place.line());
        }
        return known == null ? place : known;
    }

    /** What is missing has no cell: its sheet and heading, and the row of the block it belongs to. */
    private @Nullable Place guessed(String within, int row) {
        Optional<Map.Entry<Sheet, Column>> heading = TableLayout.heading(within);
        if (heading.isEmpty()) {
            return null;
        }
        String path = heading.get().getKey().path();
        List<Entry> found = entries.getOrDefault(path, List.of());
        Entry near = found.isEmpty() ? only("").orElseThrow() : found.get(0);
        boolean ownSheet = near.header().hasSheets() && !found.isEmpty();
        String title = heading.get().getValue().heading();
        String one = heading.get().getKey().one();
        return near.header().missing(row, ownSheet || one.isEmpty() ? title : one + " " + title);
    }
}
