package federzug.web.data;

import federzug.agreement.DataFields;
import federzug.agreement.DataFields.Field;
import federzug.agreement.DataFields.Kind;
import federzug.agreement.DataForm;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names fields and values as people call them. */
final class FieldWords {
    private static final Pattern ENTRY = Pattern.compile("([a-z_.]+?)\\[([^\\]]*)]\\.?");

    private static final Set<String> WORDS = Stream.concat(
                    DataFields.all().stream()
                            .flatMap(group -> group.fields().stream())
                            .flatMap(field -> field.words().stream()),
                    Stream.concat(DataFields.houses().stream(), Stream.of("ja", "nein")))
            .collect(Collectors.toSet());

    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]");

    private final Texts texts;

    FieldWords(Texts texts) {
        this.texts = texts;
    }

    /** The name of a field, and what is said below it. */
    record Label(String name, String hint) {}

    /** @param path with or without numbers */
    Label label(String path) {
        String bare = BRACKETS.matcher(path).replaceAll("");
        if (bare.startsWith(DataFields.REFERENCES + ".")) {
            String house = bare.substring(DataFields.REFERENCES.length() + 1);
            return new Label(texts.text("web.data.reference", house(house)), "");
        }
        return split("web.data.label." + hyphens(bare));
    }

    Label split(String code) {
        String text = texts.text(code);
        int bar = text.indexOf('|');
        return bar < 0 ? new Label(text, "") : new Label(text.substring(0, bar), text.substring(bar + 1));
    }

    /** One and the next of a list: „Person“, „Weitere Person hinzufügen“. */
    Label list(String path) {
        return split("web.data.list." + hyphens(BRACKETS.matcher(path).replaceAll("")));
    }

    private static String hyphens(String path) {
        return path.replace('.', '-').replace('_', '-');
    }

    /** A word of the data format in German; a name stays as it is. */
    String word(String word) {
        boolean known = WORDS.contains(word);
        boolean name = Character.isUpperCase(word.isEmpty() ? ' ' : word.charAt(0))
                && !word.equals("Herr")
                && !word.equals("Frau");
        return known && !name
                ? texts.text("web.data.word." + word.toLowerCase(Locale.ROOT).replace('_', '-'))
                : word;
    }

    private String house(String house) {
        return DataFields.houses().contains(house) || house.equals("kommune")
                ? texts.text("web.data.word." + house)
                : house;
    }

    /** The name of whom or what an entry is about; empty if nothing is known of it yet. */
    static String name(DataForm form, String entry) {
        String person = Stream.of("titel", "vorname", "name")
                .map(key -> form.text(entry + "." + key))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (!person.isEmpty()) {
            return person;
        }
        String key = form.text(entry + ".person");
        if (!key.isEmpty()) {
            return personOf(form, key).orElse(key);
        }
        return Stream.of("titel", "adresse", "schluessel")
                .map(one -> form.text(entry + "." + one))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The name of a person or guest by the key. */
    static Optional<String> personOf(DataForm form, String key) {
        return Stream.of("personen", "gaeste")
                .flatMap(list ->
                        Stream.iterate(0, i -> i < form.count(list), i -> i + 1).map(i -> list + "[" + i + "]"))
                .filter(entry -> form.text(entry + ".schluessel").equals(key))
                .map(entry -> name(form, entry))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** A path for people: „Person André Raphael: E-Mail-Adresse“. */
    String path(String path, DataForm form) {
        List<String> parts = new ArrayList<>();
        Matcher entries = ENTRY.matcher(path);
        String list = "";
        int end = 0;
        while (entries.find()) {
            String whole = path.substring(0, entries.end()).replaceAll("\\.$", "");
            list = list.isEmpty() ? entries.group(1) : list + "[]." + entries.group(1);
            if (isList(list)) {
                String label = entries.group(2);
                boolean number = label.matches("\\d+");
                String name = number ? name(form, whole) : personOf(form, label).orElse(label);
                String one = list(list).name();
                parts.add(
                        name.isEmpty()
                                ? number
                                        ? texts.text("web.data.entry", one, String.valueOf(Integer.parseInt(label) + 1))
                                        : one
                                : one + " " + name);
                end = entries.end();
            }
        }
        Optional<Field> field = DataFields.at(path.replaceAll("\\[[^\\]]*]$", ""));
        if (field.isPresent()) {
            parts.add(label(field.get().path()).name());
        } else if (end < path.length()) {
            String bare = path.replaceAll("\\[[^\\]]*]", "[]");
            parts.add(isList(bare) ? list(path).name() : path.substring(end));
        }
        return String.join(": ", parts);
    }

    private static boolean isList(String list) {
        return DataFields.all().stream().anyMatch(group -> group.path().equals(list + "[]"));
    }

    /** A value for people: words in German, days written out. */
    String value(String path, String text) {
        Optional<Field> field = DataFields.at(path.replaceAll("\\[[^\\]]*]$", ""));
        Kind kind = field.map(Field::kind).orElse(Kind.TEXT);
        try {
            return switch (kind) {
                case DATE -> GermanTime.longDay(LocalDate.parse(text));
                case DATE_TIME ->
                    texts.text("web.time.clock", GermanTime.longMinute(LocalDateTime.parse(text.replace(' ', 'T'))));
                case TIME -> texts.text("web.time.clock", text);
                case WORD, YES_NO, KEYS -> word(text);
                case TEXT, PROSE, LINES, ROWS -> text;
            };
        } catch (DateTimeException e) {
            return text;
        }
    }
}
