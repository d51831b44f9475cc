package federzug.drafting;

import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Says which parties the text of a template binds, as its {@code felder.yaml} declares ({@code bindet}). */
final class BoundParties {
    private static final String FIELDS = "felder.yaml";

    private final Path templates;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(FileTime written, Map<String, String> parties) {}

    BoundParties(Path templates) {
        this.templates = templates;
    }

    /** Empty if the template declares none, or cannot be read: that is reported when it is filled. */
    Map<String, String> by(String template) {
        Path list = templates.resolve(template).resolve(FIELDS);
        try {
            FileTime written = Files.getLastModifiedTime(list);
            Known before = known.get(template);
            if (before == null || !before.written().equals(written)) {
                before = new Known(
                        written,
                        names(FieldList.read(Files.readString(list), Place.file(FIELDS))
                                .binds()));
                known.put(template, before);
            }
            return before.parties();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, String> names(Set<String> keys) {
        Map<String, String> names = new TreeMap<>();
        for (String key : keys) {
            names.put(
                    key,
                    Grammar.german().knowsHouse(key)
                            ? Grammar.german().house(key).getOrDefault("rolle", key)
                            : Parties.MUNICIPALITY);
        }
        return names;
    }
}
