package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.doctor.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** Reports which settings are in force and where they were made, and how Java was started. */
@Component
class InstalledHere implements Installation {
    /** Set by the home: files that are there but do not count. */
    static final String PASSED_OVER = "federzug.configuration-passed-over";

    private static final List<String> ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

    private final ConfigurableEnvironment environment;
    private final Texts texts = Texts.german();

    InstalledHere(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public List<InForce> inForce() {
        SettingsTable table = SettingsTable.read();
        Map<String, InForce> found = new TreeMap<>();
        environment.getSystemEnvironment().forEach((name, value) -> {
            if (name.startsWith("FEDERZUG_")) {
                table.ofVariable(name)
                        .ifPresent(setting -> found.put(
                                setting.key(),
                                new InForce(
                                        setting.key(), value.toString(), texts.text("start.source.variable", name))));
            }
        });
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof OriginTrackedMapPropertySource file) {
                for (String key : file.getPropertyNames()) {
                    fromFile(file, key, table, found);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private void fromFile(
            OriginTrackedMapPropertySource file, String key, SettingsTable table, Map<String, InForce> found) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
        if (SettingsCheck.isOfAFile(file.getOrigin(key))
                && OriginLookup.getOrigin(file, key) instanceof TextResourceOrigin origin
                && table.find(name).filter(Setting::isOpen).isPresent()) {
            String value = environment.resolvePlaceholders(String.valueOf(file.getProperty(key)));
            found.putIfAbsent(
                    key, new InForce(key, value, SettingsCheck.place(origin).toString()));
        }
    }

    @Override
    public List<Notice> files() {
        List<Notice> notices = new ArrayList<>();
        String location = environment.getProperty("spring.config.additional-location", "");
        notices.add(
                location.isEmpty()
                        ? Notice.note("start.config.none", Place.NOWHERE)
                        : Notice.note("start.config.in-force", Place.NOWHERE, path(location)));
        String passedOver = environment.getProperty(PASSED_OVER, "");
        if (!passedOver.isEmpty()) {
            notices.add(Notice.note("start.config.passed-over", Place.NOWHERE, passedOver));
        }
        return notices;
    }

    private static String path(String location) {
        try {
            return Path.of(java.net.URI.create(location)).toString();
        } catch (IllegalArgumentException e) {
            return location;
        }
    }

    @Override
    public List<Notice> archive() {
        @Nullable String file = null;
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            for (String option : ARCHIVES) {
                file = argument.startsWith(option) ? argument.substring(option.length()) : file;
            }
        }
        return List.of(archive(file, Path.of("/proc/self/maps")));
    }

    /**
     * Java silently ignores an archive that does not fit; only the process's memory map shows whether it was opened.
     *
     * @param maps what the system says of this process: one line for each part of memory, with its file; need not exist
     */
    static Notice archive(@Nullable String file, Path maps) {
        if (file == null || !isFilled(file)) {
            return Notice.note("start.archive.none", Place.NOWHERE);
        }
        try (Stream<String> lines = Files.lines(maps)) {
            if (lines.noneMatch(line -> line.endsWith(file))) {
                return Notice.warning("start.archive.refused", Place.file(file));
            }
        } catch (IOException | UncheckedIOException e) {
            // Only Linux reports it.
        }
        return Notice.note("start.archive.used", Place.NOWHERE);
    }

    private static boolean isFilled(String file) {
        try {
            return Files.size(Path.of(file)) > 0;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
