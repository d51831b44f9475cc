package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.preparing.Templates.TemplateField;
import federzug.pipeline.preparing.Templates.TemplateFindings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code template check --json} and {@code template fields --json}: the contract for programs. */
final class TemplateJson {
    private static final String SCHEMA = "federzug-template-1";

    private TemplateJson() {}

    static String of(Path file, TemplateFindings findings, Texts texts) {
        ObjectNode root = root(file);
        root.put("usable", !findings.hasErrors()).put("pages", findings.pages());
        ArrayNode notices = root.putArray("notices");
        for (Notice notice : findings.notices()) {
            notices.addObject()
                    .put("code", notice.code())
                    .put("severity", notice.severity().name().toLowerCase(Locale.ROOT))
                    .put("place", notice.place().toString())
                    .put("text", texts.text(notice));
        }
        return IndentedJson.MAPPER.writeValueAsString(root);
    }

    static String of(Path file, List<TemplateField> fields) {
        ObjectNode root = root(file);
        ArrayNode list = root.putArray("fields");
        for (TemplateField field : fields) {
            ObjectNode node = list.addObject()
                    .put("name", field.name())
                    .put("meaning", field.meaning())
                    .put("sample", field.sample())
                    .put("required", field.required());
            ArrayNode places = node.putArray("places");
            field.places().forEach(place -> places.add(place.within()));
        }
        return IndentedJson.MAPPER.writeValueAsString(root);
    }

    /** {@code template fill --json}: the files that were written. */
    static String of(List<Path> written) {
        ObjectNode root = IndentedJson.MAPPER.createObjectNode().put("schema", SCHEMA);
        ArrayNode files = root.putArray("files");
        written.forEach(file -> files.add(file.toString()));
        return IndentedJson.MAPPER.writeValueAsString(root);
    }

    private static ObjectNode root(Path file) {
        return IndentedJson.MAPPER.createObjectNode().put("schema", SCHEMA).put("file", file.toString());
    }
}
