package federzug.drafting;

import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The templates in two folders, those of the house first; a template is a sub-folder with a {@code vorlage.docx}. */
@Component
class FolderTemplateCatalogue implements TemplateCatalogue {
    static final String FILE = "vorlage.docx";

    private final List<Path> folders;
    private final Path delivered;

    FolderTemplateCatalogue(DraftingSettings settings) {
        this.folders = settings.folders();
        this.delivered = folders.get(folders.size() - 1);
    }

    @Override
    public List<String> names() {
        SortedSet<String> names = new TreeSet<>();
        folders.forEach(folder -> names.addAll(names(folder)));
        return List.copyOf(names);
    }

    private List<String> names(Path folder) {
        if (!folder.equals(delivered) && !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isRegularFile(path.resolve(FILE)))
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw DraftingException.refused("drafting.catalogue.unreadable", Place.NOWHERE, folder)
                    .causedBy(e);
        }
    }

    @Override
    public Path template(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw DraftingException.refused(
                    "drafting.template.unknown", Place.NOWHERE, name, Suggestion.orAll(name, names), delivered);
        }
        return folders.stream()
                .map(folder -> folder.resolve(name).resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> delivered.resolve(name).resolve(FILE));
    }

    @Override
    public boolean isDelivered(String name) {
        return names(delivered).contains(name);
    }

    @Override
    public Optional<Path> own() {
        return folders.size() > 1 ? Optional.of(folders.get(0)) : Optional.empty();
    }
}
