package federzug.agreement;

import federzug.agreement.TableLayout.Sheet;
import federzug.agreement.XlsxTable.SheetRows;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads matters from tables: a CSV file with one row per matter, streamed; or an Excel workbook whose sheets are joined
 * by the column „Kennung“.
 */
final class TableMatters {
    /** @param taker gets one matter, or none, and what was found; errors of the file come without a matter */
    void each(Path file, BiConsumer<Optional<Matter>, Problems> taker) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            csv(file, taker);
        } else {
            workbook(file, taker);
        }
    }

    private static void csv(Path file, BiConsumer<Optional<Matter>, Problems> taker) {
        String shown = DataFile.shown(file);
        Problems around = new Problems();
        OneRowEach rows = new OneRowEach(file, shown, taker, around);
        new CsvTable(file, around).rows(rows::take);
        rows.end();
        if (!around.notices().isEmpty()) {
            taker.accept(Optional.empty(), around);
        }
    }

    /** A table without sheets: the header, then one matter after the other. */
    private static final class OneRowEach {
        private final Path file;
        private final String shown;
        private final BiConsumer<Optional<Matter>, Problems> taker;
        private final Problems around;
        private @Nullable TableHeader header;
        private boolean begun;
        private boolean any;

        OneRowEach(Path file, String shown, BiConsumer<Optional<Matter>, Problems> taker, Problems around) {
            this.file = file;
            this.shown = shown;
            this.taker = taker;
            this.around = around;
        }

        void take(TableRow row) {
            if (!begun) {
                begun = true;
                header = TableHeader.read(shown, "", TableLayout.MATTERS, row, around)
                        .orElse(null);
            } else if (header != null) {
                any = true;
                if (header.touches(row)) {
                    around.refuse(1);
                    return;
                }
                Problems problems = new Problems();
                TableTree tree = new TableTree(shown, problems);
                tree.add(header, TableLayout.MATTERS, row);
                finish(file, tree, problems, taker);
            }
        }

        void end() {
            if (!any && !around.hasErrors()) {
                around.error("agreement.table.empty", Place.file(shown));
            }
        }
    }

    private static void finish(
            Path file, TableTree tree, Problems problems, BiConsumer<Optional<Matter>, Problems> taker) {
        Written written = tree.written();
        Written.NamedPlaces names = new Written.NamedPlaces(written);
        Optional<Matter> matter = MatterReading.read(written, file, ReferencedFiles.of(file), problems)
                .map(found -> found.withSource(names.named(tree.located(found.source()))))
                .map(CanonicalForm::addedTo);
        Problems located = new Problems();
        for (Notice notice : problems.notices()) {
            located.add(names.named(tree.located(notice), notice.place().within()));
        }
        Optional<Matter> good = matter.filter(found -> !located.hasErrors());
        located.refuse(good.isPresent() ? 0 : 1);
        taker.accept(good, located);
    }

    private static void workbook(Path file, BiConsumer<Optional<Matter>, Problems> taker) {
        Problems around = new Problems();
        List<SheetRows> sheets = new XlsxTable(file, around).sheets();
        Map<String, Joined> matters = around.hasErrors() ? Map.of() : new Join(file, around).join(sheets);
        if (!around.notices().isEmpty()) {
            taker.accept(Optional.empty(), around);
        }
        for (Iterator<Joined> each = matters.values().iterator(); each.hasNext(); ) {
            Joined joined = each.next();
            Problems problems = new Problems();
            TableTree tree = new TableTree(DataFile.shown(file), problems);
            joined.rows().forEach(row -> tree.add(row.header(), row.sheet(), row.row()));
            each.remove();
            finish(file, tree, problems, taker);
        }
    }

    /** A matter's rows as they stand; what they say takes much more room and is made for one matter at a time. */
    private record Joined(List<JoinedRow> rows) {
        private record JoinedRow(TableHeader header, Sheet sheet, TableRow row) {}

        void add(TableHeader header, Sheet sheet, TableRow row) {
            rows.add(new JoinedRow(header, sheet, row));
        }
    }

    /** Brings the rows of all sheets to their matters. */
    private static final class Join {
        private static final int NAMED = 10;

        private final String shown;
        private final Problems around;
        private final Map<String, Joined> matters = new LinkedHashMap<>();
        private final Set<String> incomplete = new LinkedHashSet<>();
        /** Of those, the ones that a wrong sheet or heading touches. */
        private final Set<String> touched = new LinkedHashSet<>();
        /** False: nobody can say which matters a mistake touches. */
        private boolean whole = true;

        Join(Path file, Problems around) {
            this.shown = DataFile.shown(file);
            this.around = around;
        }

        /** @return without the matters that a wrong sheet or heading touches: without one of its lists a matter is another */
        Map<String, Joined> join(List<SheetRows> sheets) {
            List<Known> known = known(sheets);
            if (!whole) {
                return Map.of();
            }
            for (Known sheet : known) {
                String above = "";
                for (TableRow row : sheet.rows()) {
                    add(sheet, row, above);
                    String id = sheet.header().id(row);
                    above = id.isEmpty() ? above : id;
                }
            }
            incomplete.retainAll(matters.keySet());
            matters.keySet().removeAll(incomplete);
            around.refuse(incomplete.size());
            touched.retainAll(incomplete);
            if (!touched.isEmpty()) {
                around.warning("agreement.table.held", Place.file(shown), named(touched), touched.size());
            }
            if (matters.isEmpty() && !around.hasErrors()) {
                around.error("agreement.table.empty", Place.file(shown));
            }
            return matters;
        }

        private static String named(Set<String> ids) {
            String first = ids.stream().limit(NAMED).collect(Collectors.joining(", "));
            return ids.size() > NAMED ? first + " …" : first;
        }

        private record Known(Sheet sheet, TableHeader header, List<TableRow> rows) {}

        /** The sheets with their headers, the matters' own first. */
        private List<Known> known(List<SheetRows> sheets) {
            List<Known> known = new ArrayList<>();
            boolean matters = false;
            for (SheetRows rows : sheets) {
                Optional<Sheet> sheet = TableLayout.sheet(rows.name());
                matters |= sheet.filter(TableLayout.MATTERS::equals).isPresent();
                if (sheet.isEmpty()) {
                    unknown(rows);
                } else if (!rows.rows().isEmpty()) {
                    Optional<TableHeader> header = TableHeader.read(
                            shown, rows.name(), sheet.get(), rows.rows().get(0), around);
                    whole &= header.isPresent();
                    header.map(read -> new Known(
                                    sheet.get(),
                                    read,
                                    rows.rows().subList(1, rows.rows().size())))
                            .ifPresent(found ->
                                    known.add(found.sheet().equals(TableLayout.MATTERS) ? 0 : known.size(), found));
                }
            }
            whole &= matters;
            if (!matters && !around.hasErrors()) {
                around.error("agreement.table.no-sheet", Place.file(shown), TableLayout.MATTERS.name());
            }
            return known;
        }

        private void unknown(SheetRows rows) {
            if (TableLayout.isFree(rows.name()) || rows.rows().isEmpty()) {
                return;
            }
            Place place = Place.cell(shown, rows.name(), 0, "", "");
            Optional<String> near = Suggestion.of(
                    rows.name(), TableLayout.SHEETS.stream().map(Sheet::name).toList());
            if (near.isPresent()) {
                around.error("agreement.table.sheet-near", place, rows.name(), near.get());
                misnamed(rows);
            } else {
                around.warning("agreement.table.sheet", place, rows.name());
            }
        }

        private void touch(String id) {
            incomplete.add(id);
            touched.add(id);
        }

        /** A sheet that is probably a known one under a wrong name: its matters would lack it. */
        private void misnamed(SheetRows rows) {
            int column = 0;
            TableRow heads = rows.rows().get(0);
            while (column < heads.cells().size()
                    && !PathName.of(heads.cell(column).text()).equals("kennung")) {
                column++;
            }
            whole &= column < heads.cells().size();
            for (TableRow row : rows.rows().subList(1, rows.rows().size())) {
                touch(row.cell(column).text().strip());
            }
        }

        /** @param above the identity that was last written in this sheet */
        private void add(Known known, TableRow row, String above) {
            String id = known.header().id(row);
            Place place = known.header().place(row, known.header().idColumn());
            boolean own = known.sheet().equals(TableLayout.MATTERS);
            if (known.header().touches(row)) {
                touch(id.isEmpty() ? above : id);
            }
            if (id.isEmpty() && !own && !above.isEmpty()) {
                // Of merged cells only the first has the value. Without this row the matter would be another.
                incomplete.add(above);
                around.error("agreement.table.no-id-below", place, above);
            } else if (id.isEmpty()) {
                around.error("agreement.table.no-id-value", place);
            } else if (own && matters.containsKey(id)) {
                around.error("agreement.table.id-twice", place, id, TableLayout.MATTERS.name());
            } else if (own) {
                Joined joined = new Joined(new ArrayList<>(1));
                joined.add(known.header(), known.sheet(), row);
                matters.put(id, joined);
            } else {
                @Nullable Joined joined = matters.get(id);
                if (joined != null) {
                    joined.add(known.header(), known.sheet(), row);
                } else {
                    unknownId(place, id);
                }
            }
        }

        private void unknownId(Place place, String id) {
            String sheet = TableLayout.MATTERS.name();
            Optional<String> near = Suggestion.of(id, matters.keySet());
            if (near.isPresent()) {
                around.error("agreement.table.unknown-id-near", place, id, sheet, near.get());
            } else {
                around.error("agreement.table.unknown-id", place, id, sheet);
            }
        }
    }
}
