package federzug.start;

import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes another database than the embedded one from {@code federzug.database.url}, with its password from a variable or
 * a file: it never stands in the configuration. Runs after the configuration files were read.
 */
@NullMarked
public final class DatabaseAddress implements EnvironmentPostProcessor, Ordered {
    private static final String PREFIX = "federzug.database.";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        @Nullable String url = environment.getProperty(PREFIX + "url");
        if (url == null || url.isBlank()) {
            if ("database".equalsIgnoreCase(environment.getProperty("federzug.documents"))) {
                throw refused("pipeline.database.documents");
            }
            return;
        }
        if (!isUsable(url)) {
            throw refused("pipeline.database.url");
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", environment.getProperty(PREFIX + "user", "federzug"));
        properties.put("spring.datasource.password", password(environment));
        environment.getPropertySources().addFirst(new MapPropertySource("federzug-database", properties));
    }

    /** Whether it names a PostgreSQL database and holds no password. */
    static boolean isUsable(String url) {
        return url.startsWith("jdbc:postgresql:")
                && !url.toLowerCase(java.util.Locale.ROOT).contains("password=");
    }

    /** Empty if none is named: the server may know the user by certificate or by its own account. */
    private static String password(ConfigurableEnvironment environment) {
        @Nullable String variable = environment.getProperty(PREFIX + "password-env");
        if (variable != null) {
            @Nullable String value = System.getenv(variable);
            if (value == null) {
                throw refused("pipeline.database.no-variable", variable);
            }
            return value;
        }
        @Nullable String file = environment.getProperty(PREFIX + "password-file");
        return file == null ? "" : fromFile(Path.of(file));
    }

    private static String fromFile(Path file) {
        try {
            if (SecretReference.isOpen(file)) {
                throw refused("pipeline.database.file-open", file);
            }
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw refused("pipeline.database.no-file", file).causedBy(e);
        }
    }

    private static PipelineException refused(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }
}
