package federzug.agreement;

import federzug.agreement.Municipality.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> districts = new HashMap<>();
    private final Map<String, String> directorates = new HashMap<>();
    private final List<String> districtNames = new ArrayList<>();

    private CityRegister(Map<?, ?> data) {
        asOf = LocalDate.parse(String.valueOf(data.get("stand")));
        for (Status status : List.of(Status.KREISFREIE_STADT, Status.GROSSE_KREISSTADT)) {
            List<?> names =
                    (List<?>) Objects.requireNonNull(data.get(status.name().toLowerCase(Locale.ROOT)));
            names.forEach(name -> cities.put(bare(String.valueOf(name)), status));
            names.forEach(name -> this.names.add(String.valueOf(name)));
        }
        this.names.sort(Collator.getInstance(Locale.GERMAN));
        lists(data, "landkreise").forEach((district, names) -> {
            districtNames.add(district);
            names.forEach(name -> districts.put(bare(name), district));
        });
        lists(data, "polizeidirektionen")
                .forEach((directorate, areas) -> areas.forEach(area -> directorates.put(bare(area), directorate)));
    }

    private static Map<String, List<String>> lists(Map<?, ?> data, String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(data.get(key)))
                .forEach((name, list) -> lists.put(
                        String.valueOf(name),
                        ((List<?>) list).stream().map(String::valueOf).toList()));
        return lists;
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

    /** Every city with a special status, by name. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** The counties, as the data name them. */
    public List<String> districts() {
        return List.copyOf(districtNames);
    }

    /** The county of a city that belongs to one. */
    public Optional<String> district(String city) {
        return Optional.ofNullable(districts.get(bare(city)));
    }

    /**
     * The police directorate that is responsible.
     *
     * @param area a county, or a city that belongs to none
     */
    public Optional<String> directorate(String area) {
        return Optional.ofNullable(directorates.get(bare(area.strip().replaceFirst("^Landkreis\\s+", ""))));
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
