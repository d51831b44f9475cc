package federzug.rendering.docx;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the media types of parts as Word writes them. Case does not matter in them (ISO/IEC 29500-2, 9.1.2; RFC 9110,
 * 8.3.1), but docx4j takes a part whose type some program has written in small letters for an unknown one.
 */
final class PartTypes {
    private static final Map<String, String> MIXED =
            Map.of("websettings", "webSettings", "fonttable", "fontTable", "styleswitheffects", "stylesWithEffects");

    private static final Pattern TYPE = Pattern.compile(
            "(application/vnd\\.(?:openxmlformats-officedocument|ms-word)\\.(?:wordprocessingml\\.)?)([a-z.]{1,40})(\\+xml)",
            Pattern.CASE_INSENSITIVE);

    private PartTypes() {}

    /** @param types the part that lists them */
    static String asWordWrites(String types) {
        return TYPE.matcher(types)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).toLowerCase(Locale.ROOT)
                        + MIXED.getOrDefault(found.group(2).toLowerCase(Locale.ROOT), found.group(2))
                        + found.group(3)));
    }
}
