package federzug.rendering.fop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Puts soft hyphens where a German word may be divided, by F. M. Liang's method with the patterns of TeX (their licence
 * lies beside them). FOP breaks lines at soft hyphens, so it needs no patterns.
 */
public final class Hyphens {
    private static final int SHORTEST = 5;
    private static final int EDGE = 2;
    private static final Pattern WORD = Pattern.compile("\\p{L}{" + SHORTEST + ",}");

    /** Read when the first document asks for it; few do. */
    private static final class Patterns {
        static final Map<String, byte[]> ALL = read();
        static final int LONGEST =
                ALL.keySet().stream().mapToInt(String::length).max().orElse(0);

        private static Map<String, byte[]> read() {
            Map<String, byte[]> all = new HashMap<>(1 << 16);
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(Hyphens.class.getResourceAsStream("hyph-de-1996.pat.txt")),
                    StandardCharsets.UTF_8))) {
                in.lines().forEach(line -> add(all, line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all;
        }

        private static void add(Map<String, byte[]> all, String pattern) {
            String letters = pattern.replaceAll("\\d", "");
            byte[] values = new byte[letters.length() + 1];
            int at = 0;
            for (char c : pattern.toCharArray()) {
                if (Character.isDigit(c)) {
                    values[at] = (byte) (c - '0');
                } else {
                    at++;
                }
            }
            all.put(letters, values);
        }
    }

    private Hyphens() {}

    public static String soft(String text) {
        return WORD.matcher(text).replaceAll(word -> divided(word.group()));
    }

    private static String divided(String word) {
        String framed = "." + word.toLowerCase(Locale.GERMAN) + ".";
        byte[] values = new byte[framed.length() + 1];
        for (int from = 0; from < framed.length(); from++) {
            for (int to = from + 1; to <= Math.min(framed.length(), from + Patterns.LONGEST); to++) {
                byte[] pattern = Patterns.ALL.get(framed.substring(from, to));
                for (int i = 0; pattern != null && i < pattern.length; i++) {
                    values[from + i] = (byte) Math.max(values[from + i], pattern[i]);
                }
            }
        }
        StringBuilder divided = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            // An odd value allows a division before this letter.
            if (i >= EDGE && i <= word.length() - EDGE && values[i + 1] % 2 == 1) {
                divided.append('\u00ad');
            }
            divided.append(word.charAt(i));
        }
        return divided.toString();
    }
}
