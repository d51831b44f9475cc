package federzug.drafting;

import federzug.agreement.Guest;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.notice.Notice;
import federzug.notice.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds a name in free text that is nearly, but not quite, that of a person of the matter ("Wöllner" for "Wöller"). */
final class NameCheck {
    private static final Pattern WORD = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}'’]+(?:-\\p{Lu}[\\p{L}\\p{M}'’]+)*");
    /** Shorter names resemble too many words. */
    private static final int SHORTEST = 4;
    /** Of so few letters a name resembles many a noun, and needs a word before it that makes it one. */
    private static final int COMMON = 6;

    private static final Pattern PERSON_FOLLOWS = Pattern.compile(
            "(?:\\bHerrn?|\\bFrau|\\bDr\\.|\\bProf\\.|(?i:minister|präsident|meister|leiter|führer|direktor|vorstand|rat)"
                    + "(?:in|s|en)?)[ \u00a0]$");

    /** Common nouns and other words that German writes with a capital, in small letters. */
    private static final Set<String> ORDINARY = ordinary();

    private final List<Person> persons;
    private final Set<String> known = new HashSet<>();
    private final List<Notice> notices = new ArrayList<>();

    NameCheck(Matter matter) {
        persons = Stream.concat(
                        matter.persons().stream(),
                        matter.guests().stream()
                                .filter(guest -> !guest.listed())
                                .map(Guest::person))
                .toList();
        know(matter.town());
        know(matter.group());
        matter.guests().forEach(guest -> know(guest.institution()));
        for (Person person : persons) {
            know(person.familyName());
            know(person.givenName());
            know(person.office());
            know(person.title());
        }
        matter.municipalities().forEach(municipality -> {
            know(municipality.name());
            know(municipality.sorbianName());
            know(municipality.district());
        });
        know(matter.policeDirectorate());
        if (matter.release() != null) {
            know(matter.release().contact().name());
        }
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    void look(Passage passage) {
        Matcher words = WORD.matcher(passage.text());
        while (words.find()) {
            String word = words.group();
            if (!isKnown(word)) {
                String before = passage.text().substring(0, words.start());
                nearest(word, before).ifPresent(person -> tell(passage, word, person, before));
            }
        }
    }

    /** After the given name it cannot be anybody else. */
    private void tell(Passage passage, String word, Person person, String before) {
        boolean sure = !person.givenName().isEmpty() && before.endsWith(person.givenName() + " ");
        notices.add(new Notice(
                "drafting.consistency.name",
                sure ? Severity.ERROR : Severity.WARNING,
                passage.place(),
                List.of(word, person.name())));
    }

    private Optional<Person> nearest(String word, String before) {
        // Whoever is not near is most of them, and is told apart by a letter: what was said before is long.
        return persons.stream()
                .filter(person -> isNear(word, person.familyName())
                        || (word.length() > 1 && isNear(withoutGenitive(word), person.familyName())))
                .filter(person -> person.familyName().length() >= COMMON && !ORDINARY.contains(lower(word))
                        || isMeant(person, before))
                .findFirst();
    }

    /** "Weise" and "Wissen" are words, "Herr Weise" is a name. */
    private static boolean isMeant(Person person, String before) {
        return PERSON_FOLLOWS.matcher(before).find()
                || !person.givenName().isEmpty() && before.endsWith(person.givenName() + " ");
    }

    private static boolean isNear(String word, String name) {
        if (name.length() < SHORTEST || lower(word).charAt(0) != lower(name).charAt(0)) {
            return false;
        }
        String spelt = folded(word);
        String right = folded(name);
        int allowed = right.length() < 6 ? 1 : right.length() < 10 ? 1 : 2;
        return spelt.equals(right) || new LevenshteinDistance(allowed).apply(spelt, right) >= 0;
    }

    private boolean isKnown(String word) {
        return known.contains(lower(word)) || known.contains(lower(withoutGenitive(word)));
    }

    private void know(String words) {
        Matcher matcher = WORD.matcher(words);
        while (matcher.find()) {
            known.add(lower(matcher.group()));
            for (String part : matcher.group().split("-")) {
                known.add(lower(part));
            }
        }
    }

    private static Set<String> ordinary() {
        try (InputStream in = NameCheck.class.getResourceAsStream("ordinary-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("ordinary-words.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutGenitive(String word) {
        return word.replaceFirst("(?:s|['’]s?|ens?|n)$", "");
    }

    /** Spellings that sound the same. */
    private static String folded(String word) {
        return lower(word)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ph", "f")
                .replace("th", "t");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.GERMAN);
    }
}
