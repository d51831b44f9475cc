package federzug.drafting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The installed templates: folders {@code <name>/vorlage.docx, felder.yaml} under a templates folder, delivered or of the house. */
public interface TemplateCatalogue {
    List<String> names();

    /**
     * @throws DraftingException naming the nearest known template if there is none of that name
     */
    Path template(String name);

    /** Whether one of that name came with the product; one of the house may stand before it. */
    default boolean isDelivered(String name) {
        return names().contains(name);
    }

    /** Folder for templates of the house, which need not be there yet; empty if there is none. */
    default Optional<Path> own() {
        return Optional.empty();
    }
}
