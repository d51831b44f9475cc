package federzug.agreement;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as they stand in paths of files and folders: short, plain, the same on every system. */
public final class PathName {
    private static final int LONGEST = 60;

    private PathName() {}

    /** As {@link #of}, with capitals: {@code Weisswasser-O-L}; for the names of attachments. */
    public static String titled(String name) {
        return Arrays.stream(of(name).split("-"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining("-"));
    }

    /**
     * @return only {@code [a-z0-9-]}, at most 60 characters: ä, ö, ü, ß as ae, oe, ue, ss; ł as l; other letters without
     *     their marks; everything else becomes a hyphen. Empty if nothing is left. Two names may become the same: who
     *     makes files has to refuse that.
     */
    public static String of(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.GERMAN);
        String german = lower.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ø", "o")
                .replace("đ", "d")
                .replace("æ", "ae");
        String plain = Normalizer.normalize(german, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-");
        String begun = plain.startsWith("-") ? plain.substring(1) : plain;
        String cut = begun.substring(0, Math.min(LONGEST, begun.length()));
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
