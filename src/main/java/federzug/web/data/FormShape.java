package federzug.web.data;

import federzug.agreement.CityRegister;
import federzug.agreement.DataFields;
import federzug.agreement.DataFields.Field;
import federzug.agreement.DataFields.Kind;
import federzug.agreement.DataForm;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.web.data.FormView.Control;
import federzug.web.data.FormView.Entry;
import federzug.web.data.FormView.Finding;
import federzug.web.data.FormView.Listing;
import federzug.web.data.FormView.Option;
import federzug.web.data.FormView.Part;
import federzug.web.data.FormView.Whole;
import federzug.web.frame.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Arranges the fields of a matter in the sections of the page, with their findings. */
final class FormShape {
    /** Without these the reader refuses the data; it alone decides, this is for the mark beside the name. */
    static final Set<String> NEEDED = Set.of(
            "kennung",
            "datum",
            "form",
            "kommunen[].name",
            "kommunen[].status",
            "personen[].anrede",
            "personen[].vorname",
            "personen[].name",
            "personen[].amt",
            "personen[].fuer",
            "vereinbarungen[].vorlage",
            "vereinbarungen[].kommunen",
            "vereinbarungen[].unterzeichnende[].person",
            "vereinbarungen[].unterzeichnende[].schritt",
            "vereinbarungen[].unterzeichnende[].geraet",
            "vereinbarungen[].anlagen[].datei",
            "vereinbarungen[].anlagen[].titel",
            "medieninformation.zitate[].person",
            "medieninformation.zitate[].text",
            "empfaenger[].adresse",
            "empfaenger[].verschluesselt",
            "empfaenger[].signierte_dateien");

    /** Lists whose complete entries are folded. */
    private static final Set<String> FOLDED = Set.of("personen", "gaeste", "empfaenger");

    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");
    private static final Pattern TOWN = Pattern.compile("kommunen\\[\\d+]\\.name");
    private static final Pattern SIGNS = Pattern.compile("[^A-Za-z0-9]+");

    private final DataForm form;
    private final FieldFindings findings;
    private final Set<String> proposed;
    private final Choices choices;
    private final Predicate<String> shown;
    private final boolean isNew;
    private final Texts texts = Shown.texts();
    private final FieldWords words = new FieldWords(texts);
    private final Map<String, String> ids = new LinkedHashMap<>();
    /** Paths that are no fields of the data format. */
    private final Set<String> others;

    /**
     * What can be chosen.
     *
     * @param templates installed here
     * @param devices installed here
     */
    record Choices(List<String> templates, List<String> devices) {}

    /**
     * @param proposed paths of values that are proposals
     * @param shown which fields are shown at all
     */
    FormShape(
            DataForm form,
            FieldFindings findings,
            Set<String> proposed,
            Choices choices,
            Predicate<String> shown,
            boolean isNew) {
        this.form = form;
        this.findings = findings;
        this.proposed = proposed;
        this.choices = choices;
        this.shown = shown;
        this.isNew = isNew;
        this.others = form.others().keySet();
    }

    Whole whole() {
        List<Part> parts = new ArrayList<>();
        add(parts, "anlass", "", occasion(), List.of());
        add(parts, "kommunen", "", root("verbund"), lists("kommunen"));
        add(parts, "personen", texts.text("web.data.part.personen-what"), List.of(), lists("personen", "gaeste"));
        List<Control> houses = Stream.of(
                        "polizei.direktion",
                        "polizei.rechtstraeger",
                        "polizei.anschrift",
                        "lpr.rechtstraeger",
                        "lpr.anschrift")
                .flatMap(key -> root(key).stream())
                .toList();
        add(parts, "vereinbarung", "", houses, lists("vereinbarungen"));
        add(parts, "medien", texts.text("web.data.part.medien-what"), release(), lists("medieninformation.zitate"));
        add(parts, "postfaecher", texts.text("web.data.part.postfaecher-what"), List.of(), lists("empfaenger"));
        List<Control> unknown = others.stream()
                .filter(shown)
                .map(path -> control(path, new Field(path, path, Kind.TEXT, List.of()), path))
                .toList();
        if (!unknown.isEmpty()) {
            parts.add(new Part(
                    "weitere", texts.text("web.data.others"), texts.text("web.data.others-what"), unknown, List.of()));
        }
        return new Whole(parts, summary(true), summary(false));
    }

    private void add(List<Part> parts, String id, String intro, List<Control> controls, List<Listing> lists) {
        boolean locked = controls.isEmpty() && lists.isEmpty();
        if (!locked) {
            parts.add(new Part(id, texts.text("web.data.part." + id), intro, controls, lists));
        }
    }

