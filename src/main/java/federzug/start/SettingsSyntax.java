package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.CharConversionException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.origin.TextResourceOrigin;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says where a configuration file cannot be read, and which setting has a value that the class using it rejects. */
public final class SettingsSyntax {
    private SettingsSyntax() {}

    /**
     * @param file the configuration file in force, or null
     * @return empty if the exception is about something else
     */
    public static Optional<Notice> explain(Throwable trouble, @Nullable Path file) {
        String name = file == null ? "" : file.toString();
        if (trouble instanceof MarkedYAMLException marked) {
            @Nullable Mark mark = marked.getProblemMark();
            return Optional.of(
                    Notice.error("start.config.syntax", new Place(name, mark == null ? 0 : mark.getLine() + 1, "")));
        }
        if (trouble instanceof YAMLException
                || trouble instanceof CharacterCodingException
                || trouble instanceof CharConversionException) {
            return Optional.of(Notice.error("start.config.encoding", Place.file(name)));
        }
        return Optional.empty();
    }

    /** Where the value stands that could not be taken. */
    public static Place place(BindException trouble) {
        return trouble.getProperty() != null && trouble.getProperty().getOrigin() instanceof TextResourceOrigin text
                ? SettingsCheck.place(text)
                : Place.NOWHERE;
    }
}
