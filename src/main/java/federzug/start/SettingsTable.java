package federzug.start;

import federzug.notice.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Knows every setting. From it come the check of configuration files, the one that {@code init} writes, and the manual. */
@NullMarked
public final class SettingsTable {
    private static final String FILE = "settings.txt";

    private final List<Setting> settings;

    private SettingsTable(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    public static SettingsTable read() {
        List<Setting> settings = new ArrayList<>();
        String group = "";
        try (InputStream in = Objects.requireNonNull(SettingsTable.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("## ")) {
                    group = line.substring(3);
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    settings.add(setting(line, group));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SettingsTable(settings);
    }

    private static Setting setting(String line, String group) {
        String[] cells = line.split(" [|]", 4);
        String first = cells[1].strip();
        boolean list = first.endsWith("…");
        String kind = list ? first.substring(0, first.length() - 1) : first;
        int bracket = kind.indexOf('(');
        List<String> words = bracket < 0
                ? List.of()
                : List.of(kind.substring(bracket + 1, kind.length() - 1).split(","));
        String name = bracket < 0 ? kind : kind.substring(0, bracket);
        return new Setting(
                cells[0],
                Setting.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')),
                words,
                list,
                cells[2].strip(),
                cells[3].strip(),
                group);
    }

    public List<Setting> all() {
        return settings;
    }

    /** The setting of this name, however it is spelled ({@code senderName}, {@code sender-name}). */
    Optional<Setting> find(ConfigurationPropertyName name) {
        return settings.stream().filter(one -> matches(one, name, false)).findFirst();
    }

    /** Whether further settings stand below this name. */
    boolean isBranch(ConfigurationPropertyName name) {
        return settings.stream().anyMatch(one -> matches(one, name, true));
    }

    private static boolean matches(Setting setting, ConfigurationPropertyName name, boolean below) {
        List<String> steps = setting.steps();
        int length = name.getNumberOfElements();
        boolean indexed = setting.list() && !below && length == steps.size() + 1 && name.isNumericIndex(length - 1);
        int compared = indexed ? length - 1 : length;
        if (below ? length >= steps.size() : compared != steps.size()) {
            return false;
        }
        for (int i = 0; i < compared; i++) {
            String step = steps.get(i);
            if (!step.equals(Setting.ANY) && !uniform(step).equals(name.getElement(i, Form.UNIFORM))) {
                return false;
            }
        }
        return true;
    }

    /** The setting that an environment variable of this name sets; those with chosen names are not found. */
    Optional<Setting> ofVariable(String variable) {
        String wanted = uniform(variable.replace("_", ""));
        return settings.stream()
                .filter(one -> !one.list() && !one.key().contains(Setting.ANY))
                .filter(one -> uniform(one.key().replace(".", "")).equals(wanted))
                .findFirst();
    }

    /** The known name that this unknown one most resembles, below what the two have in common. */
    Optional<String> nearest(ConfigurationPropertyName name) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            own.add(name.getElement(i, Form.ORIGINAL));
        }
        int common = own.size() - 1;
        while (common > 0 && !isBranch(name.chop(common))) {
            common--;
        }
        String parent = String.join(".", own.subList(0, common));
        ConfigurationPropertyName branch = name.chop(common);
        int depth = common;
        List<String> below = settings.stream()
                .filter(Setting::isOpen)
                .filter(one -> matches(one, branch, true))
                .map(one ->
                        String.join(".", one.steps().subList(depth, one.steps().size())))
                .toList();
        return Suggestion.of(String.join(".", own.subList(common, own.size())), below)
                .map(found -> parent.isEmpty() ? found : parent + "." + found);
    }

    private static String uniform(String text) {
        StringBuilder kept = new StringBuilder();
        Arrays.stream(text.split("[-_]")).forEach(kept::append);
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}
