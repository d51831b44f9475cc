package federzug.agreement;

import federzug.agreement.Municipality.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Saxony's cities with a special status, as of a day; read from {@code stadtstatus-sachsen.yaml}. */
public final class CityRegister {
    private static final CityRegister SAXONY = read();

    private final LocalDate asOf;
    private final Map<String, Status> cities = new HashMap<>();

    private CityRegister(Map<?, ?> data) {
        asOf = LocalDate.parse(String.valueOf(data.get("stand")));
        for (Status status : List.of(Status.KREISFREIE_STADT, Status.GROSSE_KREISSTADT)) {
            List<?> names =
                    (List<?>) Objects.requireNonNull(data.get(status.name().toLowerCase(Locale.ROOT)));
            names.forEach(name -> cities.put(bare(String.valueOf(name)), status));
        }
    }

    public static CityRegister saxony() {
        return SAXONY;
    }

    /** The day up to which changes are known. */
    public LocalDate asOf() {
        return asOf;
    }

    /** The status of a city by its name; "Auerbach" is not "Auerbach/Vogtl.", but "Stadt Zwickau" is Zwickau. */
    public Optional<Status> status(String name) {
        // "Weißwasser/O.L. (Běła Woda)", "Weißwasser/O.L. / Běła Woda": the Sorbian name is none of the register's.
        String german = name.replaceFirst("\\s*\\([^()]*\\)\\s*$", "").replaceFirst("\\s+/\\s+.*$", "");
        return Optional.ofNullable(cities.get(bare(name))).or(() -> Optional.ofNullable(cities.get(bare(german))));
    }

    int size() {
        return cities.size();
    }

    private static String bare(String name) {
        return name.strip()
                .replaceFirst("^(?:Große Kreisstadt|Kreisfreie Stadt|Landeshauptstadt|Stadt)\\s+", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.GERMAN);
    }

    private static CityRegister read() {
        try (@Nullable InputStream in = CityRegister.class.getResourceAsStream("stadtstatus-sachsen.yaml")) {
            Object data = new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(in));
            return new CityRegister((Map<?, ?>) Objects.requireNonNull(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
