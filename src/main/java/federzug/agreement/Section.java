package federzug.agreement;

import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One block of keys, asked for by name and kind. A wrong value is reported and replaced by a harmless one, so that
 * reading continues and all problems are reported at once; the caller discards the result of a file with errors.
 * {@link #done()} reports the keys that were not read.
 */
final class Section {
    private static final Map<String, Boolean> YES_NO = Map.of("ja", true, "nein", false, "true", true, "false", false);

    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("kennung", "crimmitschau-2021"),
            Map.entry("datum", "2021-12-01"),
            Map.entry("stand", "2021-12-01"),
            Map.entry("form", "virtuell"),
            Map.entry("status", "stadt"),
            Map.entry("landkreis", "Zwickau"),
            Map.entry("anrede", "Frau"),
            Map.entry("vorname", "Kim"),
            Map.entry("amt", "Landrat"),
            Map.entry("fuer", "polizei"),
            Map.entry("art", "stellvertreter"),
            Map.entry("direktion", "Zwickau"),
            Map.entry("schritt", "1"),
            Map.entry("geraet", "rueckgabe"),
            Map.entry("telefon", "+49 351 0000000"),
            Map.entry("mail", "name@stadt.example"),
            Map.entry("adresse", "name@stadt.example"),
            Map.entry("am", "\"2021-11-30T16:02\""),
            Map.entry("beraten", "126"),
            Map.entry("mittel", "1,3 Millionen Euro"),
            Map.entry("verschluesselt", "nein"),
            Map.entry("signierte_dateien", "ja"));

    private final Written.Block block;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Written.Block block, Problems problems) {
        this.block = block;
        this.problems = problems;
    }

    Place place() {
        return block.place();
    }

    /** Where the key stands, or where it would stand. */
    Place place(String key) {
        Written value = block.entries().get(key);
        return value != null
                ? value.place()
                : new Place(block.place().file(), block.place().line(), path(key));
    }

    Problems problems() {
        return problems;
    }

    boolean has(String key) {
        Written value = block.entries().get(key);
        return value != null && !(value instanceof Written.Text text && text.empty());
    }

    boolean isBlock(String key) {
        return block.entries().get(key) instanceof Written.Block;
    }

    boolean isList(String key) {
        return block.entries().get(key) instanceof Written.Items;
    }

    Collection<String> keys() {
        return block.entries().keySet();
    }

    /** One line of text, empty if absent. */
    String line(String key) {
        return text(key, false)
                .map(text -> Wording.line(text.text(), text.place(), problems))
                .orElse("");
    }

    String requiredLine(String key) {
        return text(key, true)
                .map(text -> Wording.line(text.text(), text.place(), problems))
                .orElse("");
    }

    String prose(String key) {
        return text(key, false)
                .map(text -> Wording.prose(text.text(), text.place(), problems))
                .orElse("");
    }

    String requiredProse(String key) {
        return text(key, true)
                .map(text -> Wording.prose(text.text(), text.place(), problems))
                .orElse("");
    }

    /** A short name other parts refer to. */
    String requiredKey(String key) {
        return asKey(requiredLine(key), key);
    }

    String key(String key) {
        return asKey(line(key), key);
    }

    private String asKey(String text, String key) {
        if (!text.isEmpty() && !Wording.isKey(text)) {
            String near = PathName.of(text);
            problems.error(
                    near.isEmpty() ? "agreement.value.not-key" : "agreement.value.not-key-near",
                    place(key),
                    text,
                    near);
        }
        return text;
    }

    String mail(String key) {
        return asMail(line(key), key);
    }

    String requiredMail(String key) {
        return asMail(requiredLine(key), key);
    }

    /** One address, or several pasted as a list. */
    List<PastedAddress> requiredMails(String key) {
        String text = requiredLine(key);
        List<PastedAddress> all = text.isEmpty() ? List.of(new PastedAddress("", "")) : PastedAddress.all(text);
        all.forEach(one -> asMail(one.address(), key));
        return all;
    }

    private String asMail(String written, String key) {
        String text = PastedAddress.of(written).address();
        if (!text.isEmpty() && Address.parse(text).filter(Address::isPublic).isEmpty()) {
            problems.error("agreement.mail.invalid", place(key), text);
        }
        return text;
    }

    LocalDate requiredDate(String key) {
        LocalDate date = parsed(requiredLine(key), key, "date", DayAndTime::day, DayAndTime::germanDay);
        return date == null ? LocalDate.EPOCH : date;
    }

    @Nullable
    LocalTime time(String key) {
        return parsed(line(key), key, "time", DayAndTime::time, DayAndTime::germanTime);
    }

    @Nullable
    LocalDateTime dateTime(String key) {
        return parsed(line(key), key, "date-time", DayAndTime::dayAndTime, DayAndTime::germanDayAndTime);
    }

    LocalDateTime requiredDateTime(String key) {
        LocalDateTime value =
                parsed(requiredLine(key), key, "date-time", DayAndTime::dayAndTime, DayAndTime::germanDayAndTime);
        return value == null ? LocalDate.EPOCH.atStartOfDay() : value;
    }

    int number(String key, int least, int most, int otherwise) {
        return asNumber(line(key), key, least, most, otherwise);
    }

    int requiredNumber(String key, int least, int most) {
        return asNumber(requiredLine(key), key, least, most, least);
    }

    private int asNumber(String text, String key, int least, int most, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            problems.error("agreement.value.not-number", place(key), text);
            return otherwise;
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            problems.error("agreement.value.not-in-range", place(key), number, least, most);
            return otherwise;
        }
        return number;
    }

    boolean yesNo(String key, boolean required) {
        String text = required ? requiredLine(key) : line(key);
        Boolean value = YES_NO.get(text);
        if (value == null && !text.isEmpty()) {
            problems.error("agreement.value.not-yes-no", place(key), text);
        }
        return value != null && value;
    }

    /** One of the words of {@code choices}; the first one stands in for a wrong word. */
    <T> T requiredChoice(String key, Map<String, T> choices) {
        String text = requiredLine(key);
        T value = choices.get(text);
        if (value != null) {
            return value;
        }
        if (!text.isEmpty()) {
            unknown("agreement.value.not-one-of", place(key), text, choices.keySet());
        }
        return choices.values().iterator().next();
    }

    /** As {@link #requiredChoice}, for what may be left out. */
    <T> T choice(String key, Map<String, T> choices, T otherwise) {
        return line(key).isEmpty() ? otherwise : requiredChoice(key, choices);
    }

    /** As {@link #requiredChoice}; if nothing is written, the first one too. */
    <T> T choice(String key, Map<String, T> choices) {
        return line(key).isEmpty() ? choices.values().iterator().next() : requiredChoice(key, choices);
    }

    /** Looks up what a word refers to and reports it as unknown with what it might have meant. */
    <T> Optional<T> reference(String key, Map<String, T> known, String code) {
        String text = requiredLine(key);
        T value = known.get(text);
        if (value == null && !text.isEmpty()) {
            unknown(code, place(key), text, known.keySet());
        }
        return Optional.ofNullable(value);
    }

    void unknown(String code, Place place, String text, Collection<String> known) {
        String all = known.isEmpty() ? "–" : String.join(", ", known);
        Optional<String> near = Suggestion.of(text, known);
        if (near.isPresent()) {
            problems.error(code + "-near", place, text, all, near.get());
        } else {
            problems.error(code, place, text, all);
        }
    }

    Optional<Section> section(String key, boolean required) {
        Optional<Written> value = value(key, required);
        if (value.isPresent() && !(value.get() instanceof Written.Block)) {
            problems.error("agreement.value.not-block", value.get().place());
        }
        return value.filter(Written.Block.class::isInstance)
                .map(written -> new Section((Written.Block) written, problems));
    }

    /** The blocks of a list. */
    List<Section> sections(String key, boolean required) {
        List<Section> sections = new ArrayList<>();
        for (Written item : items(key, required)) {
            if (item instanceof Written.Block inner) {
                sections.add(new Section(inner, problems));
            } else {
                problems.error("agreement.value.not-block", item.place());
            }
        }
        return sections;
    }

    /** The texts of a list, with their places. */
    List<Written.Text> texts(String key, boolean required) {
        List<Written.Text> texts = new ArrayList<>();
        for (Written item : items(key, required)) {
            if (item instanceof Written.Text text) {
                String clean = Wording.line(text.empty() ? "" : text.text(), text.place(), problems);
                if (!clean.isEmpty()) {
                    texts.add(new Written.Text(text.place(), clean, false));
                } else if (text.text().isBlank()) {
                    problems.error("agreement.value.empty", text.place(), example(key));
                }
            } else {
                problems.error("agreement.value.not-text", item.place());
            }
        }
        return texts;
    }

    private List<Written> items(String key, boolean required) {
        Optional<Written> value = value(key, required);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Written.Items list)) {
            problems.error("agreement.value.not-list", value.get().place());
            return List.of();
        }
        if (required && list.items().isEmpty()) {
            problems.error("agreement.value.empty", list.place(), example(key));
        }
        return list.items();
    }

    private Optional<Written.Text> text(String key, boolean required) {
        Optional<Written> value = value(key, required);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof Written.Text text)) {
            problems.error("agreement.value.not-text", value.get().place());
            return Optional.empty();
        }
        if (required && text.text().isBlank()) {
            problems.error("agreement.value.empty", text.place(), example(key));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Optional<Written> value(String key, boolean required) {
        asked.add(key);
        problems.asks(path(key));
        Written value = block.entries().get(key);
        if (value == null && required) {
            problems.error("agreement.key.missing", place(key), example(key));
        } else if (value instanceof Written.Text text && text.empty()) {
            if (required) {
                problems.error("agreement.value.empty", text.place(), example(key));
            }
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    /** Every key that was not asked for is unknown; one that was misspelt is not missing as well. */
    void done() {
        List<String> free =
                asked.stream().filter(key -> !block.entries().containsKey(key)).toList();
        block.entries().forEach((key, value) -> {
            if (!asked.contains(key)) {
                Optional<String> near = Suggestion.of(key, free).or(() -> Suggestion.of(key, asked));
                String all = String.join(", ", asked);
                if (near.isPresent()) {
                    problems.error("agreement.key.unknown-near", value.place(), all, near.get());
                    problems.withdraw("agreement.key.missing", place(near.get()));
                } else {
                    problems.error("agreement.key.unknown", value.place(), all);
                }
            }
        });
    }

    /** Name of the key, whether there is an example, and the example. */
    private static Object[] example(String key) {
        String example = EXAMPLES.getOrDefault(key, "");
        return new Object[] {key, example.isEmpty() ? 0 : 1, example};
    }

    private String path(String key) {
        String path = block.place().within();
        return path.isEmpty() ? key : path + "." + key;
    }

    /** @param german how people write it; never accepted, but shown as what was meant */
    private <T> @Nullable T parsed(
            String text, String key, String kind, Function<String, T> iso, Function<String, T> german) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return iso.apply(text);
        } catch (DateTimeException e) {
            try {
                problems.error(
                        "agreement.value.not-" + kind + "-near",
                        place(key),
                        text,
                        german.apply(text).toString());
            } catch (DateTimeException e2) {
                problems.error("agreement.value.not-" + kind, place(key), text);
            }
            return null;
        }
    }
}
