package federzug.drafting;

import java.nio.file.Path;
import java.util.List;

/** The installed templates: folders {@code <name>/vorlage.docx, felder.yaml} under a templates folder. */
public interface TemplateCatalogue {
    List<String> names();

    /**
     * @throws DraftingException naming the nearest known template if there is none of that name
     */
    Path template(String name);
}
