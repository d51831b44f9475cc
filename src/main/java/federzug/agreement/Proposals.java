package federzug.agreement;

import federzug.agreement.Municipality.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proposes what follows from the rest of a form: only for empty fields, and never instead of what a person has entered.
 */
public final class Proposals {
    private static final Map<String, List<String>> OFFICES = Map.of(
            "polizei", List.of("Polizeipräsident", "Polizeipräsidentin"),
            "lpr", List.of("Geschäftsführer", "Geschäftsführerin"),
            "ministerium", List.of("Staatsminister", "Staatsministerin"));

    private final CityRegister register = CityRegister.saxony();
    private final List<String> filled = new ArrayList<>();
    private DataForm form;

    private Proposals(DataForm form) {
        this.form = form;
    }

    /**
     * @param form with the proposals in it
     * @param paths of the fields that are proposed, short names apart, which nobody reads
     */
    public record Proposed(DataForm form, List<String> paths) {
        public Proposed {
            paths = List.copyOf(paths);
        }
    }

    public static Proposed in(DataForm form) {
        Proposals proposals = new Proposals(form);
        proposals.municipalities();
        proposals.mayor();
        proposals.persons();
        proposals.agreements();
        proposals.matter();
        return new Proposed(
                proposals.form,
                proposals.filled.stream()
                        .filter(path -> !path.endsWith("schluessel"))
                        .toList());
    }

    private void municipalities() {
        for (int i = 0; i < form.count("kommunen"); i++) {
            String entry = "kommunen[" + i + "].";
            String name = form.text(entry + "name");
            propose(entry + "schluessel", () -> unique("kommunen", PathName.of(name)));
            propose(
                    entry + "status",
                    () -> register.status(name).map(Proposals::word).orElse(""));
            propose(entry + "landkreis", () -> register.district(name).orElse(""));
        }
    }

    /** Who is left over when there is one municipality and nobody for it. */
    private void mayor() {
        List<String> towns = keys("kommunen");
        List<String> left = IntStream.range(0, form.count("personen"))
                .mapToObj(i -> "personen[" + i + "].")
                .filter(entry -> !form.text(entry + "name").isEmpty())
                .filter(entry -> form.text(entry + "fuer").isEmpty())
                .toList();
        if (towns.size() == 1 && left.size() == 1 && houses("personen").noneMatch(towns::contains)) {
            propose(left.get(0) + "fuer", () -> towns.get(0));
        }
    }

    private Stream<String> houses(String list) {
        return IntStream.range(0, form.count(list)).mapToObj(i -> form.text(list + "[" + i + "].fuer"));
    }

    private void persons() {
        for (int i = 0; i < form.count("personen"); i++) {
            String entry = "personen[" + i + "].";
            String name = form.text(entry + "name");
            propose(entry + "schluessel", () -> unique("personen", PathName.of(name)));
            propose(entry + "amt", () -> office(entry));
        }
        for (int i = 0; i < form.count("gaeste"); i++) {
            String entry = "gaeste[" + i + "].";
            String name = form.text(entry + "name");
            if (form.text(entry + "person").isEmpty()) {
                propose(entry + "schluessel", () -> unique("gaeste", PathName.of(name)));
            }
        }
    }

    /** The title of the head of a house, by salutation. */
    private String office(String entry) {
        String house = form.text(entry + "fuer");
        List<String> both = OFFICES.getOrDefault(house, List.of());
        for (int i = 0; i < form.count("kommunen"); i++) {
            if (!house.isEmpty() && form.text("kommunen[" + i + "].schluessel").equals(house)) {
                both = heads(form.text("kommunen[" + i + "].status"));
            }
        }
        // A deputy has another office.
        boolean deputy = form.has(entry + "vertretung");
        return switch (form.text(entry + "anrede")) {
            case "Herr" -> both.isEmpty() || deputy ? "" : both.get(0);
            case "Frau" -> both.isEmpty() || deputy ? "" : both.get(1);
            default -> "";
        };
    }

