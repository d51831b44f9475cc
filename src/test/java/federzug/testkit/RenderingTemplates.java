package federzug.testkit;

import federzug.drafting.TemplateCatalogue;
import java.nio.file.Path;
import java.util.List;

/** The templates as delivered: the folder templates/ of the project. */
public record RenderingTemplates() implements TemplateCatalogue {
    @Override
    public List<String> names() {
        return List.of("kooperationsvereinbarung", "medieninformation");
    }

    @Override
    public Path template(String name) {
        return Path.of("templates", name, "vorlage.docx");
    }
}
