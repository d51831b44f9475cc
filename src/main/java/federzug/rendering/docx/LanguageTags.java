package federzug.rendering.docx;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what Word and older programs write as a language into a tag (BCP 47), as PDF demands (ISO 32000-1, 14.9.2). */
public final class LanguageTags {
    /** Names of old Word files and of programs that write plain words. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("german", "de-DE"),
            Map.entry("deutsch", "de-DE"),
            Map.entry("german (germany)", "de-DE"),
            Map.entry("swiss german", "de-CH"),
            Map.entry("english", "en"),
            Map.entry("englisch", "en"),
            Map.entry("french", "fr"),
            Map.entry("französisch", "fr"),
            Map.entry("italian", "it"),
            Map.entry("spanish", "es"),
            Map.entry("polish", "pl"),
            Map.entry("czech", "cs"),
            Map.entry("no-bok", "nb-NO"),
            Map.entry("no-nyn", "nn-NO"));

    private LanguageTags() {}

    /** @return a well-formed tag; null for a text in no language, or where it is unclear which one is meant */
    public static @Nullable String tag(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        if (NAMES.containsKey(name)) {
            return NAMES.get(name);
        }
        try {
            // Word marks sorting orders behind a low line: es-ES_tradnl.
            Locale locale = new Locale.Builder()
                    .setLanguageTag(written.strip().replaceFirst("_.*", ""))
                    .build();
            boolean known =
                    !locale.getLanguage().isEmpty() && locale.getLanguage().length() <= 3;
            return known ? locale.stripExtensions().toLanguageTag() : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
