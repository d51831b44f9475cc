package federzug.drafting;

import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Says which parties the text of a template binds, as its {@code felder.yaml} declares ({@code bindet}). */
final class BoundParties {

    private final List<Path> folders;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Path list, FileTime written, Map<String, String> parties) {}

    /** @param folders with templates, the first one that has it counts */
    BoundParties(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Empty if the template declares none, or cannot be read: that is reported when it is filled. */
    Map<String, String> by(String template) {
        Path list = folders.stream()
                .map(folder -> folder.resolve(template))
                .filter(folder -> Files.isRegularFile(folder.resolve(FolderTemplateCatalogue.FILE)))
                .findFirst()
                .orElseGet(() -> folders.get(folders.size() - 1).resolve(template))
                .resolve(FieldList.FILE);
        try {
            FileTime written = Files.getLastModifiedTime(list);
            Known before = known.get(template);
            if (before == null
                    || !before.list().equals(list)
                    || !before.written().equals(written)) {
                before = new Known(
                        list,
                        written,
                        names(FieldList.read(Files.readString(list), Place.file(FieldList.FILE))
                                .binds()));
                known.put(template, before);
            }
            return before.parties();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, String> names(Set<String> keys) {
        Map<String, String> names = new TreeMap<>();
        for (String key : keys) {
            names.put(
                    key,
                    Grammar.german().knowsHouse(key)
                            ? Grammar.german().house(key).getOrDefault("rolle", key)
                            : Parties.MUNICIPALITY);
        }
        return names;
    }
}
