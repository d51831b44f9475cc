package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Checks configuration file and environment before anything starts, and reports all problems at once, each with its
 * line. Resolves {@code env:} and {@code file:} to the two settings that those who need the secret read. Without a
 * configuration file there is next to nothing to do.
 */
@NullMarked
public final class SettingsCheck implements EnvironmentPostProcessor, Ordered {
    /** Just before those who use settings at once. */
    private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 10;

    private static final Set<String> OF_THE_FRAME = Set.of("spring", "logging", "server", "management");
    /** Each has a file {@code log-*.xml} beside this class. */
    private static final List<String> LOG_FORMS = List.of("ecs", "logstash", "gelf");

    private static final String LOG_FORM = "logging.structured.format.file";
    private static final String OURS = "federzug";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)}");

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<OriginTrackedMapPropertySource> files = environment.getPropertySources().stream()
                .filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .filter(SettingsCheck::isAFile)
                .toList();
        Map<String, Object> variables = variables(environment);
        if (files.isEmpty() && variables.isEmpty()) {
            return;
        }
        Check check = new Check(environment);
        files.forEach(check::file);
        variables.forEach(check::variable);
        check.end();
    }

    private static boolean isAFile(OriginTrackedMapPropertySource source) {
        return source.getSource().keySet().stream()
                .map(source::getOrigin)
                .anyMatch(origin -> resource(origin).isPresent());
    }

    /** Whether a value stands in a file of the house, not in one of the product. */
    static boolean isOfAFile(@Nullable Origin origin) {
        return resource(origin).isPresent();
    }

    private static Optional<Resource> resource(@Nullable Origin origin) {
        return origin instanceof TextResourceOrigin text && !(bare(text.getResource()) instanceof ClassPathResource)
                ? Optional.ofNullable(text.getResource())
                : Optional.empty();
    }

    /** Files of the product itself come wrapped, with the class path in their description. */
    private static @Nullable Resource bare(@Nullable Resource resource) {
        return resource != null && resource.getDescription().startsWith("class path resource")
                ? new ClassPathResource("application.yaml")
                : resource;
    }

    private static Map<String, Object> variables(ConfigurableEnvironment environment) {
        Map<String, Object> ours = new TreeMap<>();
        environment.getSystemEnvironment().forEach((name, value) -> {
            if (name.startsWith("FEDERZUG_")) {
                ours.put(name, value);
            }
        });
        return ours;
    }

    /** One look at all sources. */
    private static final class Check {
        private final ConfigurableEnvironment environment;
        private final SettingsTable table = SettingsTable.read();
        private final List<Notice> troubles = new ArrayList<>();
        private final Map<String, Object> resolved = new HashMap<>();
        private final Map<String, Place> places = new HashMap<>();

        Check(ConfigurableEnvironment environment) {
            this.environment = environment;
        }

        void file(OriginTrackedMapPropertySource source) {
            source.getSource().forEach((key, value) -> look(key, String.valueOf(value), place(source, key)));
            Map<String, Object> said = new LinkedHashMap<>(source.getSource());
            if (said.entrySet().removeIf(one -> isBareHeading(one.getKey(), String.valueOf(one.getValue())))) {
                environment
                        .getPropertySources()
                        .replace(source.getName(), new OriginTrackedMapPropertySource(source.getName(), said, true));
            }
        }

        /** All below it is a comment: it says nothing, but could not be read as a group of settings. */
        private boolean isBareHeading(String key, String value) {
            return value.isBlank() && table.isBranch(ConfigurationPropertyName.adapt(key, '.'));
        }

        void variable(String name, Object value) {
            table.ofVariable(name).ifPresent(setting -> {
                Place place = Place.in("", name);
                SettingValue.fault(setting, setting.key(), value.toString(), place)
                        .ifPresent(troubles::add);
                secret(setting, setting.key(), value.toString(), place);
            });
        }

        private static Place place(PropertySource<?> source, String key) {
            Origin origin = OriginLookup.getOrigin(source, key);
            return origin instanceof TextResourceOrigin text ? SettingsCheck.place(text) : Place.NOWHERE;
        }

        private void look(String key, String value, Place place) {
            ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
            String first = name.isEmpty() ? key : name.getElement(0, ConfigurationPropertyName.Form.ORIGINAL);
            if (OF_THE_FRAME.contains(first)) {
                if (name.toString().equals(LOG_FORM) && !LOG_FORMS.contains(value.strip())) {
                    troubles.add(
                            Notice.error("start.settings.choice", place, key, value, String.join(", ", LOG_FORMS)));
                }
                return;
            }
            places.putIfAbsent(name.toString(), place);
            Optional<Setting> setting = first.equals(OURS) ? table.find(name) : Optional.empty();
            if (setting.isPresent()) {
                value(setting.get(), key, value, place);
            } else if (table.isBranch(name)) {
                // A heading without anything below it says nothing.
                if (!value.isBlank()) {
                    troubles.add(Notice.error("start.settings.branch", place, key));
                }
            } else {
                unknown(key, name, place);
            }
        }

        private void unknown(String key, ConfigurationPropertyName name, Place place) {
            String near = table.nearest(name).orElse("");
            troubles.add(Notice.error("start.settings.unknown", place, key, near.isEmpty() ? 0 : 1, near));
        }

        private void value(Setting setting, String key, String value, Place place) {
            String known = environment.resolvePlaceholders(value);
            Matcher open = PLACEHOLDER.matcher(known);
            if (open.find()) {
                troubles.add(Notice.error("start.settings.placeholder", place, key, open.group(1)));
                return;
            }
            if (setting.list() && !key.endsWith("]")) {
                for (String one : known.split(",")) {
                    SettingValue.fault(setting, key, one, place).ifPresent(troubles::add);
                }
                return;
            }
            Optional<Notice> fault = SettingValue.fault(setting, key, known, place);
            fault.ifPresent(troubles::add);
            if (fault.isEmpty()) {
                secret(setting, key, known, place);
            }
        }

        /** What users of the secret read are the two settings beside it. */
        private void secret(Setting setting, String key, String value, Place place) {
            if (setting.kind() == Setting.Kind.SECRET_FILE && SecretReference.isOpen(value)) {
                troubles.add(Notice.error("start.settings.secret-open", place, key, value));
            }
            if (setting.kind() != Setting.Kind.SECRET) {
                return;
            }
            SecretReference.of(value).ifPresent(reference -> {
                if (!reference.variable() && SecretReference.isOpen(reference.where())) {
                    troubles.add(Notice.error("start.settings.secret-open", place, key, reference.where()));
                }
                for (String other : List.of("-env", "-file")) {
                    if (environment.containsProperty(key + other)) {
                        troubles.add(Notice.error("start.settings.secret-twice", place, key, key + other));
                    }
                }
                resolved.put(key + (reference.variable() ? "-env" : "-file"), reference.where());
            });
        }

        void end() {
            if (places.keySet().stream().anyMatch(key -> key.equals("federzug.delivery.smtp.host"))
                    && !environment
                            .getProperty("federzug.delivery.smtp.host", "")
                            .isBlank()
                    && environment
                            .getProperty("federzug.delivery.sender-address", "")
                            .isBlank()) {
                troubles.add(Notice.error(
                        "start.settings.no-sender",
                        places.getOrDefault("federzug.delivery.smtp.host", Place.NOWHERE),
                        "federzug.delivery.sender-address"));
            }
            if (!troubles.isEmpty()) {
                troubles.sort(Comparator.comparing((Notice one) -> one.place().file())
                        .thenComparing(one -> one.place().line()));
                throw new StartException(troubles);
            }
            if (!resolved.isEmpty()) {
                environment.getPropertySources().addLast(new MapPropertySource("federzug-secrets", resolved));
            }
        }
    }

    static Place place(TextResourceOrigin origin) {
        TextResourceOrigin.Location location = origin.getLocation();
        return new Place(name(origin.getResource()), location == null ? 0 : location.getLine() + 1, "");
    }

    private static String name(@Nullable Resource resource) {
        if (resource == null) {
            return "";
        }
        try {
            return resource.getFile().getPath();
        } catch (IOException e) {
            return String.valueOf(resource.getFilename());
        }
    }
}