    private static List<String> heads(String status) {
        Status known = MatterReading.STATUSES.get(status);
        if (known == null) {
            return List.of();
        }
        return switch (known) {
            case KREISFREIE_STADT, GROSSE_KREISSTADT -> List.of("Oberbürgermeister", "Oberbürgermeisterin");
            case GEMEINDE, STADT -> List.of("Bürgermeister", "Bürgermeisterin");
            case LANDKREIS -> List.of("Landrat", "Landrätin");
            case VERBAND -> List.of("Verbandsvorsitzender", "Verbandsvorsitzende");
        };
    }

    private void agreements() {
        List<String> towns = keys("kommunen");
        int agreements = form.count("vereinbarungen");
        for (int i = 0; i < agreements; i++) {
            String entry = "vereinbarungen[" + i + "].";
            if (agreements == 1 && !form.has(entry + "kommunen")) {
                propose(entry + "kommunen", () -> String.join("\n", towns));
            }
            List<String> own = form.texts(entry + "kommunen");
            propose(entry + "schluessel", () -> unique("vereinbarungen", own.isEmpty() ? "vereinbarung" : own.get(0)));
            String signing = entry + "unterzeichnende";
            if (agreements == 1) {
                signatories(signing, own);
            }
            for (int j = 0; j < form.count(signing); j++) {
                String one = signing + "[" + j + "].";
                if (!form.text(one + "person").isEmpty()) {
                    int step = j + 1;
                    propose(one + "schritt", () -> String.valueOf(step));
                    propose(one + "geraet", () -> "rueckgabe");
                }
            }
        }
    }

    /** If nobody is named: of each party the first person. */
    private void signatories(String signing, List<String> towns) {
        if (IntStream.range(0, form.count(signing)).anyMatch(j -> form.has(signing + "[" + j + "]"))) {
            return;
        }
        List<String> parties = new ArrayList<>(towns);
        parties.addAll(List.of("polizei", "lpr"));
        int next = 0;
        for (int i = 0; i < form.count("personen"); i++) {
            String key = form.text("personen[" + i + "].schluessel");
            if (!key.isEmpty() && parties.remove(form.text("personen[" + i + "].fuer"))) {
                propose(signing + "[" + next + "].person", () -> key);
                next++;
            }
        }
    }

    private void matter() {
        List<String> towns = keys("kommunen");
        boolean police = IntStream.range(0, form.count("personen"))
                .anyMatch(i -> form.text("personen[" + i + "].fuer").equals("polizei"));
        if (police) {
            String area = form.text("kommunen[0].landkreis").isEmpty()
                    ? form.text("kommunen[0].name")
                    : form.text("kommunen[0].landkreis");
            propose("polizei.direktion", () -> register.directorate(area).orElse(""));
        }
        if (form.has("medieninformation")) {
            propose("medieninformation.vorlage", () -> "medieninformation");
        }
        String day = form.text("datum");
        String first = towns.isEmpty() ? "" : towns.get(0);
        boolean dated = day.matches("\\d{4}-.*");
        propose("kennung", () -> first.isEmpty() || !dated ? "" : first + "-" + day.substring(0, 4));
    }

    private List<String> keys(String list) {
        return IntStream.range(0, form.count(list))
                .mapToObj(i -> form.text(list + "[" + i + "].schluessel"))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private String unique(String list, String name) {
        List<String> taken = new ArrayList<>(keys(list));
        if (list.equals("gaeste")) {
            taken.addAll(keys("personen"));
        }
        if (list.equals("kommunen")) {
            taken.addAll(MatterReading.HOUSES);
        }
        String key = name;
        for (int count = 2; taken.contains(key); count++) {
            key = name + "-" + count;
        }
        return key;
    }

    private void propose(String path, Supplier<String> text) {
        if (!form.has(path)) {
            Optional.of(text.get()).filter(found -> !found.isEmpty()).ifPresent(found -> {
                form = form.with(path, found);
                filled.add(path);
            });
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