    private List<Control> occasion() {
        List<Control> controls = new ArrayList<>();
        Stream.of("kennung", "datum", "beginn", "form", "ort", "probe").forEach(key -> controls.addAll(root(key)));
        Set<String> houses = new LinkedHashSet<>(List.of("lpr", "kommune"));
        houses.addAll(form.referenceHouses());
        houses.forEach(house -> controls.addAll(root(DataFields.REFERENCES + "." + house)));
        return controls;
    }

    private List<Control> root(String path) {
        return DataFields.at(path).filter(field -> shown.test(path)).stream()
                .map(field -> control(path, field, words.label(path).name()))
                .toList();
    }

    private List<Control> release() {
        List<Control> controls = new ArrayList<>();
        for (String group : List.of(
                "medieninformation",
                "medieninformation.zahlen",
                "medieninformation.bild",
                "medieninformation.zweite_fassung")) {
            DataFields.group(group).fields().forEach(field -> controls.addAll(root(field.path())));
        }
        return controls;
    }

    private List<Listing> lists(String... paths) {
        return Stream.of(paths)
                .map(this::listing)
                .filter(list -> !list.add().isEmpty() || !list.entries().isEmpty())
                .toList();
    }

    private Listing listing(String path) {
        boolean whole = shown.test(path + "[0]");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < form.count(path); i++) {
            Entry entry = entry(path, i, whole);
            if (!entry.controls().isEmpty() || !entry.lists().isEmpty()) {
                entries.add(entry);
            }
        }
        ids.put(path, id(path));
        return new Listing(path, id(path), whole ? words.list(path).hint() : "", findings.errors(path), entries);
    }

    private Entry entry(String list, int index, boolean whole) {
        String path = list + "[" + index + "]";
        ids.put(path, id(path));
        List<Control> controls = new ArrayList<>();
        String group = NUMBER.matcher(list).replaceAll("[]") + "[]";
        for (Field field : inReadingOrder(DataFields.group(group).fields())) {
            String at = path + "." + field.key();
            if (shown.test(at)) {
                controls.add(control(at, field, words.label(at).name()));
            }
        }
        String one = words.list(list).name();
        String number = String.valueOf(index + 1);
        String name = FieldWords.name(form, path);
        String legend = name.isEmpty()
                ? texts.text("web.data.entry", one, number)
                : texts.text("web.data.entry-named", one, number, name);
        List<Listing> inner =
                list.equals("vereinbarungen") ? lists(path + ".unterzeichnende", path + ".anlagen") : List.of();
        boolean complete = FOLDED.contains(list) && form.has(path);
        return new Entry(
                path,
                id(path),
                legend,
                whole ? texts.text("web.data.remove", legend) : "",
                !complete || !whole || findings.below(path) || controls.stream().anyMatch(Control::proposed),
                whole && list.endsWith(".anlagen"),
                findings.errors(path),
                controls,
                inner);
    }

    /** Short names, which are proposed, come last. */
    private static List<Field> inReadingOrder(List<Field> fields) {
        return Stream.concat(
                        fields.stream().filter(field -> !field.key().equals("schluessel")),
                        fields.stream().filter(field -> field.key().equals("schluessel")))
                .toList();
    }

    private Control control(String path, Field field, String name) {
        ids.put(path, id(path));
        boolean fixed = path.equals("kennung") && !isNew;
        String hint = others.contains(path)
                ? ""
                : fixed
                        ? words.split("web.data.label.kennung-fixed").hint()
                        : words.label(path).hint();
        List<Option> options = options(path, field);
        return new Control(
                path,
                id(path),
                fixed ? "fixed" : shape(path, field),
                name,
                hint,
                !isNeeded(path),
                form.text(path),
                options,
                proposals(path),
                field.kind() == Kind.ROWS ? 10 : field.kind() == Kind.PROSE ? 4 : 3,
                proposed.contains(path),
                findings.errors(path),
                findings.hints(path));
    }

    private static boolean isNeeded(String path) {
        return NEEDED.contains(NUMBER.matcher(path).replaceAll("[]"));
    }

    private static String shape(String path, Field field) {
        String bare = field.path();
        return switch (field.kind()) {
            case TEXT -> isChosen(bare) ? "select" : "text";
            case DATE, TIME, DATE_TIME -> "text";
            case PROSE, ROWS, LINES -> "prose";
            case YES_NO -> path.equals("probe") ? "check" : "select";
            case WORD -> "select";
            case KEYS -> bare.equals("empfaenger[].dateitypen") ? "prose" : "checks";
        };
    }

    /** Whether the words come from elsewhere in the form, or from what is installed. */
    private static boolean isChosen(String bare) {
        return bare.endsWith(".person")
                || bare.endsWith(".fuer")
                || bare.endsWith(".vorlage")
                || bare.endsWith("freigabe.von");
    }

    private List<Option> options(String path, Field field) {
        String bare = field.path();
        Map<String, String> words = new LinkedHashMap<>();
        if (field.kind() == Kind.YES_NO) {
            words.put("ja", texts.text("web.data.yes"));
            words.put("nein", texts.text("web.data.no"));
        } else if (bare.endsWith(".fuer")) {
            towns().forEach(words::put);
            DataFields.houses().forEach(house -> words.put(house, this.words.word(house)));
        } else if (bare.endsWith(".person") || bare.endsWith("freigabe.von")) {
            persons("personen").forEach(words::put);
            if (bare.startsWith("medieninformation")) {
                persons("gaeste").forEach(words::putIfAbsent);
            }
        } else if (bare.endsWith(".vorlage")) {
            choices.templates().forEach(name -> words.put(name, name));
        } else if (bare.equals("vereinbarungen[].kommunen")) {
            // In the order written, then the others.
            form.texts(path).forEach(key -> words.put(key, key));
            towns().forEach(words::put);
        } else {
            field.words().forEach(word -> words.put(word, this.words.word(word)));
        }
        List<String> chosen = field.kind() == Kind.KEYS ? form.texts(path) : List.of(oneWord(field, form.text(path)));
        chosen.stream()
                .filter(word -> !word.isEmpty() && !words.isEmpty())
                .forEach(word -> words.putIfAbsent(word, texts.text("web.data.written", word)));
        List<Option> options = new ArrayList<>();
        words.forEach((word, text) -> options.add(new Option(word, text, chosen.contains(word))));
        if (options.isEmpty() && chosen.stream().anyMatch(word -> !word.isEmpty()) && isChosen(bare)) {
            chosen.forEach(word -> options.add(new Option(word, texts.text("web.data.written", word), true)));
        }
        return options;
    }

    /** YAML has two words each for yes and no. */
    private static String oneWord(Field field, String text) {
        return field.kind() != Kind.YES_NO ? text : text.equals("true") ? "ja" : text.equals("false") ? "nein" : text;
    }

    private Map<String, String> towns() {
        Map<String, String> towns = new LinkedHashMap<>();
        for (int i = 0; i < form.count("kommunen"); i++) {
            String key = form.text("kommunen[" + i + "].schluessel");
            if (!key.isEmpty()) {
                towns.put(key, form.text("kommunen[" + i + "].name"));
            }
        }
        return towns;
    }

    private Map<String, String> persons(String list) {
        Map<String, String> persons = new LinkedHashMap<>();
        for (int i = 0; i < form.count(list); i++) {
            String entry = list + "[" + i + "]";
            String key = form.text(entry + ".schluessel");
            if (!key.isEmpty()) {
                persons.put(key, FieldWords.name(form, entry));
            }
        }
        return persons;
    }

    /** The list of proposals that belongs to a field. */
    private static String proposals(String path) {
        if (TOWN.matcher(path).matches()) {
            return "verzeichnis";
        }
        if (path.endsWith("].landkreis")) {
            return "landkreise";
        }
        return path.endsWith("].geraet") || path.endsWith("].ersatzweg") ? "signaturmittel" : "";
    }

    static List<String> cities() {
        return CityRegister.saxony().names();
    }

    static List<String> districts() {
        return CityRegister.saxony().districts();
    }

    private List<Finding> summary(boolean errors) {
        return findings.all(errors).stream().map(this::finding).toList();
    }

    private Finding finding(Notice notice) {
        String path = findings.at(notice);
        String name = path.isEmpty() ? "" : words.path(path, form);
        String text = findings.text(notice);
        return new Finding(target(path), name.isEmpty() ? text : name + ": " + text);
    }

    /** The control of a path, or of what it lies in. */
    private String target(String path) {
        String at = path;
        while (!at.isEmpty() && !ids.containsKey(at)) {
            int cut = at.endsWith("]") ? at.lastIndexOf('[') : Math.max(at.lastIndexOf('.'), 0);
            at = at.substring(0, Math.max(0, cut));
        }
        return ids.getOrDefault(at, "");
    }

    static String id(String path) {
        String id = "f-" + SIGNS.matcher(path).replaceAll("-");
        return id.endsWith("-") ? id.substring(0, id.length() - 1) : id;
    }
}
