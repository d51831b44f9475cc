package federzug.verification.signature;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether two spellings name the same person, as certificates write names: without titles, in capitals, with
 * further forenames, family name first, ä as ae or a. The family name must be the same, and nothing but forenames may
 * differ.
 */
public final class PersonNames {
    private static final Set<String> TITLES = Set.of(
            "dr",
            "prof",
            "professor",
            "doktor",
            "dipl",
            "diplom",
            "ing",
            "phd",
            "med",
            "jur",
            "iur",
            "rer",
            "nat",
            "pol",
            "oec",
            "phil",
            "habil",
            "hc",
            "h",
            "c",
            "mult",
            "mag",
            "ba",
            "ma",
            "bsc",
            "msc",
            "llm",
            "mba",
            "mpa");

    private PersonNames() {}

    public static boolean anyMatches(List<String> expected, List<String> inCertificate) {
        return expected.stream().anyMatch(one -> inCertificate.stream().anyMatch(other -> match(one, other)));
    }

    static boolean match(String expected, String inCertificate) {
        return matchWords(words(expected, true), words(inCertificate, true))
                || matchWords(words(expected, false), words(inCertificate, false));
    }

    private static boolean matchWords(List<String> one, List<String> other) {
        if (one.size() < 2 || other.size() < 2) {
            return false;
        }
        List<String> shorter = one.size() <= other.size() ? one : other;
        List<String> longer = shorter == one ? other : one;
        if (shorter.size() == longer.size()) {
            return Set.copyOf(shorter).equals(Set.copyOf(longer));
        }
        String family = shorter.get(shorter.size() - 1);
        return longer.containsAll(shorter) && longer.get(longer.size() - 1).equals(family);
    }

    /**
     * @param twoLetters ä as ae (German) or as a (machine-readable names)
     */
    private static List<String> words(String name, boolean twoLetters) {
        String[] parts =
                name.replaceAll("(?i)\\(?\\s*NUR[- ]ZUM[- ]TESTEN\\s*\\)?", " ").split(",", 2);
        String inOrder = parts.length == 2 && !titlesOnly(parts[1]) ? parts[1] + " " + parts[0] : parts[0];
        String plain = inOrder.toLowerCase(Locale.GERMAN).replace("ß", "ss").replace("ł", "l");
        plain = Normalizer.normalize(plain, Normalizer.Form.NFC);
        if (twoLetters) {
            plain = plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
        }
        plain = Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        List<String> words = new ArrayList<>(Arrays.asList(plain.split("[^\\p{L}]+")));
        words.removeIf(word -> word.isEmpty() || TITLES.contains(word));
        return words;
    }

    /** {@code Raphael, MBA} has no forename after the comma. */
    private static boolean titlesOnly(String text) {
        return Arrays.stream(text.toLowerCase(Locale.GERMAN).split("[^\\p{L}]+"))
                .allMatch(word -> word.isEmpty() || TITLES.contains(word));
    }
}
