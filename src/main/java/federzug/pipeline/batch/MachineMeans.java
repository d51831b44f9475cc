package federzug.pipeline.batch;

import federzug.document.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Identifies what this machine makes documents with: program, templates, fonts and trust, each by a digest. The trusted
 * lists themselves are left out, since each machine fetches them by itself and they say when they were issued.
 */
@Component
class MachineMeans {
    private static final int BRIEF = 16;
    /** Paths and network settings may differ between machines. */
    private static final List<String> OWN = List.of("cache", "network", "transfer", "examplefolder", "example-folder");

    private final Environment environment;
    private @Nullable Means means;

    MachineMeans(Environment environment) {
        this.environment = environment;
    }

    /**
     * @param program version, with the fonts of the house
     * @param trust anchors and settings
     */
    record Means(String program, String templates, String fonts, String trust) {
        @Override
        public String toString() {
            return "program=" + program + " templates=" + templates + " fonts=" + fonts + " trust=" + trust;
        }
    }

    synchronized Means means() {
        Means known = means;
        if (known == null) {
            known = new Means(
                    program(),
                    brief(folder(path("federzug.drafting.templates"))),
                    brief(folder(path("federzug.rendering.fonts"))),
                    brief(trust()));
            means = known;
        }
        return known;
    }

    private static String program() {
        String version = MachineMeans.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private String trust() {
        Map<String, Object> settings = new TreeMap<>(Binder.get(environment)
                .bind("federzug.trust", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of()));
        OWN.forEach(settings::remove);
        return settings
                + environment.getProperty("federzug.production", "")
                + folder(path("federzug.trust.example-folder"))
                + folder(path("federzug.trust.eu.keystore"))
                + folder(path("federzug.trust.lists.named-signers"));
    }

    private @Nullable Path path(String setting) {
        String path = environment.getProperty(setting);
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    /** Names and digests of all files; empty if there are none. */
    private static String folder(@Nullable Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return "";
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                try (InputStream in = Files.newInputStream(file)) {
                    files.put(name, Digest.of(in).hex());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.toString();
    }

    private static String brief(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, BRIEF);
    }
}
