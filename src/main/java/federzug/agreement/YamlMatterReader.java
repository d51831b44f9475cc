package federzug.agreement;

import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads matters from YAML 1.2 files, tables and folders of them. */
@Component
final class YamlMatterReader implements MatterReader {
    static final String FILE_NAME = "vorgang.yaml";
    private static final int LARGEST = 1_000_000;

    private final SharedMailboxes sharedMailboxes;
    private final TableMatters tables = new TableMatters();

    YamlMatterReader(SharedMailboxes sharedMailboxes) {
        this.sharedMailboxes = sharedMailboxes;
    }

    @Override
    public void each(Path path, Consumer<Reading> taker) {
        Problems around = new Problems();
        List<Mailbox> shared = sharedMailboxes.read(around);
        List<Path> files = filesOf(path, around);
        tell(around, taker);
        // Identity and place of every matter so far: all that is kept of it.
        Map<String, Place> seen = new HashMap<>();
        for (Path file : files) {
            if (isTable(nameOf(file))) {
                tables.each(file, (matter, problems) -> taker.accept(finished(matter, problems, shared, seen)));
            } else {
                Problems problems = new Problems();
                Optional<Matter> matter = readFile(file, problems);
                problems.refuse(matter.isPresent() ? 0 : 1);
                taker.accept(finished(matter, problems, shared, seen));
            }
        }
    }

    private static void tell(Problems problems, Consumer<Reading> taker) {
        if (!problems.notices().isEmpty()) {
            taker.accept(new Reading(List.of(), problems.notices(), 0));
        }
    }

    private Reading finished(Optional<Matter> read, Problems problems, List<Mailbox> shared, Map<String, Place> seen) {
        Optional<Matter> matter = read.filter(one -> {
            Place here = one.source().place("kennung");
            Place before = seen.putIfAbsent(one.id(), here);
            if (before != null) {
                problems.error("agreement.matter.twice", here, one.id(), before);
                problems.refuse(1);
            }
            return before == null;
        });
        return new Reading(
                matter.map(one -> sharedMailboxes.addedTo(one, shared)).stream().toList(),
                problems.notices(),
                problems.refused());
    }

    private static Optional<Matter> readFile(Path file, Problems problems) {
        return YamlFile.read(file, LARGEST, problems).flatMap(written -> {
            Optional<Matter> matter = MatterReading.read(written, file, ReferencedFiles.of(file), problems);
            Written.NamedPlaces names = new Written.NamedPlaces(written);
            problems.replace(notice -> names.named(notice, notice.place().within()));
            return matter.map(found -> found.withSource(names.named(found.source())))
                    .map(CanonicalForm::addedTo);
        });
    }

    private static List<Path> filesOf(Path path, Problems problems) {
        Place place = Place.file(path.toString());
        if (Files.isRegularFile(path)) {
            String name = nameOf(path);
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return List.of(path);
            }
            // A file that is named by hand is meant, whatever its name.
            if (isTable(name)) {
                return List.of(path);
            }
            problems.error("agreement.file.unknown-kind", place);
            return List.of();
        }
        if (!Files.isDirectory(path)) {
            problems.error("agreement.file.missing", place, path);
            return List.of();
        }
        return Files.isRegularFile(path.resolve(FILE_NAME))
                ? List.of(path.resolve(FILE_NAME))
                : filesBelow(path, problems);
    }

    private static List<Path> filesBelow(Path folder, Problems problems) {
        List<Path> inside;
        try (Stream<Path> list = Files.list(folder)) {
            inside = list.sorted().toList();
        } catch (IOException e) {
            problems.error("agreement.file.unreadable", Place.file(folder.toString()));
            return List.of();
        }
        int before = problems.notices().size();
        List<Path> files = new ArrayList<>();
        misnamed(folder, problems);
        for (Path entry : inside) {
            if (Files.isRegularFile(entry.resolve(FILE_NAME))) {
                files.add(entry.resolve(FILE_NAME));
            } else if (Files.isDirectory(entry)) {
                misnamed(entry, problems);
            } else if (isTableOfMatters(nameOf(entry)) && Files.isRegularFile(entry)) {
                files.add(entry);
            }
        }
        if (files.isEmpty() && problems.notices().size() == before) {
            problems.error("agreement.folder.empty", Place.file(folder.toString()), FILE_NAME);
        }
        return files;
    }

    /** {@code vorgang.yml}, {@code Vorgang.yaml} and the like would otherwise be silently ignored. */
    private static void misnamed(Path folder, Problems problems) {
        for (String name : List.of("vorgang.yml", "Vorgang.yaml", "Vorgang.yml", "vorgang.yaml.txt")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                problems.error("agreement.file.misnamed", Place.file(DataFile.shown(file)), FILE_NAME);
                return;
            }
        }
    }

    private static boolean isTable(String name) {
        return name.endsWith(".csv") || name.endsWith(".xlsx");
    }

    /** In a folder other tables lie too: press lists, lists of guests. */
    private static boolean isTableOfMatters(String name) {
        return isTable(name) && (name.startsWith("vorgaenge") || name.startsWith("vorgänge"));
    }

    /** In small letters and composed: other systems write an umlaut as two characters. */
    private static String nameOf(Path file) {
        return Normalizer.normalize(String.valueOf(file.getFileName()), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }
}
