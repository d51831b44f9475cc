package federzug.document;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the documents are kept.
 *
 * @param home folder of data and database ({@code --home}); documents lie in its sub-folder {@code documents}
 */
@ConfigurationProperties("federzug")
record DocumentSettings(@DefaultValue("./federzug-home") Path home) {
    Path documents() {
        return home.resolve("documents");
    }
}
