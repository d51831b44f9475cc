package federzug.document;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the documents are kept.
 *
 * @param home folder of data and database ({@code --home}); documents lie in its sub-folder {@code documents}
 * @param documents {@code auto}: in the database if that is PostgreSQL, else in the home; {@code database}; {@code home}
 * @param database which one, beside the embedded database
 */
@ConfigurationProperties("federzug")
record DocumentSettings(
        @DefaultValue("./federzug-home") Path home,
        @DefaultValue("auto") Where documents,
        @DefaultValue Address database) {
    enum Where {
        AUTO,
        DATABASE,
        HOME
    }

    /** @param url empty: the embedded database */
    record Address(@DefaultValue("") String url) {}

    /** All in the home. */
    static DocumentSettings in(Path home) {
        return new DocumentSettings(home, Where.AUTO, new Address(""));
    }

    /** The embedded database holds no documents: it would grow with each of them, and its file is on this machine. */
    boolean inDatabase() {
        return documents != Where.HOME && !database.url().isBlank();
    }

    Path folder() {
        return home.resolve("documents");
    }
}
