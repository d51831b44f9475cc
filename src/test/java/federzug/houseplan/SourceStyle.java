package federzug.houseplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about names, sizes and things that are looked up in one place only, as far as the source tells. */
public final class SourceStyle {
    private static final Pattern LOGIN = Pattern.compile("\"user\\.name\"");
    private static final Pattern PROPERTY_SET = Pattern.compile("\\bSystem\\.setProperty\\(");
    private static final Pattern ZONE_WRITTEN = Pattern.compile("\\bZoneId\\.of\\(");

    private final Path root;

    /** @param root folder of the rooms, for example {@code src/main/java/federzug} */
    public SourceStyle(Path root) {
        this.root = root;
    }

    /** Packages with more files than allowed: {@code package: files}. */
    public List<String> overfullPackages(int most, Map<String, Integer> exceptions) {
        Map<String, Integer> files = new TreeMap<>();
        sources().forEach(file -> files.merge(place(file), 1, Integer::sum));
        return files.entrySet().stream()
                .filter(entry -> entry.getValue() > exceptions.getOrDefault(entry.getKey(), most))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** Top-level types whose simple name stands in two packages. */
    public List<String> simpleNamesTwice() {
        Map<String, List<String>> places = new TreeMap<>();
        sources()
                .filter(file -> !file.endsWith("package-info.java"))
                .forEach(file -> places.computeIfAbsent(
                                file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                        .add(place(file)));
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** Who acts is an argument; only a door may ask for the login. */
    public List<String> guessesWhoActs() {
        return breaches(LOGIN, place -> !place.matches("(cli|web)(\\..*)?"));
    }

    public List<String> systemPropertiesSetElsewhereThanAtTheStart() {
        return breaches(PROPERTY_SET, place -> !place.isEmpty() && !place.startsWith("start"));
    }

    public List<String> zonesWrittenInCode() {
        return breaches(ZONE_WRITTEN, place -> !place.startsWith("start"));
    }

    private List<String> breaches(Pattern pattern, Predicate<String> there) {
        return sources()
                .filter(file -> there.test(place(file)))
                .filter(file -> pattern.matcher(text(file)).find())
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** The package below the root, with dots; empty for the root itself. */
    private String place(Path file) {
        return root.relativize(file.getParent()).toString().replace('\\', '/').replace('/', '.');
    }

    private Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
