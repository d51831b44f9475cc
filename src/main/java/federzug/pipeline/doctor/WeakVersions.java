package federzug.pipeline.doctor;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the libraries that run here with a list of versions known to be weak. */
record WeakVersions(List<Weak> known) {
    private static final String FILE = "weak-versions.txt";
    private static final Pattern JAR = Pattern.compile(".*/[^/]*?-(\\d+(?:\\.\\d+)*)[^/]*\\.jar!.*");

    WeakVersions {
        known = List.copyOf(known);
    }

    /**
     * One line of the list.
     *
     * @param file one that the library brings, by which it is found
     * @param least a version below it is not to be used
     * @param sound the first version without the weakness; between the two it is only mentioned
     * @param reason names of the weaknesses
     */
    record Weak(String name, String file, String least, String sound, String reason) {}

    static WeakVersions listed() {
        try (InputStream in = Objects.requireNonNull(WeakVersions.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new WeakVersions(lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" \\| ", 5))
                    .map(cells -> new Weak(cells[0], cells[1], cells[2], cells[3], cells[4]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param version of the library that brings a file; null if it is not there, or unknown */
    List<Notice> look(Function<String, @Nullable String> version) {
        List<Notice> findings = new ArrayList<>();
        for (Weak weak : known) {
            String found = version.apply(weak.file());
            if (found != null && isBelow(found, weak.least())) {
                findings.add(Notice.warning(
                        "pipeline.doctor.version-weak",
                        Place.NOWHERE,
                        weak.name(),
                        found,
                        weak.sound(),
                        weak.reason()));
            } else if (found != null && isBelow(found, weak.sound())) {
                findings.add(Notice.note(
                        "pipeline.doctor.version-known",
                        Place.NOWHERE,
                        weak.name(),
                        found,
                        weak.sound(),
                        weak.reason()));
            }
        }
        return findings.isEmpty()
                ? List.of(Notice.note("pipeline.doctor.versions", Place.NOWHERE, known.size()))
                : findings;
    }

    static @Nullable String installed(String file) {
        URL found = WeakVersions.class.getClassLoader().getResource(file);
        return found == null ? null : versionIn(found.toString());
    }

    static @Nullable String versionIn(String address) {
        Matcher jar = JAR.matcher(address);
        return jar.matches() ? jar.group(1) : null;
    }

    static boolean isBelow(String version, String limit) {
        String[] one = version.split("\\.");
        String[] other = limit.split("\\.");
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int difference = Integer.compare(part(one, i), part(other, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int part(String[] version, int place) {
        return place < version.length ? Integer.parseInt(version[place]) : 0;
    }
}
