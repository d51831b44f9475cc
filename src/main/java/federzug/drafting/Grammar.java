package federzug.drafting;

import federzug.agreement.Municipality.Status;
import federzug.agreement.Person.Salutation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** German cases and articles for offices, houses and municipalities; the words are data ({@code grammatik.yaml}). */
final class Grammar {
    static final List<String> CASES = List.of("nominativ", "genitiv", "dativ", "akkusativ");
    private static final Grammar GERMAN = read();

    private final Map<String, List<String>> articles;
    private final List<Noun> nouns;
    private final List<String> adjectives;
    private final Map<String, Map<String, String>> houses;
    private final Map<String, Map<String, String>> statuses;
    private final Map<String, Map<String, String>> councils;
    private final List<String> numbers;
    private final List<Pattern> protectedSpaces;
    private final Map<String, String> salutations;
    private final List<String> titlesOfAddress;
    private final List<String> noble;

    /** How nouns with an ending are declined: what replaces the ending in each case. */
    private record Noun(String ending, String gender, List<String> cases, String female, boolean adjective) {}

    @SuppressWarnings("unchecked")
    private Grammar(Map<String, Object> data) {
        articles = (Map<String, List<String>>) Objects.requireNonNull(data.get("artikel"));
        adjectives = (List<String>) Objects.requireNonNull(data.get("beiwoerter"));
        houses = (Map<String, Map<String, String>>) Objects.requireNonNull(data.get("haeuser"));
        statuses = (Map<String, Map<String, String>>) Objects.requireNonNull(data.get("status"));
        councils = (Map<String, Map<String, String>>) Objects.requireNonNull(data.get("gremien"));
        numbers = (List<String>) Objects.requireNonNull(data.get("zahlwoerter"));
        salutations = (Map<String, String>) Objects.requireNonNull(data.get("briefanrede"));
        titlesOfAddress = (List<String>) Objects.requireNonNull(data.get("anredeaemter"));
        noble = (List<String>) Objects.requireNonNull(data.get("adelsbezeichnungen"));
        protectedSpaces = ((List<String>) Objects.requireNonNull(data.get("geschuetzt")))
                .stream().map(Pattern::compile).toList();
        nouns = new ArrayList<>();
        for (Map<String, Object> row : (List<Map<String, Object>>) Objects.requireNonNull(data.get("amtswoerter"))) {
            nouns.add(new Noun(
                    String.valueOf(row.get("endung")),
                    String.valueOf(row.get("geschlecht")),
                    (List<String>) row.getOrDefault("faelle", List.of()),
                    String.valueOf(row.getOrDefault("weiblich", "")),
                    Boolean.TRUE.equals(row.get("wie_beiwort"))));
        }
    }

    static Grammar german() {
        return GERMAN;
    }

    /**
     * All forms of an office: {@code ""} as it stands alone, the four cases with article, and with
     * {@code _ohne_artikel}. Only the leading adjectives and the first noun are declined: "Geschäftsführer des …".
     */
    Map<String, String> office(String office, Salutation salutation) {
        List<String> words = List.of(office.strip().split("\\s+"));
        int head = head(words);
        boolean female = salutation == Salutation.FRAU;
        Optional<Noun> found = noun(words.get(head));
        String gender = found.map(noun -> female && !noun.female.isEmpty() ? "f" : noun.gender)
                .orElse(female ? "f" : "m");
        String rest = String.join(" ", words.subList(head + 1, words.size()));
        Map<String, String> forms = new LinkedHashMap<>();
        for (int grammaticalCase = 0; grammaticalCase < CASES.size(); grammaticalCase++) {
            String name = CASES.get(grammaticalCase);
            String article = article(gender, grammaticalCase);
            forms.put(name, article + " " + phrase(words, head, found, gender, grammaticalCase, true, rest));
            forms.put(name + "_ohne_artikel", phrase(words, head, found, gender, grammaticalCase, false, rest));
        }
        forms.put("", Objects.requireNonNull(forms.get("nominativ_ohne_artikel")));
        return forms;
    }

    /**
     * The office as it is written for a person of this salutation, if that is not how it was entered: "Landrätin" for a
     * woman entered as "Landrat".
     */
    Optional<String> otherwise(String office, Salutation salutation) {
        String right = office(office, salutation).getOrDefault("", "");
        return right.equals(String.join(" ", office.strip().split("\\s+"))) ? Optional.empty() : Optional.of(right);
    }

    /** Whether the noun of an office is a woman's: "Landrätin", "Beigeordnete". */
    boolean isFemale(String office) {
        List<String> words = List.of(office.strip().split("\\s+"));
        return noun(words.get(head(words)))
                .filter(noun -> noun.gender.equals("f"))
                .isPresent();
    }

    /** Whether more follows the noun that names the office ("Geschäftsführer des Landespräventionsrats"). */
    boolean hasComplement(String office) {
        List<String> words = List.of(office.strip().split("\\s+"));
        return head(words) < words.size() - 1;
    }

    /** Where the noun stands: behind adjectives, numbers and their abbreviations ("1. stellv. Bürgermeister"). */
    private int head(List<String> words) {
        int head = 0;
        while (head < words.size() - 1
                && (isAbbreviated(words.get(head)) || adjectives.contains(stem(words.get(head))))) {
            head++;
        }
        return head;
    }

    private static boolean isAbbreviated(String word) {
        return word.endsWith(".");
    }

