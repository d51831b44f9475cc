package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads matters from YAML 1.2 files and folders of them. */
@Component
final class YamlMatterReader implements MatterReader {
    static final String FILE_NAME = "vorgang.yaml";
    private static final int LARGEST = 1_000_000;

    private final SharedMailboxes sharedMailboxes;

    YamlMatterReader(SharedMailboxes sharedMailboxes) {
        this.sharedMailboxes = sharedMailboxes;
    }

    @Override
    public Reading read(Path path) {
        Problems around = new Problems();
        List<Mailbox> shared = sharedMailboxes.read(around);
        List<Path> files = filesOf(path, around);
        List<Notice> notices = new ArrayList<>(around.notices());
        Map<String, Matter> matters = new HashMap<>();
        List<Matter> inOrder = new ArrayList<>();
        for (Path file : files) {
            Problems problems = new Problems();
            readFile(file, problems)
                    .map(matter -> sharedMailboxes.addedTo(matter, shared))
                    .ifPresent(matter -> {
                        Matter before = matters.putIfAbsent(matter.id(), matter);
                        if (before == null) {
                            inOrder.add(matter);
                        } else {
                            String other = DataFile.shown(before.source().file());
                            problems.error(
                                    "agreement.matter.twice", matter.source().place("kennung"), matter.id(), other);
                        }
                    });
            notices.addAll(problems.notices());
        }
        return new Reading(inOrder, notices);
    }

    private static Optional<Matter> readFile(Path file, Problems problems) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file.toAbsolutePath() : parent;
        return YamlFile.read(file, LARGEST, problems)
                .flatMap(written -> MatterReading.read(written, file, new CsvPressLists(folder), problems))
                .map(CanonicalForm::addedTo);
    }

    private static List<Path> filesOf(Path path, Problems problems) {
        Place place = Place.file(path.toString());
        if (Files.isRegularFile(path)) {
            String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return List.of(path);
            }
            problems.error(isTable(path) ? "agreement.table.not-yet" : "agreement.file.unknown-kind", place);
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
            } else if (isTable(entry)) {
                // Tables give the same Written as YAML does: their reader belongs here.
                problems.error("agreement.table.not-yet", Place.file(DataFile.shown(entry)));
            }
        }
        if (files.isEmpty() && problems.notices().size() == before) {
            problems.error("agreement.folder.empty", Place.file(folder.toString()), FILE_NAME);
        }
        return files;
    }

    /** {@code vorgang.yml}, {@code Vorgang.yaml} and the like would otherwise be passed over in silence. */
    private static void misnamed(Path folder, Problems problems) {
        for (String name : List.of("vorgang.yml", "Vorgang.yaml", "Vorgang.yml", "vorgang.yaml.txt")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                problems.error("agreement.file.misnamed", Place.file(DataFile.shown(file)), FILE_NAME);
                return;
            }
        }
    }

    private static boolean isTable(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith("vorgaenge") && (name.endsWith(".csv") || name.endsWith(".xlsx"));
    }
}
