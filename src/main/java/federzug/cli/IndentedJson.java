package federzug.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON with a line for each value. A class of its own, so that "--help" does not make it, too. */
final class IndentedJson {
    static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private IndentedJson() {}
}