    /**
     * The four cases with article, {@code bezeichnung}, {@code rolle}; for {@code polizei}, {@code lpr}, {@code
     * ministerium}.
     */
    Map<String, String> house(String key) {
        return Objects.requireNonNull(houses.get(key), key);
    }

    boolean knowsHouse(String key) {
        return houses.containsKey(key);
    }

    Map<String, String> status(Status status) {
        return Objects.requireNonNull(statuses.get(status.name().toLowerCase(Locale.ROOT)));
    }

    Map<String, String> council(Status status) {
        return Objects.requireNonNull(
                councils.get(Objects.requireNonNull(status(status).get("gremium"))));
    }

    /** "Sehr geehrter Herr Oberbürgermeister Raphael," of "Oberbürgermeister Raphael"; "Sehr geehrte Freifrau von Stein,". */
    String salutation(Salutation salutation, String name) {
        String key = salutation.name().toLowerCase(Locale.ROOT);
        // "Graf" alone is a family name like any other.
        String[] words = name.split(" ");
        boolean nobly = words.length > 2 && noble.contains(words[0]) && words[1].matches("von|vom|zu|zum|zur");
        String form = nobly ? salutations.getOrDefault(key + "_von_adel", "") : "";
        return (form.isEmpty() ? Objects.requireNonNull(salutations.get(key)) : form).replace("{0}", name);
    }

    /** The office as it is used in a salutation, without complement; empty if no one is addressed so. */
    String titleOfAddress(String office, Salutation salutation) {
        String word = office.strip().split("\\s+")[0];
        boolean used = titlesOfAddress.stream()
                .anyMatch(title -> title.equals(word)
                        || office(title, Salutation.FRAU).getOrDefault("", "").equals(word));
        return used ? office(word, salutation).getOrDefault("", "") : "";
    }

    /** In words up to twelve, in digits above. */
    String number(int number) {
        return number >= 0 && number < numbers.size() ? numbers.get(number) : Formats.digits(number);
    }

    /** Each matches a space that must not be broken at. */
    List<Pattern> protectedSpaces() {
        return protectedSpaces;
    }

    private String article(String gender, int grammaticalCase) {
        return Objects.requireNonNull(articles.get(gender)).get(grammaticalCase);
    }

    private String phrase(
            List<String> words,
            int head,
            Optional<Noun> noun,
            String gender,
            int grammaticalCase,
            boolean definite,
            String rest) {
        List<String> result = new ArrayList<>();
        for (String adjective : words.subList(0, head)) {
            result.add(isAbbreviated(adjective) ? adjective : adjective(adjective, gender, grammaticalCase, definite));
        }
        // "Erstem Beigeordneten": after another adjective a noun of this kind is declined weakly in the dative.
        boolean weak = definite || (head > 0 && grammaticalCase == 2);
        result.add(declined(words.get(head), noun, gender, grammaticalCase, weak));
        if (!rest.isEmpty()) {
            result.add(rest);
        }
        return String.join(" ", result);
    }

    private String declined(String word, Optional<Noun> found, String gender, int grammaticalCase, boolean definite) {
        if (found.isEmpty()) {
            return word;
        }
        Noun noun = found.get();
        if (noun.adjective) {
            return adjective(word, gender, grammaticalCase, definite);
        }
        String stem = word.substring(0, word.length() - noun.ending.length());
        if (gender.equals("f") && !noun.gender.equals("f") && !noun.female.isEmpty()) {
            return matchCase(word, stem, noun.female);
        }
        return noun.cases.isEmpty() ? word : matchCase(word, stem, noun.cases.get(grammaticalCase));
    }

    /** A word that is all ending ("Rat" → "Rätin") keeps its capital. */
    private static String matchCase(String word, String stem, String ending) {
        return stem.isEmpty() && Character.isUpperCase(word.charAt(0))
                ? ending.substring(0, 1).toUpperCase(Locale.GERMAN) + ending.substring(1)
                : stem + ending;
    }

    private static String adjective(String word, String gender, int grammaticalCase, boolean definite) {
        String stem = word.substring(0, word.length() - endingLength(word));
        boolean nominative = grammaticalCase == 0;
        boolean accusative = grammaticalCase == 3;
        if (definite) {
            return stem + (nominative || (accusative && !gender.equals("m")) ? "e" : "en");
        }
        if (gender.equals("f")) {
            return stem + (nominative || accusative ? "e" : "er");
        }
        return stem + (nominative ? "er" : grammaticalCase == 2 ? "em" : "en");
    }

    private static int endingLength(String word) {
        return word.endsWith("er") || word.endsWith("es") || word.endsWith("en") ? 2 : word.endsWith("e") ? 1 : 0;
    }

    private static String stem(String word) {
        return word.substring(0, word.length() - endingLength(word)).toLowerCase(Locale.GERMAN);
    }

    private Optional<Noun> noun(String word) {
        String lower = word.toLowerCase(Locale.GERMAN);
        return nouns.stream()
                .filter(noun -> lower.endsWith(noun.ending))
                .max(java.util.Comparator.comparingInt(noun -> noun.ending.length()));
    }

    @SuppressWarnings("unchecked")
    private static Grammar read() {
        try (@Nullable InputStream in = Grammar.class.getResourceAsStream("grammatik.yaml")) {
            Object data = new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(in));
            return new Grammar((Map<String, Object>) Objects.requireNonNull(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
