package federzug.drafting;

import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The templates in a folder; a template is a sub-folder with a {@code vorlage.docx}. */
@Component
class FolderTemplateCatalogue implements TemplateCatalogue {
    static final String FILE = "vorlage.docx";

    private final Path folder;

    FolderTemplateCatalogue(DraftingSettings settings) {
        this.folder = settings.templates().toAbsolutePath().normalize();
    }

    @Override
    public List<String> names() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(path -> Files.isRegularFile(path.resolve(FILE)))
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
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
                    "drafting.template.unknown", Place.NOWHERE, name, Suggestion.orAll(name, names), folder);
        }
        return folder.resolve(name).resolve(FILE);
    }
}
